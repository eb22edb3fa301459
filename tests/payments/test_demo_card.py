"""The demo card behaves like a provider: same key same charge, money back once, notices that cannot be forged."""

import json
import time
from datetime import timedelta

import pytest
from django.db import transaction
from tests.factories import NOW

from techmart.payments import demo_card as demo
from techmart.payments.online import ChargeRequest, ChargeState, ForgedNotice, Refund, RefundRefused, UnknownCharge

pytestmark = pytest.mark.django_db

CARD = demo.DemoCard()


def begin(key="T1/charge"):
    return CARD.begin(ChargeRequest(key, "T1", 1490, "EUR", "ada@example.com", "/back/", NOW + timedelta(hours=1)))


def test_the_same_key_is_the_same_charge():
    assert begin() == begin()
    assert begin("T2/charge").reference != begin().reference


def test_a_declined_card_may_be_followed_by_another_and_what_is_paid_stays_paid():
    reference = begin().reference
    demo.decline(reference)
    assert CARD.look_up(reference).state is ChargeState.OPEN
    demo.pay(reference)
    assert CARD.close(reference).state is ChargeState.PAID


def test_a_closed_charge_is_paid_by_nobody():
    reference = begin().reference
    assert CARD.close(reference).state is ChargeState.CLOSED
    demo.pay(reference)
    assert CARD.look_up(reference).state is ChargeState.CLOSED


def test_money_goes_back_once_for_each_key_and_no_more_than_came():
    reference = begin().reference
    with pytest.raises(RefundRefused):
        CARD.refund(reference=reference, amount=1, key="early")
    demo.pay(reference)
    for _ in range(2):
        CARD.refund(reference=reference, amount=490, key="once")
    assert CARD.look_up(reference).refunded == 490
    with pytest.raises(RefundRefused):
        CARD.refund(reference=reference, amount=1001, key="twice")


def test_a_refund_may_fail_and_its_money_be_sent_anew():
    reference = begin().reference
    demo.pay(reference)
    CARD.refund(reference=reference, amount=1490, key="once")
    demo.fail_refund(reference, "once")
    assert CARD.look_up(reference).refunds == (Refund("once", 1490, has_failed=True),)
    CARD.refund(reference=reference, amount=1490, key="twice")
    assert CARD.look_up(reference).refunded == 1490


def test_a_charge_that_never_was_is_unknown():
    with pytest.raises(UnknownCharge):
        CARD.look_up("demo_none")


def test_a_notice_says_what_it_is_about():
    reference = begin().reference
    demo.pay(reference)
    [(body, signature)] = demo.notices(reference)
    notice = CARD.read_notice(body, {demo.HEADER: signature})
    assert (notice.event_id, notice.kind, notice.reference) == (f"{reference}.0", "charge.paid", reference)


@pytest.mark.parametrize("fault", ["none", "wrong", "altered", "old", "future", "odd"])
def test_a_forged_notice_is_none(fault, monkeypatch):
    reference = begin().reference
    demo.pay(reference)
    clock = {"old": -301, "future": 301}.get(fault, 0)
    real = time.time()
    monkeypatch.setattr(demo.time, "time", lambda: real + clock)
    [(body, signature)] = demo.notices(reference)
    monkeypatch.setattr(demo.time, "time", lambda: real)
    if fault == "altered":
        body = json.dumps({**json.loads(body), "reference": "demo_other"}).encode()
    headers = {"none": {}, "wrong": {demo.HEADER: signature[:-1] + "é"}, "odd": {demo.HEADER: "t=١,v1=\ud800"}}
    with pytest.raises(ForgedNotice):
        CARD.read_notice(body, headers.get(fault, {demo.HEADER: signature}))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: begin("T9"),
        lambda: CARD.look_up("demo_x"),
        lambda: CARD.refund(reference="demo_x", amount=1, key="k"),
    ],
)
def test_nobody_asks_a_provider_while_a_transaction_is_open(ask):
    with transaction.atomic(), pytest.raises(RuntimeError, match="while a transaction is open"):
        ask()
