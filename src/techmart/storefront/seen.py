"""What somebody looked at last: kept in their own browser, and only after they agreed to be remembered."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from techmart.tracking.visitors import visitor_key

COOKIE = "seen"
KEPT = 8
AGE = timedelta(days=30)


def seen_by(request: HttpRequest, *, besides: int = 0) -> list[int]:
    """Return the products this browser opened last, newest first."""
    parts = request.COOKIES.get(COOKIE, "").split(".") if visitor_key(request) else []
    ids = [int(part) for part in parts[:KEPT] if part.isascii() and part.isdigit() and len(part) < 19]
    return [pk for pk in dict.fromkeys(ids) if pk != besides]


def remember_seen(request: HttpRequest, response: HttpResponse, product_id: int) -> None:
    """Put a product in front of what was seen, where the visitor agreed."""
    if not visitor_key(request):
        return
    ids = [product_id, *seen_by(request, besides=product_id)][:KEPT]
    response.set_cookie(
        COOKIE,
        ".".join(map(str, ids)),
        max_age=AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget_seen(response: HttpResponse) -> None:
    """Forget all of it."""
    response.delete_cookie(COOKIE, samesite="Lax")
