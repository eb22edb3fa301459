"""Who is shopping: the customer behind a browser, and the cart that its cookie opens."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from techmart.accounts.models import Customer
from techmart.cart import actions as carts
from techmart.cart.models import Cart
from techmart.cart.queries import COOKIE, cart_of
from techmart.core import cookies
from techmart.storefront.visit import is_signed_in

AGE = timedelta(days=90)


def customer_of(request: HttpRequest) -> Customer | None:
    """Return who is signed in, if anybody is."""
    return request.user if is_signed_in(request) else None  # type: ignore[return-value]


def signed_in(request: HttpRequest) -> Customer:
    """Return who is signed in; raise `PermissionDenied` where a view forgot to ask for that."""
    if not isinstance(request.user, Customer):
        raise PermissionDenied
    return request.user


def cart_for(request: HttpRequest, now: datetime) -> Cart:
    """Return the open cart of this browser or customer, a new one where there is none."""
    return cart_of(request) or carts.open_cart(customer=customer_of(request), now=now)


def remember(response: HttpResponse, cart: Cart) -> HttpResponse:
    """Let the browser keep its cart for longer than a session."""
    cookies.keep(response, COOKIE, cart.key, AGE)
    return response
