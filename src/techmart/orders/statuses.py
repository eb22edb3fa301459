"""The three statuses of an order follow from its rows; this is the one place that says how."""

from django.db.models import Q, Sum

from techmart.orders.enums import OrderStatus, PaymentKind, PayStatus, ShipStatus
from techmart.orders.models import Order
from techmart.orders.queries import GIVEN_BACK, RECEIVED, sent_units
from techmart.payments.providers import online_provider


def recompute(order: Order) -> None:
    """Work out pay status, ship status and status from payments and parcels, and save them."""
    order.pay_status, order.refunded_total = _pay_status(order)
    order.ship_status = _ship_status(order)
    if order.status != OrderStatus.CANCELLED:
        order.status = OrderStatus.COMPLETED if _is_complete(order) else OrderStatus.PLACED
    order.save(update_fields=["pay_status", "ship_status", "status", "refunded_total"])


def _pay_status(order: Order) -> tuple[PayStatus, int]:
    received = Q(kind=PaymentKind.CHARGE, state=RECEIVED)
    given_back = Q(kind=PaymentKind.REFUND, state__in=GIVEN_BACK)
    sums = order.payments.aggregate(
        charged=Sum("amount", filter=received, default=0), refunded=Sum("amount", filter=given_back, default=0)
    )
    kept, refunded = kept_and_refunded(order.total, sums["charged"], sums["refunded"])
    if kept and refunded >= kept:
        return PayStatus.REFUNDED, refunded
    if kept and refunded:
        return PayStatus.PART_REFUNDED, refunded
    if kept >= order.total:
        return PayStatus.PAID, 0
    if order.is_cancelled:
        return PayStatus.VOID, 0
    return due_status(order.payment_provider), 0


def kept_and_refunded(total: int, charged: int, given_back: int) -> tuple[int, int]:
    """Return what came in for an order, and what of that went back: what came in twice and went back is no refund.

    Nor is what went back twice, by the provider and by hand: that is a loss, and not this order's.

    >>> kept_and_refunded(100, 200, 130), kept_and_refunded(100, 100, 130)
    ((100, 30), (100, 100))
    """
    kept = min(charged, total)
    return kept, min(kept, max(0, given_back - (charged - kept)))


def due_status(provider: str) -> PayStatus:
    """Return how an order stands before its money came in: agreed, or still to be paid online."""
    return PayStatus.AWAITED if online_provider(provider) else PayStatus.AGREED


def _ship_status(order: Order) -> ShipStatus:
    sent = sum(sent_units(order).values())
    if sent:
        return ShipStatus.SHIPPED if sent >= sum(line.quantity for line in order.lines.all()) else ShipStatus.PARTLY
    return ShipStatus.NONE if order.is_cancelled else ShipStatus.UNSHIPPED


def _is_complete(order: Order) -> bool:
    return order.ship_status == ShipStatus.SHIPPED and order.pay_status not in (PayStatus.AGREED, PayStatus.AWAITED)
