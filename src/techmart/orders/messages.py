"""E-mails about an order: rows of the outbox, written with what they tell."""

from datetime import datetime

from django.template.loader import render_to_string

from techmart.core.models import ShopSettings
from techmart.mail import actions as mail
from techmart.orders.links import tracking_url
from techmart.orders.models import Order, Parcel
from techmart.payments.providers import PROVIDERS


def queue_order_placed(order: Order, *, now: datetime) -> None:
    """Thank the buyer, with what was ordered and how it is paid."""
    _queue(order, "order_placed", f"Your order {order.number}", f"{order.number}/placed", now)


def queue_order_shipped(order: Order, parcel: Parcel, *, now: datetime) -> None:
    """Say that it is on its way."""
    _queue(
        order,
        "order_shipped",
        f"Order {order.number} is on its way",
        f"{order.number}/{parcel.pk}/shipped",
        now,
        parcel,
    )


def queue_order_cancelled(order: Order, *, now: datetime) -> None:
    """Say that it was called off."""
    _queue(order, "order_cancelled", f"Order {order.number} is cancelled", f"{order.number}/cancelled", now)


def payment_instructions(order: Order) -> str:
    """Say what the buyer does next; nothing where it came from somewhere else."""
    provider = PROVIDERS.get(order.payment_provider)
    if provider is None:
        return ""
    bank_details = ShopSettings.current().bank_details
    return provider.instructions(order_number=order.number, amount=str(order.money), bank_details=bank_details)


def _queue(order: Order, kind: str, subject: str, key: str, now: datetime, parcel: Parcel | None = None) -> None:
    context = {
        "order": order,
        "lines": order.lines.all(),
        "parcel": parcel,
        "shop": ShopSettings.current(),
        "url": tracking_url(order),
        "instructions": payment_instructions(order),
    }
    text = render_to_string(f"orders/mail/{kind}.txt", context)
    mail.queue(key=key, kind=kind, to=order.email, subject=subject, text=text, now=now)
