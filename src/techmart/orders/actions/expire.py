"""Cancelling what is not paid in time; a provider is asked first."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from techmart.core.models import ShopSettings
from techmart.jobs.rows import each
from techmart.orders.actions.follow import apply_charge, charges_to_follow
from techmart.orders.actions.fulfil import cancel_order, locked
from techmart.orders.actions.pay import TIME_TO_PAY
from techmart.orders.enums import OrderStatus, PaymentState, PayStatus
from techmart.orders.models import Order
from techmart.payments.online import ProviderDown, UnknownCharge
from techmart.payments.providers import ONLINE

logger = logging.getLogger(__name__)


def expire_unpaid(*, now: datetime) -> int:
    """Cancel orders that were not paid in time; return how many. An online provider is asked first.

    A transfer has as many days as the merchant gives it; cash waits for its parcel.
    """
    return each(_unpaid(now), lambda order: _close_and_cancel(order, now))


def _unpaid(now: datetime) -> Iterator[Order]:
    """Yield what should have been paid by now."""
    waiting = Order.objects.filter(status=OrderStatus.PLACED, pay_status=PayStatus.AWAITED)
    # What somebody must look at is not cancelled over their head.
    waiting = waiting.exclude(payments__state=PaymentState.ATTENTION)
    yield from waiting.filter(placed_at__lt=now - TIME_TO_PAY).order_by("pk")
    if transfer_days := ShopSettings.current().transfer_days:
        unpaid = Order.objects.to_ship().filter(pay_status=PayStatus.AGREED, payment_provider="transfer")
        yield from unpaid.filter(placed_at__lt=now - timedelta(days=transfer_days)).order_by("pk")


def _close_and_cancel(order: Order, now: datetime) -> bool:
    """Let nobody pay any more, then cancel; whoever paid meanwhile keeps the order."""
    for payment in charges_to_follow(now).filter(order=order):
        try:
            charge = ONLINE[payment.provider].close(payment.reference)
        except UnknownCharge:
            continue
        except ProviderDown as error:
            logger.warning("Order %s is not cancelled before its provider was asked: %s", order.number, error)
            return False
        apply_charge(payment=payment, charge=charge, now=now)
    return _cancel_unpaid(order, now)


@transaction.atomic
def _cancel_unpaid(order: Order, now: datetime) -> bool:
    order = locked(order)
    if order.is_cancelled or order.pay_status not in (PayStatus.AWAITED, PayStatus.AGREED):
        return False
    cancel_order(order=order, by=None, reason="Not paid in time.", now=now)
    return True
