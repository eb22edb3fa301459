"""An order is paid, sent, cancelled and refunded: each once, and the books agree."""

import pytest
from tests.factories import NOW, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.catalogue.models import Variant
from techmart.catalogue.queries import stock_faults
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.models import Order
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db


def statuses(order):
    order.refresh_from_db()
    return order.status, order.pay_status, order.ship_status


def revenue():
    return DayStat.objects.get(metric="revenue").value


def test_a_new_order_is_due_and_to_ship():
    assert statuses(an_order()) == ("placed", "agreed", "unshipped")


def test_paid_and_shipped_is_completed():
    order = an_order(paid=True)
    assert statuses(order) == ("placed", "paid", "unshipped")
    orders.ship_order(order=order, by=None, carrier="Post", tracking_number="1Z", now=NOW)
    assert statuses(order) == ("completed", "paid", "shipped")
    assert Message.objects.filter(kind="order_shipped").count() == 1
    assert stock_faults() == []


def test_an_order_is_sent_once():
    order = an_order()
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    with pytest.raises(orders.CannotShip, match="is left to ship: Shipped"):
        orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    assert Variant.objects.get().on_hand == 9


def test_a_cancelled_order_gives_back_stock_money_and_revenue():
    order = an_order(a_variant(on_hand=3), quantity=2, paid=True)
    orders.cancel_order(order=order, by=None, reason="changed my mind", now=NOW)
    assert statuses(order) == ("cancelled", "refunded", "none")
    variant = Variant.objects.get()
    assert (variant.available, revenue(), order.refunded_total) == (3, 0, order.total)
    assert Event.objects.filter(name="order.cancelled").count() == 1
    assert not Order.objects.purchases().exists()


def test_cancelling_an_unpaid_order_voids_what_was_due():
    order = an_order()
    orders.cancel_order(order=order, by=None, reason="", now=NOW)
    orders.cancel_order(order=order, by=None, reason="", now=NOW)
    assert statuses(order) == ("cancelled", "void", "none")
    assert (order.refunded_total, revenue()) == (0, 0)


def test_money_that_comes_after_a_cancellation_is_not_taken():
    order = an_order()
    orders.cancel_order(order=order, by=None, reason="", now=NOW)
    orders.record_payment(order=order, by=None, now=NOW)
    assert statuses(order) == ("cancelled", "void", "none")


def test_what_was_sent_is_not_cancelled():
    order = an_order(paid=True)
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    with pytest.raises(orders.CannotCancel):
        orders.cancel_order(order=order, by=None, reason="", now=NOW)


def test_a_part_refund_lowers_revenue_and_the_order_still_counts():
    order = an_order(a_variant(price=1000), paid=True)
    orders.refund_order(order=order, amount=400, by=None, reason="scratch", key="a", now=NOW)
    assert (statuses(order)[1], order.refunded_total, revenue()) == ("part_refunded", 400, 1090)
    assert Order.objects.purchases().get() == order


def test_revenue_is_what_the_orders_have_earned_whatever_became_of_them():
    kept, part, whole, late = [an_order(paid=True) for _ in range(4)]
    an_order()
    orders.refund_order(order=part, amount=400, by=None, reason="", key="a", now=NOW)
    orders.refund_order(order=whole, amount=whole.total, by=None, reason="", key="a", now=NOW)
    orders.refund_order(order=late, amount=400, by=None, reason="", key="a", now=NOW)
    orders.cancel_order(order=late, by=None, reason="", now=NOW)
    orders.cancel_order(order=an_order(), by=None, reason="", now=NOW)
    assert revenue() == sum(order.earned for order in Order.objects.all()) == 3 * kept.total - 400


def test_a_key_stands_for_one_order_alone():
    orders_paid = [an_order(paid=True), an_order(paid=True)]
    for order in orders_paid:
        orders.refund_order(order=order, amount=400, by=None, reason="scratch", key="a", now=NOW)
    assert [Order.objects.get(pk=order.pk).refunded_total for order in orders_paid] == [400, 400]


@pytest.mark.parametrize("amount", [0, -1, 1491])
def test_no_more_than_was_paid_goes_back(amount):
    order = an_order(a_variant(price=1000), paid=True)
    with pytest.raises(orders.CannotRefund, match=r"At most €14\.90"):
        orders.refund_order(order=order, amount=amount, by=None, reason="", key="a", now=NOW)


def test_nothing_goes_back_that_never_came():
    with pytest.raises(orders.CannotRefund):
        orders.refund_order(order=an_order(), amount=1, by=None, reason="", key="a", now=NOW)


def test_a_payment_noted_twice_is_one_payment():
    order = an_order(paid=True)
    orders.record_payment(order=order, by=None, now=NOW)
    assert order.activities.filter(verb="payment received").count() == 1


def test_the_timeline_says_who():
    mara = Customer.objects.create_user("mara@example.com", "x", name="Mara")
    order = an_order()
    orders.add_note(order=order, by=mara, text="called, wants it on Friday", now=NOW)
    note = order.activities.get(verb="note")
    assert (str(note.actor), note.detail) == ("Mara", "called, wants it on Friday")
