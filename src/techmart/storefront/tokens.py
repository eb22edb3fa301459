"""Orders by their signed links."""

from django.http import Http404

from techmart.orders.links import order_from_token
from techmart.orders.models import Order


def order_at(token: str) -> Order:
    """Return the order that a link was signed for; a link that is forged, altered or too old leads nowhere."""
    order = order_from_token(token)
    if order is None:
        raise Http404
    return order
