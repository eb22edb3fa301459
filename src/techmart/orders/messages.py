"""E-mails about an order: rows of the outbox, written with what they tell."""

from datetime import datetime
from functools import partial

from techmart.core.models import ShopSettings
from techmart.mail import actions as mail
from techmart.mail.rendering import render
from techmart.orders.links import tracking_url
from techmart.orders.models import Order, Parcel
from techmart.payments.providers import PROVIDERS


def queue_order_placed(order: Order, *, now: datetime) -> None:
    """Thank the buyer, with what was ordered and how it is paid."""
    context: dict[str, object] = {"lines": order.lines.all(), "discounts": order.discounts.all()}
    # Asked while the letter is written: in its language.
    context["instructions"] = partial(payment_instructions, order)
    _queue(order, "order_placed", f"{order.number}/placed", now, **context)


def queue_order_shipped(order: Order, parcel: Parcel, *, now: datetime) -> None:
    """Say that it is on its way."""
    items = parcel.lines.select_related("order_line")
    _queue(order, "order_shipped", f"{order.number}/{parcel.pk}/shipped", now, parcel=parcel, items=items)


def queue_return(order: Order, parcel: Parcel, *, now: datetime, text: str = "", amount: int = 0) -> None:
    """Say how far a return has come."""
    state = parcel.return_state
    context = {"parcel": parcel, "items": parcel.lines.select_related("order_line"), "text": text, "amount": amount}
    _queue(order, f"return_{state}", f"{order.number}/{parcel.pk}/{state}", now, **context)


def queue_order_cancelled(order: Order, *, now: datetime) -> None:
    """Say that it was called off."""
    _queue(order, "order_cancelled", f"{order.number}/cancelled", now)


def payment_instructions(order: Order) -> str:
    """Say what the buyer does next; nothing where it came from somewhere else."""
    provider = PROVIDERS.get(order.payment_provider)
    if provider is None:
        return ""
    bank_details = ShopSettings.current().bank_details
    return provider.instructions(order_number=order.number, amount=str(order.money), bank_details=bank_details)


def _queue(order: Order, kind: str, key: str, now: datetime, **context: object) -> None:
    context = {"order": order, "url": tracking_url(order), **context}
    message = render(f"orders/mail/{kind}", context, language=order.language)
    mail.queue(key=key, kind=kind, to=order.email, now=now, **message._asdict())
