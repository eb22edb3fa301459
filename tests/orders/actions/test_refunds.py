"""Money that goes back by the provider it came with: once, and every cent explained."""

from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.orders.actions.charges import CARD, LATER, an_awaited_order, hear, look_after_everything, unexplained

from techmart.jobs.rows import SomeFailed
from techmart.orders import actions as orders
from techmart.orders.actions.refunds import sent_key
from techmart.orders.enums import PaymentKind, PaymentState
from techmart.orders.models import Payment
from techmart.orders.queries import refundable_amount
from techmart.payments import demo_card as demo
from techmart.payments.online import RefundRefused
from techmart.scoring.models import CustomerSummary
from techmart.tracking.models import DayStat

pytestmark = pytest.mark.django_db
WEEKS_LATER = NOW + timedelta(days=20)


def test_a_refund_goes_back_by_the_provider_and_only_once(monkeypatch):
    order, reference = an_awaited_order()
    demo.pay(reference)
    hear(reference)
    orders.refund_order(order=order, amount=400, by=None, reason="", key="a", now=NOW)
    assert order.payments.get(kind=PaymentKind.REFUND).state == PaymentState.PENDING
    # The worker dies after the money was sent, before that was noted.
    monkeypatch.setattr("techmart.orders.actions.refunds._finish_refund", lambda *args: None)
    orders.send_refunds(now=NOW)
    monkeypatch.undo()
    assert orders.send_refunds(now=NOW) == 1
    assert orders.send_refunds(now=NOW) == 0
    assert CARD.look_up(reference).refunded == 400
    assert unexplained(order, reference) == 0


def test_a_refund_that_is_refused_needs_a_look_and_can_be_made_again():
    order, reference = an_awaited_order()
    demo.pay(reference)
    hear(reference)
    CARD.refund(reference=reference, amount=1490, key="at-the-desk")
    orders.refund_order(order=order, amount=1000, by=None, reason="", key="a", now=NOW)
    assert orders.send_refunds(now=NOW) == 0
    order.refresh_from_db()
    assert order.payments.get(kind=PaymentKind.REFUND).state == "attention"
    assert (order.pay_status, order.refunded_total) == ("paid", 0)


def test_money_that_the_merchant_sends_back_after_a_refusal_is_written_down(monkeypatch):
    def refuse(*args, **kwargs):
        raise RefundRefused

    order, reference = an_awaited_order()
    demo.pay(reference)
    hear(reference)
    orders.refund_order(order=order, amount=400, by=None, reason="", key="a", now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(demo.DemoCard, "refund", refuse)
        orders.send_refunds(now=NOW)
    assert DayStat.objects.get(metric="revenue").value == order.total
    orders.resolve_payments(order=order, by=None, text="Sent back at its own desk.", now=NOW)
    CARD.refund(reference=reference, amount=400, key="at-the-desk")
    hear(reference)
    order.refresh_from_db()
    assert (order.pay_status, order.refunded_total) == ("part_refunded", 400)
    assert unexplained(order, reference) == 0
    assert DayStat.objects.get(metric="revenue").value == order.total - 400


def test_a_refund_on_its_way_goes_on_when_the_order_is_cancelled():
    order, reference = an_awaited_order()
    demo.pay(reference)
    hear(reference)
    orders.refund_order(order=order, amount=300, by=None, reason="Scratch", key="1", now=NOW)
    orders.cancel_order(order=order, by=None, reason="Changed my mind.", now=NOW)
    refunds = order.payments.filter(kind=PaymentKind.REFUND)
    assert [(row.state, row.amount) for row in refunds] == [("pending", 300), ("pending", order.total - 300)]
    look_after_everything(LATER)
    assert CARD.look_up(reference).refunded == order.total


def test_a_refund_that_breaks_keeps_no_other_waiting(monkeypatch):
    for number in "abc":
        order, reference = an_awaited_order(email=f"{number}@example.com")
        demo.pay(reference)
        hear(reference)
        orders.refund_order(order=order, amount=400, by=None, reason="", key=number, now=NOW)
    Payment.objects.filter(kind=PaymentKind.REFUND, order__email="b@example.com").update(reference="broken")
    monkeypatch.setattr(demo, "_book", lambda name, book=demo._book: {} if name == "broken" else book(name))
    with pytest.raises(SomeFailed, match=r"^1 failed, first Payment"):
        orders.send_refunds(now=NOW)
    refunds = Payment.objects.filter(kind=PaymentKind.REFUND).order_by("pk")
    assert [row.state for row in refunds] == ["succeeded", "pending", "succeeded"]


def a_refund_that_fails(*, heard_of=True):
    """Return an order of which 4.00 went back, which its buyer's bank did not take weeks later."""
    order, reference = an_awaited_order()
    demo.pay(reference)
    hear(reference)
    orders.refund_order(order=order, amount=400, by=None, reason="Scratch", key="a", now=NOW)
    orders.send_refunds(now=NOW)
    demo.fail_refund(reference, sent_key(order.payments.get(kind=PaymentKind.REFUND)))
    if heard_of:
        hear(reference, -1, now=WEEKS_LATER)
    order.refresh_from_db()
    return order, reference


def told(order):
    """Return what rows, sums and timeline say of money that went back."""
    order.refresh_from_db()
    rows = [row.state for row in order.payments.filter(kind=PaymentKind.REFUND)]
    return rows, order.pay_status, order.refunded_total, order.activities.filter(verb="needs a look").count()


def test_a_refund_that_fails_late_is_taken_back_once_however_often_it_is_told():
    order, reference = a_refund_that_fails()
    assert told(order) == (["attention"], "paid", 0, 1)
    assert CustomerSummary.objects.get(customer=order.customer_id).spend == order.total
    assert DayStat.objects.get(metric="revenue").value == order.total
    hear(reference, now=WEEKS_LATER)
    look_after_everything(WEEKS_LATER)
    orders.reconcile_refunds(now=WEEKS_LATER)
    assert told(order) == (["attention"], "paid", 0, 1)
    assert unexplained(order, reference) == 0


def test_a_refund_that_failed_unheard_is_found_by_asking():
    order, reference = a_refund_that_fails(heard_of=False)
    assert told(order) == (["succeeded"], "part_refunded", 400, 0)
    assert (orders.reconcile_refunds(now=WEEKS_LATER), orders.reconcile_refunds(now=WEEKS_LATER)) == (1, 0)
    assert told(order) == (["attention"], "paid", 0, 1)
    assert unexplained(order, reference) == 0


def test_a_refund_that_failed_is_made_anew_or_by_hand():
    order, reference = a_refund_that_fails()
    orders.refund_order(order=order, amount=300, by=None, reason="Again", key="b", now=WEEKS_LATER)
    orders.send_refunds(now=WEEKS_LATER)
    demo.fail_refund(reference, sent_key(order.payments.get(note="Again")))
    hear(reference, -1, now=WEEKS_LATER)
    assert orders.resolve_payments(order=order, by=None, text="Wired.", now=WEEKS_LATER, was_sent_by_hand=True) == 2
    assert told(order) == (["void", "void", "succeeded", "succeeded"], "part_refunded", 700, 2)
    hear(reference, now=WEEKS_LATER)
    assert told(order) == (["void", "void", "succeeded", "succeeded"], "part_refunded", 700, 2)


def test_what_failed_twice_and_was_sent_by_hand_went_back_once():
    order, reference = a_refund_that_fails()
    orders.refund_order(order=order, amount=order.total, by=None, reason="Again", key="b", now=WEEKS_LATER)
    orders.send_refunds(now=WEEKS_LATER)
    demo.fail_refund(reference, sent_key(order.payments.get(note="Again")))
    hear(reference, -1, now=WEEKS_LATER)
    orders.resolve_payments(order=order, by=None, text="Wired.", now=WEEKS_LATER, was_sent_by_hand=True)
    assert told(order) == (["void", "void", "succeeded", "succeeded"], "refunded", order.total, 2)
    assert refundable_amount(order) == 0


def test_what_went_back_by_hand_and_at_the_desk_too_is_no_more_than_was_paid():
    order, reference = a_refund_that_fails()
    orders.resolve_payments(order=order, by=None, text="Wired.", now=WEEKS_LATER, was_sent_by_hand=True)
    CARD.refund(reference=reference, amount=order.total, key="at-the-desk")
    hear(reference, -1, now=WEEKS_LATER)
    assert told(order)[1:] == ("refunded", order.total, 1)
    orders.cancel_order(order=order, by=None, reason="", now=WEEKS_LATER)
    assert told(order) == (["void", "succeeded", "succeeded"], "refunded", order.total, 1)


def test_the_refund_of_a_cancelled_order_that_fails_needs_a_look():
    order, reference = an_awaited_order()
    demo.pay(reference)
    hear(reference)
    orders.cancel_order(order=order, by=None, reason="", now=NOW)
    orders.send_refunds(now=NOW)
    demo.fail_refund(reference, sent_key(order.payments.get(kind=PaymentKind.REFUND)))
    hear(reference, -1)
    assert told(order) == (["attention"], "paid", 0, 1)
    assert (order.status, refundable_amount(order)) == ("cancelled", order.total)


def test_what_was_looked_after_needs_no_second_look():
    order, reference = an_awaited_order()
    demo.pay(reference, amount=1)
    look_after_everything(NOW)
    orders.resolve_payments(order=order, by=None, text="Sent back by hand.", now=NOW)
    look_after_everything(LATER)
    assert not order.payments.filter(state=PaymentState.ATTENTION).exists()
