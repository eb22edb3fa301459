"""A return is a parcel that comes back: asked for, approved, received; on the shelf once, refunded once."""

from datetime import timedelta
from functools import partial

import pytest
from tests.factories import NOW, a_discount, a_variant, an_order
from tests.races import at_once

from techmart.catalogue.models import Variant
from techmart.catalogue.queries import stock_faults
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.enums import ReturnReason
from techmart.orders.models import Order, Parcel
from techmart.orders.queries import returnable_units, suggested_refund

pytestmark = pytest.mark.django_db


def a_sent_order(quantity=2, **fields):
    order = an_order(a_variant(price=1000), quantity=quantity, paid=True, **fields)
    return orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)


def ask(order, units=1, now=NOW):
    return orders.request_return(
        order=order, units={order.lines.get().pk: units}, reason=ReturnReason.FAULTY, text="It hums.", now=now
    )


def approve(parcel):
    return orders.answer_return(parcel=parcel, is_approved=True, by=None, text="To the yard.", now=NOW)


def receive(parcel, amount=1000, restocks=True):
    return orders.receive_return(parcel=parcel, restocks=restocks, amount=amount, by=None, now=NOW)


def test_it_is_asked_for_approved_received_restocked_and_refunded():
    order = a_sent_order()
    parcel = receive(approve(ask(order)))
    order.refresh_from_db()
    assert (parcel.return_state, order.pay_status, order.refunded_total) == ("received", "part_refunded", 1000)
    assert (Variant.objects.get().on_hand, stock_faults()) == (9, [])
    assert order.ship_status == "shipped"
    mails = Message.objects.filter(kind__startswith="return_").order_by("pk")
    assert [mail.kind for mail in mails] == ["return_requested", "return_approved", "return_received"]
    assert ["To the yard." in mails[1].text, "€10.00 goes back" in mails[2].text] == [True, True]


def test_what_is_broken_does_not_go_back_onto_the_shelf():
    receive(approve(ask(a_sent_order())), restocks=False, amount=0)
    assert Variant.objects.get().on_hand == 8


def test_nothing_comes_back_twice():
    order = a_sent_order(quantity=2)
    ask(order, 1)
    assert list(returnable_units(order).values()) == [1]
    with pytest.raises(orders.CannotReturn):
        ask(order, 2)
    ask(order, 1)
    assert returnable_units(order) == {}


def test_what_was_refused_may_be_asked_for_again():
    order = a_sent_order(quantity=1)
    orders.answer_return(parcel=ask(order), is_approved=False, by=None, text="It was opened.", now=NOW)
    assert Message.objects.get(kind="return_refused").text.count("It was opened.") == 1
    ask(order)


def test_what_was_not_sent_or_long_ago_does_not_come_back():
    unsent = an_order()
    with pytest.raises(orders.CannotReturn, match="choose what"):
        ask(unsent)
    with pytest.raises(orders.CannotReturn, match="30 days"):
        ask(a_sent_order(), now=NOW + timedelta(days=31))


def test_more_than_was_paid_does_not_go_back_and_the_parcel_waits():
    parcel = approve(ask(a_sent_order()))
    with pytest.raises(orders.CannotRefund):
        receive(parcel, amount=99999)
    parcel.refresh_from_db()
    assert (parcel.return_state, Variant.objects.get().on_hand) == ("approved", 8)


def test_what_usually_goes_back_is_what_was_paid_for_it():
    a_discount(basis_points=1000)
    assert suggested_refund(ask(a_sent_order(quantity=3), 2)) == 1800


@pytest.mark.django_db(transaction=True)
def test_a_parcel_received_five_times_at_once_is_received_once():
    order = a_sent_order()
    parcel = approve(ask(order))
    results = at_once(*[partial(receive, parcel)] * 5)
    assert {type(result) for result in results} == {Parcel}
    order.refresh_from_db()
    assert (Variant.objects.get().on_hand, order.refunded_total, stock_faults()) == (9, 1000, [])


def test_a_buyer_asks_to_cancel_and_what_waits_for_payment_is_cancelled_at_once():
    order, unpaid = an_order(paid=True), an_order(way="demo")
    orders.request_cancellation(order=order, reason="Two by mistake", now=NOW)
    assert list(Order.objects.cancellation_asked()) == [order]
    assert orders.request_cancellation(order=unpaid, reason="", now=NOW).status == "cancelled"
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    assert list(Order.objects.cancellation_asked()) == []
    with pytest.raises(orders.CannotCancel):
        orders.request_cancellation(order=a_sent_order(), reason="", now=NOW)
