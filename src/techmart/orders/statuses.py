"""The three statuses of an order follow from its rows; this is the one place that says how."""

from django.db.models import Q, Sum

from techmart.orders.enums import OrderStatus, PaymentKind, PaymentState, PayStatus, ShipStatus
from techmart.orders.models import Order


def recompute(order: Order) -> None:
    """Work out pay status, ship status and status from payments and parcels, and save them."""
    order.pay_status, order.refunded_total = _pay_status(order)
    order.ship_status = _ship_status(order)
    if order.status != OrderStatus.CANCELLED:
        order.status = OrderStatus.COMPLETED if _is_complete(order) else OrderStatus.PLACED
    order.save(update_fields=["pay_status", "ship_status", "status", "refunded_total"])


def _pay_status(order: Order) -> tuple[PayStatus, int]:
    received = Q(state=PaymentState.SUCCEEDED)
    sums = order.payments.aggregate(
        charged=Sum("amount", filter=received & Q(kind=PaymentKind.CHARGE), default=0),
        refunded=Sum("amount", filter=received & Q(kind=PaymentKind.REFUND), default=0),
    )
    charged, refunded = sums["charged"], sums["refunded"]
    if charged and refunded >= charged:
        return PayStatus.REFUNDED, refunded
    if charged and refunded:
        return PayStatus.PART_REFUNDED, refunded
    if charged >= order.total:
        return PayStatus.PAID, 0
    return (PayStatus.VOID if order.is_cancelled else PayStatus.AGREED), 0


def _ship_status(order: Order) -> ShipStatus:
    if order.parcels.filter(is_return=False).exists():
        return ShipStatus.SHIPPED
    return ShipStatus.NONE if order.is_cancelled else ShipStatus.UNSHIPPED


def _is_complete(order: Order) -> bool:
    return order.ship_status == ShipStatus.SHIPPED and order.pay_status != PayStatus.AGREED
