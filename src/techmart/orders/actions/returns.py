"""Parcels that come back: asked for, approved, received, restocked, refunded."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from techmart.accounts.models import Customer
from techmart.catalogue import actions as catalogue
from techmart.orders import messages
from techmart.orders.actions.fulfil import locked, note, refund_order
from techmart.orders.enums import ReturnReason, ReturnState
from techmart.orders.models import Order, Parcel, ParcelLine
from techmart.orders.queries import last_sent_at, returnable_units

RETURN_WITHIN = timedelta(days=30)


class CannotReturn(Exception):
    """It was not sent, is coming back already, or was sent too long ago."""


@transaction.atomic
def request_return(*, order: Order, units: Mapping[int, int], reason: ReturnReason, text: str, now: datetime) -> Parcel:
    """Let a buyer ask to send units of lines back.

    Raises
    ------
    CannotReturn
        More is named than was sent and is not coming back yet, or it is too late.
    """
    order = locked(order)
    left = returnable_units(order)
    asked = {line_id: quantity for line_id, quantity in units.items() if quantity}
    if not asked or any(not 0 < quantity <= left.get(line_id, 0) for line_id, quantity in asked.items()):
        raise CannotReturn(_("Please choose what you send back."))
    if now - last_sent_at(order) > RETURN_WITHIN:
        raise CannotReturn(_("It was sent more than 30 days ago. Please write to us."))
    parcel = Parcel.objects.create(
        order=order, is_return=True, return_state=ReturnState.REQUESTED, reason=reason, note=text, sent_at=now
    )
    ParcelLine.objects.bulk_create(
        ParcelLine(parcel=parcel, order_line_id=line_id, quantity=quantity) for line_id, quantity in asked.items()
    )
    note(order, "return asked for", text, order.customer, now)
    messages.queue_return(order, parcel, now=now)
    return parcel


@transaction.atomic
def answer_return(*, parcel: Parcel, is_approved: bool, by: Customer | None, text: str, now: datetime) -> Parcel:
    """Approve or refuse what was asked for, and tell the buyer; a second answer changes nothing."""
    order = locked(parcel.order)
    state = ReturnState.APPROVED if is_approved else ReturnState.REFUSED
    asked = Parcel.objects.filter(pk=parcel.pk, return_state=ReturnState.REQUESTED)
    if asked.update(return_state=state):
        note(order, "return approved" if is_approved else "return refused", text, by, now)
        parcel.refresh_from_db()
        messages.queue_return(order, parcel, now=now, text=text)
    return parcel


@transaction.atomic
def receive_return(*, parcel: Parcel, restocks: bool, amount: int, by: Customer | None, now: datetime) -> Parcel:
    """Take a parcel back in: its things onto the shelf, or not, and this much money back (minor units).

    Received a second time it changes nothing.

    Raises
    ------
    CannotRefund
        It is more than what was paid and not yet refunded; nothing is changed.
    """
    order = locked(parcel.order)
    coming = Parcel.objects.filter(pk=parcel.pk, return_state=ReturnState.APPROVED)
    if not coming.update(return_state=ReturnState.RECEIVED, received_at=now):
        return parcel
    parcel.refresh_from_db()
    if restocks:
        _restock(order, parcel, by, now)
    note(order, "return received", "back on the shelf" if restocks else "not restocked", by, now)
    if amount:
        refund_order(order=order, amount=amount, by=by, reason="Return", key=f"return-{parcel.pk}", now=now)
    messages.queue_return(order, parcel, now=now, amount=amount)
    return parcel


def _restock(order: Order, parcel: Parcel, by: Customer | None, now: datetime) -> None:
    for item in parcel.lines.select_related("order_line").order_by("order_line__variant_id"):
        catalogue.take_back(
            variant_id=item.order_line.variant_id,
            quantity=item.quantity,
            reference=f"{order.number}/{item.order_line.position}/{parcel.pk}",
            by=str(by or ""),
            now=now,
        )
