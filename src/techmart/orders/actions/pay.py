"""Sending a buyer to the page of an online provider."""

from datetime import datetime, timedelta

from django.db import transaction

from techmart.orders.actions.follow import apply_charge
from techmart.orders.actions.fulfil import locked
from techmart.orders.enums import PaymentKind, PaymentState
from techmart.orders.models import Order, Payment
from techmart.payments.online import ChargeRequest, ChargeState
from techmart.payments.providers import online_provider

# How long a buyer has to pay online; Stripe takes no less than half an hour.
TIME_TO_PAY = timedelta(hours=1)


def begin_payment(*, order: Order, return_url: str, now: datetime) -> str:
    """Return the page on which an order is paid; "" where there is nothing left to pay. Must be outside a transaction.

    The attempt is a row before the provider is asked, and asked again it opens no second charge.

    Raises
    ------
    ProviderDown
        The provider cannot be reached; the order waits for another try.
    """
    provider = online_provider(order.payment_provider)
    payment = _open_attempt(order, now) if provider else None
    if provider is None or payment is None:
        return ""
    if payment.reference:
        charge = provider.look_up(payment.reference)
    else:
        charge = provider.begin(_request(payment, return_url))
        Payment.objects.filter(pk=payment.pk).update(reference=charge.reference)
    apply_charge(payment=payment, charge=charge, now=now)
    return charge.page if charge.state is ChargeState.OPEN else ""


@transaction.atomic
def _open_attempt(order: Order, now: datetime) -> Payment | None:
    order = locked(order)
    attempts = order.payments.filter(kind=PaymentKind.CHARGE)
    if not order.is_awaiting_payment or attempts.filter(state=PaymentState.ATTENTION).exists():
        return None
    open_one = attempts.filter(state=PaymentState.PENDING).first()
    return open_one or Payment.objects.create(
        order=order,
        kind=PaymentKind.CHARGE,
        provider=order.payment_provider,
        amount=order.total,
        currency=order.currency,
        idempotency_key=f"{order.number}/charge/{attempts.count() + 1}",
        created_at=now,
    )


def _request(payment: Payment, return_url: str) -> ChargeRequest:
    return ChargeRequest(
        # With the moment: a number may be given anew in another database of the same merchant.
        key=f"{payment.idempotency_key}/{payment.created_at:%Y%m%d%H%M%S%f}",
        order_number=payment.order.number,
        amount=payment.amount,
        currency=payment.currency,
        email=payment.order.email,
        return_url=return_url,
        expires_at=payment.created_at + TIME_TO_PAY,
    )
