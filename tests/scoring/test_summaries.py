"""The RFM query against sums done by hand, and against the library's own collapse of orders."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techmart.accounts.models import Customer
from techmart.orders.enums import OrderStatus, PayStatus
from techmart.orders.models import Order
from techmart.prediction import PurchaseHistory, day_numbers
from techmart.scoring.summaries import purchases, summaries

MONDAY = date(2026, 1, 5)


def as_text(rows: list[tuple[object, ...]]) -> list[tuple[str, ...]]:
    """SQLite answers days as text, PostgreSQL as dates."""
    return [tuple(str(value) for value in row) for row in rows]


def test_a_summary_equals_the_sums_done_by_hand(buy: Callable[..., Order]) -> None:
    ada = buy("Ada", MONDAY, 1000).customer_id
    buy("Ada", MONDAY, 500)  # the same day: one purchase of 1500
    buy("Ada", MONDAY + timedelta(days=10), 2000, refunded_total=700, pay_status=PayStatus.PART_REFUNDED)
    buy("Ada", MONDAY + timedelta(days=20), 9000, status=OrderStatus.CANCELLED)
    buy("Ada", MONDAY + timedelta(days=21), 9000, refunded_total=9000, pay_status=PayStatus.REFUNDED)
    buy("Ada", MONDAY + timedelta(days=22), 9000, pay_status=PayStatus.VOID)
    buy("Ada", MONDAY + timedelta(days=30), 100, pay_status=PayStatus.AGREED)

    assert as_text(summaries()) == [(str(ada), "2026-01-05", "2026-02-04", "3", "4", "2900", "1500")]


def test_an_earlier_day_sees_only_what_was_there(buy: Callable[..., Order]) -> None:
    ada = buy("Ada", MONDAY, 1000).customer_id
    buy("Ada", MONDAY + timedelta(days=5), 300)
    buy("Ben", MONDAY + timedelta(days=6), 100)

    rows = summaries(as_of=MONDAY + timedelta(days=4))

    assert as_text(rows) == [(str(ada), "2026-01-05", "2026-01-05", "1", "1", "1000", "1000")]


def test_it_can_be_asked_for_some_customers(buy: Callable[..., Order]) -> None:
    buy("Ada", MONDAY)
    ben = buy("Ben", MONDAY).customer_id

    assert [row[0] for row in summaries([ben])] == [ben]
    assert summaries([]) == []


orders = st.lists(
    st.tuples(
        st.integers(0, 4),  # customer
        st.integers(0, 30),  # day
        st.integers(0, 5000),  # total
        st.floats(0, 1),  # share refunded
        st.sampled_from(OrderStatus),
        st.sampled_from(PayStatus),
    ),
    max_size=40,
)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=orders, until=st.integers(0, 30))
def test_the_sql_and_the_library_agree(db: None, drawn: list[tuple], until: int) -> None:
    Order.objects.all().delete()
    people = [Customer.objects.get_or_create(email=f"{n}@example.com")[0] for n in range(5)]
    Order.objects.bulk_create(
        Order(
            number=str(index), customer=people[who], email="x@example.com", status=status, pay_status=pay,
            currency="EUR", items_total=total, total=total, refunded_total=int(total * refunded),
            payment_provider="offline", placed_at="2026-01-01T12:00Z", placed_on=MONDAY + timedelta(days=day),
        )
        for index, (who, day, total, refunded, status, pay) in enumerate(drawn)
    )  # fmt: skip
    cutoff = MONDAY + timedelta(days=until)

    rows = sorted(summaries(as_of=cutoff))

    counted = Order.objects.purchases().values_list("customer", "placed_on", "total", "refunded_total")
    triples = [(who, day, total - back) for who, day, total, back in counted]
    customers, days, spend = zip(*triples, strict=True) if triples else ((), (), ())
    expected = PurchaseHistory.from_orders(customers, days, spend, observed_until=cutoff).summary()
    assert [row[0] for row in rows] == expected.customer.tolist()
    assert day_numbers([row[1] for row in rows]).tolist() == expected.first_purchase_on.tolist()
    assert day_numbers([row[2] for row in rows]).tolist() == expected.last_purchase_on.tolist()
    assert [row[3] for row in rows] == expected.purchases.tolist()
    assert [row[5] for row in rows] == expected.spend.tolist()
    assert [row[6] for row in rows] == expected.first_day_spend.tolist()
    assert sum(row[4] for row in rows) == sum(day <= cutoff for day in days)


def test_purchases_are_days(buy: Callable[..., Order]) -> None:
    ada = buy("Ada", MONDAY, 1000).customer_id
    buy("Ada", MONDAY, 500)

    assert as_text(purchases()) == [(str(ada), "2026-01-05", "1500")]
