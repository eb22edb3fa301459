"""Sending money back by the provider it came with, and noting that somebody looked after what went wrong."""

import logging
from datetime import datetime

from django.db import transaction

from techmart.accounts.models import Customer
from techmart.core.money import Money
from techmart.orders.actions.fulfil import changed, locked, note
from techmart.orders.enums import PaymentKind, PaymentState
from techmart.orders.models import Order, Payment
from techmart.orders.verbs import booked
from techmart.payments.online import ProviderDown, RefundRefused, UnknownCharge
from techmart.payments.providers import ONLINE

logger = logging.getLogger(__name__)


def send_refunds(*, now: datetime) -> int:
    """Send back by their providers what is to go back; return how many refunds were sent.

    The key is the row's, so a refund that was sent but not noted is sent only once.
    """
    due = Payment.objects.filter(kind=PaymentKind.REFUND, state=PaymentState.PENDING, provider__in=ONLINE)
    return sum(_send_refund(payment, now) for payment in due.select_related("order").order_by("pk"))


def _send_refund(payment: Payment, now: datetime) -> bool:
    key = f"{payment.idempotency_key}/{payment.created_at:%Y%m%d%H%M%S%f}"
    try:
        ONLINE[payment.provider].refund(reference=payment.reference, amount=payment.amount, key=key)
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
        note(
            order,
            "needs a look",
            f"{booked(Money(payment.amount, payment.currency))} could not be sent back",
            None,
            now,
        )
    changed(order, now)


@transaction.atomic
def resolve_payments(*, order: Order, by: Customer | None, text: str, now: datetime) -> int:
    """Note that somebody has looked after what needed a look; return how many payments that were."""
    order = locked(order)
    resolved = order.payments.filter(state=PaymentState.ATTENTION).update(state=PaymentState.VOID, settled_at=now)
    if resolved:
        note(order, "looked after", text, by, now)
        changed(order, now)
    return resolved
