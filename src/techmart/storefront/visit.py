"""What the frame around every page shows: aisles, cart count, who is here. Nothing is read that is not needed."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from techmart.cart.queries import units_here
from techmart.catalogue.queries import Aisle, aisles
from techmart.core.pages import PageLink, shown_pages
from techmart.tracking.visitors import should_ask


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's view of the frame."""

    aisles: list[Aisle]
    pages: list[PageLink]
    product_count: int
    cart_units: int
    is_signed_in: bool
    asks_consent: bool


def visit_of(request: HttpRequest, *, cart_units: int | None = None) -> Visit:
    """Look at a request; a visitor without cookies costs no query once the aisles are remembered.

    A page that has counted its cart already says so by `cart_units`.
    """
    shelves = aisles(timezone.now())
    return Visit(
        aisles=shelves,
        pages=shown_pages(),
        product_count=sum(aisle.product_count for aisle in shelves),
        cart_units=units_here(request) if cart_units is None else cart_units,
        is_signed_in=is_signed_in(request),
        asks_consent=should_ask(request),
    )


def is_signed_in(request: HttpRequest) -> bool:
    """Say whether a customer is signed in, without opening a session for a visitor who has none."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
