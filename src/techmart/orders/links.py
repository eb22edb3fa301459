"""The signed link that shows an order to whoever got its e-mail."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from techmart.orders.models import Order
from techmart.orders.queries import orders_as_bought

SALT = "orders.tracking"
MAX_AGE_SECONDS = 400 * 24 * 3600


def tracking_path(order: Order) -> str:
    """Return the path of an order's tracking page."""
    return reverse("order_tracking", args=[signing.dumps(order.number, salt=SALT)])


def tracking_url(order: Order) -> str:
    """Return the whole address, for e-mails."""
    return settings.BASE_URL + tracking_path(order)


def order_from_token(token: str) -> Order | None:
    """Return the order that a link was signed for; None where the link is forged, altered or too old."""
    try:
        number = signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    return orders_as_bought().filter(number=number).first()
