import pytest
from tests.factories import NOW, an_order

from techmart.orders import actions as orders
from techmart.storefront.progress import progress

pytestmark = pytest.mark.django_db


def states(order):
    return [(step.label, step.state) for step in progress(order)]


def test_a_new_order_is_being_packed_and_its_payment_due():
    assert states(an_order()) == [("Ordered", "done"), ("Being packed", "now"), ("Payment due", "later")]


def test_what_is_under_way_says_when_it_arrives():
    order = an_order(paid=True)
    assert [(step.label, step.state, step.note) for step in progress(order, "Wed 4 Mar")][-2:] == [
        ("Being packed", "now", ""),
        ("Arrives", "later", "Wed 4 Mar"),
    ]


def test_a_paid_and_sent_order_is_done_and_carries_its_parcel():
    order = an_order(paid=True)
    orders.ship_order(order=order, by=None, carrier="DHL", tracking_number="JJD1", now=NOW)
    order.refresh_from_db()
    assert states(order) == [("Ordered", "done"), ("Paid", "done"), ("Sent", "done")]
    assert (progress(order)[-1].note, progress(order)[-1].at) == ("JJD1", NOW)


def test_what_was_sent_unpaid_waits_for_the_money():
    order = an_order()
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    order.refresh_from_db()
    assert states(order)[1:] == [("Sent", "done"), ("Payment due", "now")]


def test_a_cancelled_order_makes_no_progress():
    order = an_order()
    orders.cancel_order(order=order, by=None, reason="", now=NOW)
    order.refresh_from_db()
    assert progress(order) == []
