"""Sending a buyer to pay: one charge, however often they click."""

import time
from functools import partial

import pytest
from tests.factories import NOW, an_order
from tests.orders.actions.charges import CARD, an_awaited_order
from tests.races import at_once

from techmart.orders import actions as orders
from techmart.orders.actions import pay as paying
from techmart.orders.models import Payment
from techmart.payments import demo_card as demo

pytestmark = pytest.mark.django_db


def test_going_back_to_pay_opens_no_second_charge():
    order, reference = an_awaited_order()
    page = orders.begin_payment(order=order, return_url="/back/", now=NOW)
    assert page == f"/pay/demo/{reference}/"
    assert Payment.objects.count() == 1
    demo.pay(reference)
    assert orders.begin_payment(order=order, return_url="/back/", now=NOW) == ""
    order.refresh_from_db()
    assert order.pay_status == "paid"


def test_a_charge_that_was_closed_is_followed_by_a_new_one():
    order, reference = an_awaited_order()
    CARD.close(reference)
    assert orders.begin_payment(order=order, return_url="/back/", now=NOW) == ""
    page = orders.begin_payment(order=order, return_url="/back/", now=NOW)
    assert page not in {"", f"/pay/demo/{reference}/"}
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["pending", "void"]


def one_charge(begin):
    order = an_order(way="demo")
    pages = at_once(*[partial(begin, order=order, return_url="/back/", now=NOW)] * 8)
    assert {type(page) for page in pages} == {str}
    assert len(set(pages)) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_on_pay_are_one_charge():
    one_charge(orders.begin_payment)


@pytest.mark.django_db(transaction=True)
def test_more_charges_are_seen_where_the_attempt_is_no_row_first(monkeypatch):
    def drawn(order, now):
        return Payment(order=order, amount=order.total, created_at=NOW, idempotency_key=str(time.perf_counter_ns()))

    monkeypatch.setattr(paying, "_open_attempt", drawn)
    monkeypatch.setattr(paying, "apply_charge", lambda **arguments: None)
    with pytest.raises(AssertionError):
        one_charge(orders.begin_payment)
