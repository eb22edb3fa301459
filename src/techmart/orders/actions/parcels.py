"""Sending an order: all that is left of it in one parcel, or some of it now and the rest later."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techmart.accounts.models import Customer
from techmart.catalogue import actions as catalogue
from techmart.orders import messages
from techmart.orders.actions.fulfil import changed, lines_in_stock_order, locked, note
from techmart.orders.models import Order, OrderLine, Parcel, ParcelLine
from techmart.orders.queries import sent_units


class CannotShip(Exception):
    """It is cancelled, not paid, or not there to be sent any more."""


@transaction.atomic
def ship_order(
    *,
    order: Order,
    by: Customer | None,
    carrier: str,
    tracking_number: str,
    now: datetime,
    units: Mapping[int, int] | None = None,
    parcels_seen: int | None = None,
) -> Order:
    """Send units of lines (all that are left where none are named), take them out of stock and tell the buyer.

    `parcels_seen` is how many parcels the sender knew of: a form that is sent twice sends one parcel.

    Raises
    ------
    CannotShip
        The order is cancelled or not paid, more is named than is left, or another parcel was sent meanwhile.
    """
    order = locked(order)
    lines = lines_in_stock_order(order)
    packed = _packed(order, lines, units, parcels_seen)
    parcel = Parcel.objects.create(order=order, carrier=carrier, tracking_number=tracking_number, sent_at=now)
    number = order.parcels.filter(is_return=False).count()
    for line in lines:
        if quantity := packed.get(line.pk):
            ParcelLine.objects.create(parcel=parcel, order_line=line, quantity=quantity)
            # The ledger knows each line once for each parcel.
            reference = f"{order.number}/{line.position}" + (f"/{number}" if number > 1 else "")
            catalogue.ship(
                variant_id=line.variant_id, quantity=quantity, reference=reference, by=str(by or ""), now=now
            )
    is_rest = sum(packed.values()) == sum(line.quantity for line in lines)
    what = "" if is_rest else f"{sum(packed.values())}/{sum(line.quantity for line in lines)}"
    note(order, "shipped", " ".join(filter(None, [what, carrier, tracking_number])), by, now)
    messages.queue_order_shipped(order, parcel, now=now)
    changed(order, now)
    return order


def _packed(
    order: Order, lines: list[OrderLine], units: Mapping[int, int] | None, parcels_seen: int | None
) -> dict[int, int]:
    if order.is_awaiting_payment:
        raise CannotShip(_("Order {number} is not paid yet.").format(number=order.number))
    sent = sent_units(order)
    left = {line.pk: line.quantity - sent.get(line.pk, 0) for line in lines}
    if order.is_cancelled or not any(left.values()):
        words = _("Nothing of order {number} is left to ship: {state}.")
        raise CannotShip(words.format(number=order.number, state=order.get_ship_status_display()))
    if parcels_seen is not None and order.parcels.filter(is_return=False).count() != parcels_seen:
        raise CannotShip(_("Another parcel was sent meanwhile. Please look at what is left."))
    if units is None:
        return {line_id: quantity for line_id, quantity in left.items() if quantity}
    packed = {line_id: quantity for line_id, quantity in units.items() if quantity}
    if not packed or any(not 0 < quantity <= left.get(line_id, 0) for line_id, quantity in packed.items()):
        raise CannotShip(_("Please choose some units of what is left."))
    return packed
