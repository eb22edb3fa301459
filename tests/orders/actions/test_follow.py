"""Money that comes in online: taken once, by whichever way the news arrives, and every cent explained."""

import time
from datetime import timedelta
from functools import partial
from itertools import permutations

import pytest
from django.db import transaction
from tests.factories import NOW, a_variant, an_order
from tests.races import at_once

from techmart.catalogue.queries import stock_faults
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.actions import follow, fulfil
from techmart.orders.actions import pay as paying
from techmart.orders.enums import PaymentKind, PaymentState
from techmart.orders.models import Order, Payment, PaymentNotice
from techmart.payments import demo_card as demo
from techmart.payments.online import ForgedNotice, ProviderDown, RefundRefused
from techmart.pricing.models import ShippingMethod
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db

CARD = demo.DemoCard()
LATER = NOW + timedelta(hours=2)


def an_awaited_order(**fields):
    """Return an order whose buyer was sent to the provider's page, and the name of the charge there."""
    order = an_order(way="demo", **fields)
    orders.begin_payment(order=order, return_url="/back/", now=NOW)
    return order, order.payments.get().reference


def hear(reference, *numbers, now=NOW):
    """Receive notices of what happened to a charge, in this order; apply them all."""
    sent = demo.notices(reference)
    for number in numbers or range(len(sent)):
        body, signature = sent[number]
        orders.receive_notice(code="demo", body=body, headers={demo.HEADER: signature}, now=now)
    orders.apply_notices(now=now)


def look_after_everything(now):
    orders.reconcile(now=now)
    orders.apply_notices(now=now)
    orders.send_refunds(now=now)


def unexplained(order, reference):
    """Return the money at the provider that no row of ours explains."""
    order.refresh_from_db()
    charge = CARD.look_up(reference)
    came = charge.amount - charge.refunded if charge.state.value == "paid" else 0
    return came - (0 if order.is_cancelled else order.total - order.refunded_total)


def as_told(order):
    """Return everything that can be seen of an order, for comparing."""
    order.refresh_from_db()
    rows = [(row.kind, row.state, row.amount) for row in order.payments.order_by("kind", "amount")]
    return order.status, order.pay_status, order.refunded_total, rows


# -- One payment, once


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


def test_what_costs_nothing_is_paid_at_once():
    ShippingMethod.objects.create(code="post", name="Post", price=0)
    order = an_order(a_variant(price=0), way="demo")
    assert (order.pay_status, order.counts, order.payments.get().state) == ("paid", True, "succeeded")


def test_another_amount_than_the_one_asked_for_needs_a_look_and_is_not_cancelled():
    order, reference = an_awaited_order()
    demo.pay(reference, amount=1)
    hear(reference)
    assert orders.expire_unpaid(now=LATER, transfer_days=14) == 0
    order.refresh_from_db()
    assert (order.pay_status, order.payments.get().state) == ("awaited", "attention")
    assert orders.begin_payment(order=order, return_url="/", now=LATER) == ""
    assert orders.resolve_payments(order=order, by=None, text="Sent back by hand.", now=LATER) == 1


# -- Notices


def happened():
    """Let everything happen to a charge that can: paid, partly sent back by its own desk, disputed."""
    order, reference = an_awaited_order()
    demo.decline(reference)
    demo.pay(reference)
    CARD.refund(reference=reference, amount=490, key="at-the-desk")
    demo.dispute(reference)
    return order, reference


def converges(hear):
    """Deliver four notices in every order there is, one of them twice: the same always comes of it."""
    outcomes = set()
    for way in permutations(range(4)):
        order, reference = happened()
        hear(reference, *way, way[0])
        outcomes.add(str(as_told(order)))
    assert len(outcomes) == 1
    return outcomes


def believed(reference, *numbers):
    """Do what a careless shop does: believe each notice by its name, one after the other."""
    payment = Payment.objects.get(reference=reference)
    states = ["pending", "succeeded", "refunded", "disputed"]
    for number in numbers:
        payment.state = states[number]
    payment.save()


def test_notices_in_any_order_and_twice_end_the_same():
    [outcome] = converges(hear)
    assert outcome == str(
        ("placed", "part_refunded", 490, [("charge", "succeeded", 1490), ("refund", "succeeded", 490)])
    )


def test_the_order_of_notices_is_seen_where_they_are_believed():
    with pytest.raises(AssertionError):
        converges(believed)


def test_a_forged_notice_is_not_even_stored():
    _, reference = an_awaited_order()
    demo.pay(reference)
    [(body, signature)] = demo.notices(reference)
    with pytest.raises(ForgedNotice):
        orders.receive_notice(code="demo", body=body + b" ", headers={demo.HEADER: signature}, now=NOW)
    assert PaymentNotice.objects.count() == 0


def test_a_notice_about_what_we_never_asked_for_is_left_at_that():
    PaymentNotice.objects.create(provider="demo", event_id="x", kind="charge.paid", reference="demo_x", received_at=NOW)
    assert (orders.apply_notices(now=NOW), orders.apply_notices(now=NOW)) == (1, 0)


def test_while_a_provider_is_down_notices_refunds_and_cancellations_wait(monkeypatch):
    order, reference = an_awaited_order()
    demo.pay(reference)
    body, signature = demo.notices(reference)[0]
    orders.receive_notice(code="demo", body=body, headers={demo.HEADER: signature}, now=NOW)

    def down(*args, **kwargs):
        raise ProviderDown

    with monkeypatch.context() as broken:
        for name in ("look_up", "close", "refund"):
            broken.setattr(demo.DemoCard, name, down)
        assert orders.apply_notices(now=NOW) == 0
        assert orders.reconcile(now=NOW) == 1
        assert orders.expire_unpaid(now=LATER, transfer_days=14) == 0
    look_after_everything(LATER)
    order.refresh_from_db()
    assert order.pay_status == "paid"


# -- Refunds


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


# -- Too late


def test_what_is_not_paid_in_time_is_cancelled_after_its_provider_was_asked():
    order, reference = an_awaited_order()
    assert orders.expire_unpaid(now=NOW + timedelta(minutes=59), transfer_days=14) == 0
    assert orders.expire_unpaid(now=LATER, transfer_days=14) == 1
    demo.pay(reference)  # the page is closed
    order.refresh_from_db()
    assert (order.status, order.pay_status, order.payments.get().state) == ("cancelled", "void", "void")
    assert stock_faults() == []
    assert (Event.objects.count(), DayStat.objects.count()) == (0, 0)


def test_who_paid_at_the_last_moment_keeps_the_order_though_no_notice_came():
    order, reference = an_awaited_order()
    demo.pay(reference)
    assert orders.expire_unpaid(now=LATER, transfer_days=14) == 0
    order.refresh_from_db()
    assert (order.status, order.pay_status) == ("placed", "paid")


def test_a_transfer_has_as_many_days_as_the_shop_gives_it():
    order = an_order()
    cash = an_order(way="cash")
    day = timedelta(days=1)
    assert orders.expire_unpaid(now=NOW + 13 * day, transfer_days=14) == 0
    assert orders.expire_unpaid(now=NOW + 99 * day, transfer_days=0) == 0
    assert orders.expire_unpaid(now=NOW + 15 * day, transfer_days=14) == 1
    for row in (order, cash):
        row.refresh_from_db()
    assert (order.status, cash.status) == ("cancelled", "placed")


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


# -- Everybody at once, on both databases


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


@pytest.mark.django_db(transaction=True)
def test_whoever_pays_while_the_order_expires_has_the_order_or_the_money():
    waiting = [an_awaited_order() for _ in range(6)]
    at_once(
        *(partial(demo.pay, reference) for _, reference in waiting),
        *(partial(orders.expire_unpaid, now=LATER, transfer_days=14) for _ in range(2)),
        *(partial(orders.settle, order=order, now=LATER) for order, _ in waiting[:3]),
    )
    look_after_everything(LATER)
    assert [unexplained(order, reference) for order, reference in waiting] == [0] * 6
    assert stock_faults() == []


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


def test_what_was_looked_after_needs_no_second_look():
    order, reference = an_awaited_order()
    demo.pay(reference, amount=1)
    look_after_everything(NOW)
    orders.resolve_payments(order=order, by=None, text="Sent back by hand.", now=NOW)
    look_after_everything(LATER)
    assert not order.payments.filter(state=PaymentState.ATTENTION).exists()
