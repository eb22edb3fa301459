"""What somebody looked at last: kept in their own browser, and only after they agreed to be remembered."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from techmart.core.cookies import forget, ids_in, keep_ids
from techmart.tracking.visitors import visitor_key

COOKIE = "seen"
KEPT = 8
AGE = timedelta(days=30)


def seen_by(request: HttpRequest, *, besides: int = 0) -> list[int]:
    """Return the products this browser opened last, newest first."""
    ids = ids_in(request, COOKIE, KEPT) if visitor_key(request) else []
    return [pk for pk in ids if pk != besides]


def remember_seen(request: HttpRequest, response: HttpResponse, product_id: int) -> None:
    """Put a product in front of what was seen, where the visitor agreed."""
    if visitor_key(request):
        keep_ids(response, COOKIE, [product_id, *seen_by(request, besides=product_id)][:KEPT], AGE)


def forget_seen(response: HttpResponse) -> None:
    """Forget all of it."""
    forget(response, COOKIE)
