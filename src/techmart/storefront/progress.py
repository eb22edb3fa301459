"""Where an order stands, as a short line of steps."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from techmart.orders.enums import PayStatus, ShipStatus
from techmart.orders.models import Order


@dataclass(frozen=True, slots=True)
class Step:
    """One step: done, now, or still to come."""

    label: str
    state: str
    at: datetime | None = None
    note: str = ""


def progress(order: Order, arrives: str = "") -> list[Step]:
    """Return the steps of an order, the last its arrival where somebody can say when; none where it was cancelled."""
    if order.is_cancelled:
        return []
    parcel = next((parcel for parcel in order.parcels.all() if not parcel.is_return), None)
    is_sent = order.ship_status == ShipStatus.SHIPPED
    some_sent = order.ship_status == ShipStatus.PARTLY
    is_due = order.pay_status == PayStatus.AGREED
    ordered = Step(gettext("Ordered"), "done", order.placed_at)
    if order.is_awaiting_payment:
        return [ordered, Step(gettext("Waiting for payment"), "now"), Step(gettext("Being packed"), "later")]
    sending = Step(
        gettext("Sent") if is_sent else gettext("Some of it sent") if some_sent else gettext("Being packed"),
        "done" if is_sent else "now",
        parcel.sent_at if parcel else None,
        parcel.tracking_number if parcel else "",
    )
    arrival = [Step(gettext("Arrives"), "later", note=arrives)] if arrives else []
    if is_due:
        return [ordered, sending, *arrival, Step(gettext("Payment due"), "now" if is_sent else "later")]
    return [ordered, Step(order.get_pay_status_display(), "done"), sending, *arrival]
