"""When an order became cheaper, and when it stopped counting: from its rows, whatever came of it."""

from datetime import date, datetime, timedelta

import pytest
from tests.factories import NOW, a_variant, an_order

from techmart.orders import actions as orders
from techmart.orders.models import Order, Payment
from techmart.orders.undone import Undone, undone_orders
from techmart.tracking.models import Event

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
TOTAL = 1000 + 490


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def refund(order: Order, amount: int, days: int) -> None:
    orders.refund_order(order=order, amount=amount, by=None, reason="", key=str(days), now=after(days))


def cancel(order: Order, days: int) -> None:
    orders.cancel_order(order=order, by=None, reason="", now=after(days))


def pay_online(order: Order, days: int, key: str = "charge") -> Payment:
    return Payment.objects.create(
        order=order, kind="charge", state="succeeded", provider="demo", amount=order.total, currency="EUR",
        idempotency_key=f"{order.number}/{key}", reference=key, created_at=NOW, settled_at=after(days),
    )  # fmt: skip


@pytest.fixture
def order() -> Order:
    return an_order(a_variant(price=1000), paid=True)


def undone() -> Undone:
    (found,) = undone_orders()
    return found


def test_an_order_that_stands_has_nothing_undone(order: Order):
    assert order.total == TOTAL
    assert list(undone_orders()) == []


def test_refunds_are_known_from_their_days_on(order: Order):
    refund(order, 300, 5)
    refund(order, 200, 9)
    assert undone() == Undone(order.pk, order.customer_id, TODAY, TOTAL, [(on(5), 300), (on(9), 200)], None, None)
    assert undone().taken_off() == [(on(5), 300), (on(9), 200)]


def test_who_gets_all_back_has_an_order_until_the_last_of_it(order: Order):
    refund(order, 300, 5)
    refund(order, TOTAL - 300, 9)
    assert undone().gone_on == on(9)
    assert undone().taken_off() == [(on(5), 300), (on(9), TOTAL - 300)]


def test_what_is_called_off_is_gone_with_what_is_left_of_it(order: Order):
    refund(order, 300, 5)
    cancel(order, 7)
    assert undone().refunds == [(on(5), 300), (on(7), TOTAL - 300)]
    assert (undone().cancelled_on, undone().gone_on) == (on(7), on(7))
    assert undone().taken_off() == [(on(5), 300), (on(7), TOTAL - 300)]


def test_what_nobody_had_paid_yet_is_gone_without_a_refund():
    cancel(an_order(a_variant(price=1000)), 14)
    Event.objects.all().delete()  # they are kept for two years, orders for longer
    assert undone().refunds == []
    assert undone().taken_off() == [(on(14), TOTAL)]


def test_an_order_that_never_counted_is_none_that_was_undone():
    order = an_order(a_variant(price=1000), way="cash")
    Order.objects.update(payment_provider="demo")
    order.payments.update(provider="demo")
    cancel(order, 1)
    assert list(undone_orders()) == []
    pay_online(order, 2, "late")  # too late: it goes back
    assert list(undone_orders()) == []


def test_an_online_order_counted_once_it_was_paid(order: Order):
    Order.objects.update(payment_provider="demo")
    order.payments.update(provider="demo", settled_at=after(0))
    cancel(order, 3)
    assert undone().gone_on == on(3)


def test_money_that_came_twice_and_went_back_is_no_refund(order: Order):
    refund(order, 300, 5)
    pay_online(order, 8, "again")
    Payment.objects.create(
        order=order, kind="refund", state="pending", provider="demo", amount=order.total, currency="EUR",
        idempotency_key="back", reference="again", created_at=after(8),
    )  # fmt: skip
    assert undone().refunds == [(on(5), 300)]


def test_a_refund_that_failed_was_one_until_then(order: Order):
    refund(order, 300, 5)
    refund(order, 200, 6)
    order.payments.filter(amount=200).update(state="attention", settled_at=after(9))
    assert undone().taken_off() == [(on(5), 300), (on(6), 200), (on(9), -200)]


def test_a_refund_failed_when_it_did_not_when_somebody_looked_after_it(order: Order):
    refund(order, 200, 6)
    order.payments.filter(amount=200).update(state="attention", settled_at=after(9))
    orders.resolve_payments(order=order, by=None, text="Wired.", now=after(12), was_sent_by_hand=True)
    assert undone().taken_off() == [(on(6), 200), (on(9), -200), (on(12), 200)]


def test_an_order_that_was_refunded_in_vain_counts_again(order: Order):
    refund(order, TOTAL, 5)
    order.payments.filter(kind="refund").update(state="void", settled_at=after(9))
    assert undone().gone_on is None
    assert undone().taken_off() == [(on(5), TOTAL), (on(9), -TOTAL)]


def test_it_can_be_asked_for_some_customers(order: Order, django_assert_num_queries):
    refund(order, 300, 5)
    refund(an_order(email="ben@example.com", paid=True), 100, 1)
    with django_assert_num_queries(1):
        assert [one.order_id for one in undone_orders([order.customer_id])] == [order.pk]
    with django_assert_num_queries(1):
        assert len(list(undone_orders())) == 2
