"""How often products sell: worked out every night, so that placing an order does not queue for a product's row."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Sum

from techmart.catalogue import actions as catalogue
from techmart.orders.enums import OrderStatus
from techmart.orders.models import Order, OrderLine

WINDOW = timedelta(days=365)


@transaction.atomic
def refresh_popularity(*, now: datetime) -> None:
    """Set every product's popularity to the units sold within a year, up to the newest order.

    In a live shop that is the last year; where past orders were imported, it is the last year that they tell of.
    """
    newest = Order.objects.filter(placed_at__lte=now).aggregate(at=Max("placed_at"))["at"] or now
    sold = (
        OrderLine.objects.filter(order__placed_at__gte=newest - WINDOW)
        .exclude(order__status=OrderStatus.CANCELLED)
        .order_by()
        .values_list("variant__product")
        .annotate(units=Sum("quantity"))
    )
    catalogue.set_popularity(units=dict(sold))
