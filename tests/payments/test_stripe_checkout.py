"""What we ask Stripe and how we read it, against a stand-in of its library."""

import json
import sys
import time
from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.payments import stripe_stand_in as stripe

from techmart.payments.online import (
    ChargeRequest,
    ChargeState,
    ForgedNotice,
    ProviderDown,
    Refund,
    RefundRefused,
    UnknownCharge,
)
from techmart.payments.stripe_checkout import StripeCheckout

pytestmark = pytest.mark.django_db

CARD = StripeCheckout()


@pytest.fixture(autouse=True)
def _stripe(monkeypatch, settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRETS = "sk_test", ["whsec_old", "whsec_new"]
    monkeypatch.setitem(sys.modules, "stripe", stripe)
    for book in (stripe.SESSIONS, stripe.BY_KEY, stripe.REFUNDS, stripe.IS_DOWN, stripe.CARD_IS_CLOSED):
        book.clear()


def begin(amount=1490, currency="EUR", back="https://shop.example/back/"):
    return CARD.begin(
        ChargeRequest("T1/charge", "T1", amount, currency, "ada@example.com", back, NOW + timedelta(hours=1))
    )


def test_a_charge_is_a_hosted_page_opened_once():
    charge = begin()
    assert (charge.state, charge.amount, charge.currency) == (ChargeState.OPEN, 1490, "EUR")
    assert charge.page.startswith("https://checkout.stripe.com/")
    assert begin() == charge


def test_what_was_paid_and_sent_back_is_read_from_stripe():
    reference = begin().reference
    stripe.pay(reference)
    CARD.refund(reference=reference, amount=490, key="once")
    CARD.refund(reference=reference, amount=490, key="once")
    charge = CARD.look_up(reference)
    assert (charge.state, charge.refunded) == (ChargeState.PAID, 490)
    assert CARD.look_up("pi_1").reference == reference


@pytest.mark.parametrize("how", ["failed", "canceled"])
def test_refunds_are_told_by_our_key_or_stripes_name_also_those_that_failed(how):
    reference = begin().reference
    stripe.pay(reference)
    CARD.refund(reference=reference, amount=490, key="ours")
    stripe.Refunds().create({"payment_intent": "pi_1", "amount": 300}, {})
    stripe.REFUNDS["ours"]["status"] = how
    charge = CARD.look_up(reference)
    assert charge.refunds == (Refund("ours", 490, has_failed=True), Refund("re_1", 300))
    assert charge.refunded == 300


def test_a_refund_that_fails_at_once_is_refused():
    reference = begin().reference
    stripe.pay(reference)
    stripe.CARD_IS_CLOSED.append(True)
    with pytest.raises(RefundRefused):
        CARD.refund(reference=reference, amount=490, key="ours")


def test_a_closed_session_is_paid_by_nobody_and_a_paid_one_stays_paid():
    reference = begin().reference
    assert CARD.close(reference).state is ChargeState.CLOSED
    stripe.pay(reference)
    assert CARD.close(reference).state is ChargeState.PAID


@pytest.mark.parametrize(("currency", "asked"), [("EUR", 1490), ("JPY", 1490), ("ISK", 149000)])
def test_amounts_are_counted_as_stripe_counts_them(currency, asked):
    charge = begin(currency=currency)
    assert stripe.SESSIONS[charge.reference].amount_total == asked
    assert charge.amount == 1490


def test_errors_are_ours():
    with pytest.raises(UnknownCharge):
        CARD.look_up("cs_none")
    with pytest.raises(UnknownCharge):
        CARD.look_up("pi_none")
    with pytest.raises(RefundRefused):
        CARD.refund(reference=begin().reference, amount=1, key="k")
    with pytest.raises(ProviderDown):
        begin(back="https://shop.example/elsewhere/")
    stripe.IS_DOWN.append(True)
    with pytest.raises(ProviderDown):
        CARD.look_up("cs_0")


@pytest.mark.parametrize(
    ("about", "reference"),
    [
        ({"object": "checkout.session", "id": "cs_0", "payment_intent": "pi_1"}, "cs_0"),
        ({"object": "charge", "id": "ch_1", "payment_intent": "pi_1"}, "pi_1"),
        ({"object": "refund", "id": "re_1", "payment_intent": "pi_1"}, "pi_1"),
        ({"object": "customer", "id": "cus_1"}, ""),
    ],
)
@pytest.mark.parametrize("secret", ["whsec_old", "whsec_new"])
def test_a_notice_names_what_it_is_about(about, reference, secret):
    body = json.dumps({"id": "evt_1", "type": "x.y", "data": {"object": about}}).encode()
    stamp = str(int(time.time()))
    header = f"t={stamp},v1={stripe.signature(body, stamp, secret)}"
    notice = CARD.read_notice(body, {"Stripe-Signature": header})
    assert (notice.event_id, notice.kind, notice.reference) == ("evt_1", "x.y", reference)


def test_a_notice_that_no_secret_of_ours_signed_is_forged():
    body, stamp = b"{}", str(int(time.time()))
    header = f"t={stamp},v1={stripe.signature(body, stamp, 'whsec_other')}"
    with pytest.raises(ForgedNotice):
        CARD.read_notice(body, {"Stripe-Signature": header})


def test_a_shop_without_stripe_takes_no_notice(settings, monkeypatch):
    settings.STRIPE_WEBHOOK_SECRETS = []
    monkeypatch.setitem(sys.modules, "stripe", None)
    with pytest.raises(ForgedNotice):
        CARD.read_notice(b"{}", {})
