"""An order becomes a purchase: when it is placed, or when it is paid where that happens online."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from techmart.orders import messages
from techmart.orders.models import Order
from techmart.orders.signals import order_changed
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName, Metric
from techmart.tracking.models import Visitor


@transaction.atomic
def count_purchase(*, order: Order, now: datetime, visitor: Visitor | None = None) -> None:
    """Write the purchase event, the e-mail and the day's counts; these last, because their rows are shared."""
    lines = order.lines.count()
    tracking.record_in_transaction(
        EventName.ORDER_PLACED,
        customer=order.customer,
        visitor=visitor,
        order_number=order.number,
        data={"total": order.total, "currency": order.currency, "lines": lines},
        now=now,
    )
    messages.queue_order_placed(order, now=now)
    order_changed.send(sender=Order, order=order, now=now)
    tracking.bump(order.placed_on, EventName.ORDER_PLACED, 1)
    tracking.bump(order.placed_on, Metric.REVENUE, order.earned, order.currency)
    tracking.bump(order.placed_on, Metric.UNITS, order.lines.aggregate(units=Sum("quantity"))["units"])
