import threading
from datetime import date

import pytest
from django.db import connection, transaction

from techmart.tracking.counts import bump, bump_all
from techmart.tracking.models import DayStat

DAY, NEXT = date(2026, 3, 2), date(2026, 3, 3)


@pytest.mark.django_db
def test_counts_add_up_by_day_metric_and_currency(django_assert_num_queries):
    with django_assert_num_queries(1):
        bump(DAY, "revenue", 8490, "EUR")
    bump(DAY, "revenue", 10, "EUR")
    bump(DAY, "revenue", 500, "JPY")
    bump(NEXT, "revenue", -10, "EUR")
    assert list(DayStat.objects.order_by("day", "currency").values_list("day", "currency", "value")) == [
        (DAY, "EUR", 8500),
        (DAY, "JPY", 500),
        (NEXT, "EUR", -10),
    ]


@pytest.mark.django_db
def test_several_counts_are_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        bump_all({(DAY, "units", ""): 2, (DAY, "order.placed", ""): 1})
    with django_assert_num_queries(0):
        bump_all({})
    assert dict(DayStat.objects.values_list("metric", "value")) == {"units": 2, "order.placed": 1}


def add_in_one_statement():
    bump_all({(DAY, "units", ""): 1, (DAY, "order.placed", ""): 1})


def read_then_write():
    """The mutant: two threads read the same number."""
    stat = DayStat.objects.filter(day=DAY, metric="units").first() or DayStat(day=DAY, metric="units")
    barrier.wait()
    stat.value += 1
    stat.save()


THREADS = 8
barrier = threading.Barrier(THREADS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("add", "is_right"), [(add_in_one_statement, True), (read_then_write, False)])
def test_no_count_is_lost_between_threads(add, is_right):
    bump(DAY, "units", 0)

    def work():
        add()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (DayStat.objects.get(metric="units").value == THREADS) is is_right


@pytest.mark.django_db
def test_a_count_falls_back_with_its_transaction():
    with transaction.atomic():
        bump(DAY, "units", 1)
        transaction.set_rollback(True)
    assert DayStat.objects.count() == 0
