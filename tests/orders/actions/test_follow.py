"""Money that comes in online: taken once, by whichever way the news arrives, and every cent explained."""

import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from tests.factories import NOW, a_variant, an_order
from tests.orders.actions.charges import CARD, LATER, an_awaited_order, hear, look_after_everything, unexplained
from tests.races import at_once

from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.actions import follow, fulfil
from techmart.orders.enums import PaymentState
from techmart.orders.models import Order, Payment
from techmart.payments import demo_card as demo
from techmart.pricing.models import ShippingMethod
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db


def test_an_order_waits_until_it_is_paid_and_counts_from_then_on():
    order, reference = an_awaited_order()
    assert (order.pay_status, order.counts) == ("awaited", False)
    assert (Event.objects.count(), Message.objects.count(), DayStat.objects.count()) == (0, 0, 0)
    assert list(Order.objects.to_ship()) == []
    with pytest.raises(orders.CannotShip, match="not paid yet"):
        orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    orders.record_payment(order=order, by=None, now=NOW)  # nobody's word but the provider's
    demo.pay(reference)
    hear(reference)
    order.refresh_from_db()
    assert (order.pay_status, order.counts) == ("paid", True)
    assert (Event.objects.get().name, Message.objects.get().kind) == ("order.placed", "order_placed")
    assert DayStat.objects.get(metric="revenue").value == order.total


def test_what_costs_nothing_is_paid_at_once():
    ShippingMethod.objects.create(code="post", name="Post", price=0)
    order = an_order(a_variant(price=0), way="demo")
    assert (order.pay_status, order.counts, order.payments.get().state) == ("paid", True, "succeeded")


def test_another_amount_than_the_one_asked_for_needs_a_look_and_is_not_cancelled():
    order, reference = an_awaited_order()
    demo.pay(reference, amount=1)
    hear(reference)
    assert orders.expire_unpaid(now=LATER) == 0
    order.refresh_from_db()
    assert (order.pay_status, order.payments.get().state) == ("awaited", "attention")
    assert orders.begin_payment(order=order, return_url="/", now=LATER) == ""
    assert orders.resolve_payments(order=order, by=None, text="Sent back by hand.", now=LATER) == 1


def is_explained_though_nobody_told():
    """Cancel an order whose buyer pays all the same; no notice ever comes."""
    order, reference = an_awaited_order()
    orders.cancel_order(order=order, by=None, reason="", now=NOW)
    demo.pay(reference)
    look_after_everything(NOW + timedelta(minutes=10))
    assert unexplained(order, reference) == 0
    assert CARD.look_up(reference).refunded == order.total


def test_money_for_a_cancelled_order_goes_back_by_itself():
    is_explained_though_nobody_told()


def test_unexplained_money_is_seen_where_only_open_payments_are_followed(monkeypatch):
    rows = follow.charges_to_follow
    monkeypatch.setattr(follow, "charges_to_follow", lambda now: rows(now).filter(state=PaymentState.PENDING))
    with pytest.raises(AssertionError):
        is_explained_though_nobody_told()


def test_a_second_charge_of_a_paid_order_goes_back():
    order, first = an_awaited_order()
    CARD.close(first)
    orders.begin_payment(order=order, return_url="/", now=NOW)
    orders.begin_payment(order=order, return_url="/", now=NOW)
    second = order.payments.exclude(reference=first).get().reference
    demo.pay(second)
    hear(second)
    # The provider took the first one after all.
    demo._happen(first, "charge.paid", state="paid")
    look_after_everything(NOW)
    order.refresh_from_db()
    assert (order.pay_status, order.refunded_total) == ("paid", 0)
    assert [CARD.look_up(reference).refunded for reference in (first, second)] == [order.total, 0]


def is_taken_once(apply):
    order, reference = an_awaited_order()
    demo.pay(reference)
    payment, charge = order.payments.get(), CARD.look_up(reference)
    results = at_once(*[partial(apply, payment=payment, charge=charge, now=NOW)] * 8)
    assert results == [None] * 8
    assert Event.objects.filter(name="order.placed").count() == 1
    assert DayStat.objects.get(metric="revenue").value == order.total
    assert order.activities.filter(verb="payment received").count() == 1


def looked_first(*, payment, charge, now):
    """The textbook mistake: see that it is unpaid, then take it."""
    if Payment.objects.get(pk=payment.pk).state == PaymentState.PENDING:
        time.sleep(0.02)
        with transaction.atomic():
            order = fulfil.locked(payment.order)
            follow._put(payment, PaymentState.SUCCEEDED, now)
            fulfil.note(order, "payment received", "", None, now)


@pytest.mark.django_db(transaction=True)
def test_a_payment_heard_of_eight_times_at_once_is_taken_once():
    is_taken_once(follow.apply_charge)


@pytest.mark.django_db(transaction=True)
def test_taking_it_twice_is_seen_where_it_is_looked_at_first():
    with pytest.raises(AssertionError):
        is_taken_once(looked_first)
