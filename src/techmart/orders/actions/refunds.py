"""Sending money back by the provider it came with, and noting that somebody looked after what went wrong."""

import logging
from datetime import datetime

from django.db import transaction

from techmart.accounts.models import Customer
from techmart.core.money import Money
from techmart.jobs.rows import each
from techmart.orders.actions.fulfil import changed, locked, note, write_refund
from techmart.orders.enums import PaymentKind, PaymentState
from techmart.orders.models import Order, Payment
from techmart.orders.queries import GIVEN_BACK, refundable_amount
from techmart.orders.verbs import booked
from techmart.payments.online import Charge, ProviderDown, RefundRefused, UnknownCharge
from techmart.payments.providers import ONLINE

logger = logging.getLogger(__name__)


def send_refunds(*, now: datetime) -> int:
    """Send back by their providers what is to go back; return how many refunds were sent.

    The key is the row's, so a refund that was sent but not noted is sent only once.
    """
    due = Payment.objects.filter(kind=PaymentKind.REFUND, state=PaymentState.PENDING, provider__in=ONLINE)
    return each(due.select_related("order").order_by("pk"), lambda payment: _send_refund(payment, now))


def _send_refund(payment: Payment, now: datetime) -> bool:
    provider = ONLINE[payment.provider]
    try:
        provider.refund(reference=payment.reference, amount=payment.amount, key=sent_key(payment))
    except ProviderDown as error:
        logger.warning("Refund %s waits: %s", payment.pk, error)
        return False
    except (RefundRefused, UnknownCharge) as refusal:
        _finish_refund(payment, PaymentState.ATTENTION, now)
        logger.warning("Refund %s was refused: %s", payment.pk, refusal)
        return False
    _finish_refund(payment, PaymentState.SUCCEEDED, now)
    return True


@transaction.atomic
def _finish_refund(payment: Payment, state: PaymentState, now: datetime) -> None:
    order = locked(payment.order)
    mine = Payment.objects.filter(pk=payment.pk, state=PaymentState.PENDING)
    if not mine.update(state=state, settled_at=now):
        return
    if state == PaymentState.ATTENTION:
        note(order, "needs a look", f"{_money(payment)} could not be sent back", None, now)
    changed(order, now)


def follow_refunds(order: Order, payment: Payment, charge: Charge, now: datetime) -> None:
    """Write down what began at the provider's own desk, and take back what failed, whoever began it.

    The order must be locked. A refund that failed is never anything else again, so that old news does no harm.
    """
    rows = {sent_key(row): row for row in order.payments.filter(kind=PaymentKind.REFUND, reference=payment.reference)}
    rows |= {row.idempotency_key: row for row in rows.values()}
    is_news = False
    for refund in charge.refunds:
        key = f"{payment.idempotency_key}/{refund.key}"
        row = rows.get(refund.key) or rows.get(key)
        if row is None:
            row = write_refund(order, refund.amount, key, "At the provider.", now, charge=payment, is_sent=True)
            note(order, "refunded", f"{_money(row)} at the provider", None, now)
            is_news = True
        if refund.has_failed and row.state in GIVEN_BACK:
            Payment.objects.filter(pk=row.pk).update(state=PaymentState.ATTENTION, settled_at=now)
            note(order, "needs a look", f"{_money(row)} did not reach the buyer", None, now)
            is_news = True
    if is_news:
        changed(order, now)


def sent_key(payment: Payment) -> str:
    """Return what a refund is called at its provider; with the moment: see `pay`."""
    return f"{payment.idempotency_key}/{payment.created_at:%Y%m%d%H%M%S%f}"


def _money(payment: Payment) -> str:
    return booked(Money(payment.amount, payment.currency))


@transaction.atomic
def resolve_payments(
    *, order: Order, by: Customer | None, text: str, now: datetime, was_sent_by_hand: bool = False
) -> int:
    """Note that somebody has looked after what needed a look; return how many payments that were.

    A refund that failed may have been sent by hand instead, which is a refund of its own: of one that failed twice, no
    more than what was paid.
    """
    order = locked(order)
    seen = list(order.payments.filter(state=PaymentState.ATTENTION))
    if not seen:
        return 0
    # When it failed stays as it is: until then it was a refund.
    order.payments.filter(state=PaymentState.ATTENTION).update(state=PaymentState.VOID)
    for row in seen:
        amount = min(row.amount, refundable_amount(order))
        if was_sent_by_hand and row.kind == PaymentKind.REFUND and amount > 0:
            write_refund(order, amount, f"{row.idempotency_key}/by-hand", text, now, is_by_hand=True)
    note(order, "looked after", text, by, now)
    changed(order, now)
    return len(seen)
