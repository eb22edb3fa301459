from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories import a_product

from techmart.core.bulk import insert_rows, learn_sizes, reserve_keys, update_rows
from techmart.tracking.enums import EventName
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db
AT = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)


def test_rows_come_back_as_they_went_in_with_constants_and_defaults() -> None:
    data = {"total": 8340, "title": 'a "quoted"\ttab\nand \\ backslash, é'}
    insert_rows(Event, ("at", "order_number", "data"), [(AT, "1", data), (AT, "2", {})], name=EventName.ORDER_PLACED)
    first, second = Event.objects.order_by("pk")
    assert (first.at, first.order_number, first.data, first.name) == (AT, "1", data, "order.placed")
    assert (second.data, second.customer, second.visitor) == ({}, None, None)


def test_reserved_keys_are_nobody_elses() -> None:
    before = DayStat.objects.create(day=date(2024, 1, 1), metric="a")
    keys = reserve_keys(DayStat, 3)
    insert_rows(DayStat, ("id", "day", "metric"), [(key, date(2024, 1, 2), f"m{key}") for key in keys])
    after = DayStat.objects.create(day=date(2024, 1, 3), metric="b")
    assert len({before.pk, *keys, after.pk}) == 5
    assert DayStat.objects.count() == 5


def test_the_databases_own_constraints_hold() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(DayStat, ("day", "metric"), [(date(2024, 1, 1), "a"), (date(2024, 1, 1), "a")])
    assert DayStat.objects.count() == 0


def test_updates_touch_the_named_rows_and_fields_alone() -> None:
    one, other = a_product("One"), a_product("Other")
    update_rows(type(one), ("popularity", "card"), [(7, {"alt": "One"}, one.pk)])
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.popularity, one.card, one.title) == (7, {"alt": "One"}, "One")
    assert (other.popularity, other.card) == (0, {})


def test_an_unknown_field_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="DayStat has no colour"):
        insert_rows(DayStat, ("colour",), [])


@pytest.mark.django_db(transaction=True)
def test_rows_in_bulk_need_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="all of them or none"):
        insert_rows(DayStat, ("day", "metric"), [])


def test_the_database_learns_how_much_there_is() -> None:
    insert_rows(DayStat, ("day", "metric"), [(date(2024, 1, 1), f"m{number}") for number in range(300)])
    learn_sizes()
    known = {
        "sqlite": "SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE tbl = 'tracking_daystat'",
        "postgresql": "SELECT reltuples::integer FROM pg_class WHERE relname = 'tracking_daystat'",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        assert {size for (size,) in cursor.fetchall()} == {300}
