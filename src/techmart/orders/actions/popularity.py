"""How often products sell: worked out now and then, so that placing an order does not queue for a product's row."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from techmart.catalogue.models import Product
from techmart.orders.models import OrderLine

WINDOW = timedelta(days=365)


@transaction.atomic
def refresh_popularity(*, now: datetime) -> None:
    """Set every product's popularity to the units sold within the last year."""
    sold = (
        OrderLine.objects.filter(variant__product=OuterRef("pk"), order__placed_at__gte=now - WINDOW)
        .order_by()
        .values("variant__product")
        .annotate(units=Sum("quantity"))
        .values("units")
    )
    Product.objects.update(popularity=Coalesce(Subquery(sold), 0))
