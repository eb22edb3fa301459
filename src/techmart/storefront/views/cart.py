"""The cart: what is in it, and changing that."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from techmart.cart import actions as carts
from techmart.cart import queries
from techmart.catalogue.actions import OutOfStock
from techmart.catalogue.queries import bestsellers
from techmart.core.models import ShopSettings
from techmart.pricing.queries import served_countries
from techmart.storefront.cards import cards
from techmart.storefront.cart_rows import cart_context
from techmart.storefront.destination import destination_of, keep_destination
from techmart.storefront.forms import CartLineForm, QuantityForm
from techmart.storefront.shopper import cart_for, remember
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName
from techmart.tracking.visitors import visitor_of

DRAWER = "drawer"
POPULAR = 4


@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    """Show the cart with live stock messages and what it would cost there; an empty one, what others buy."""
    popular = {"popular": lambda: cards(bestsellers(timezone.now())[:POPULAR])}
    return render(request, "storefront/cart.html", _context(request) | popular)


def show_cart(request: HttpRequest, *, country: str = "", **said: str) -> HttpResponse:
    """Render the cart in place, after something in it or its destination changed."""
    in_drawer = request.htmx.target == DRAWER  # type: ignore[attr-defined]
    template = "storefront/drawer.html" if in_drawer else "storefront/cart_body.html"
    return render(request, template, {**_context(request, country), **said, "oob": not in_drawer})


@require_safe
def drawer(request: HttpRequest) -> HttpResponse:
    """Show the cart beside the page that one is on."""
    return render(request, "storefront/drawer.html", _context(request))


@require_POST
def add_line(request: HttpRequest) -> HttpResponse:
    """Put units of a variant into the cart."""
    form = CartLineForm(request.POST)
    if not form.is_valid():
        return _added(request, {"fault": gettext("Please choose a quantity from 1 to 99.")})
    now = timezone.now()
    visitor = visitor_of(request)
    variant_id, quantity = form.cleaned_data["variant"], form.cleaned_data["quantity"]
    try:
        # A new cart and its first line: both or neither, and one wait for the disk.
        with transaction.atomic():
            own = cart_for(request, now)
            _, note = carts.add_to_cart(cart=own, variant_id=variant_id, quantity=quantity, visitor=visitor, now=now)
    except (carts.NotForSale, carts.CartClosed, OutOfStock) as error:
        return _added(request, {"fault": str(error)})
    return remember(_added(request, {"note": note, "units": queries.units_of(own)}), own)


@require_POST
def change_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Set a line's quantity; 0 takes it out."""
    form = QuantityForm(request.POST)
    own = queries.cart_of(request)
    note = "" if form.is_valid() else gettext("Please choose a quantity from 0 to 99.")
    if own and form.is_valid():
        quantity = form.cleaned_data["quantity"]
        try:
            note = carts.set_quantity(
                cart=own, line_id=line_id, quantity=quantity, visitor=visitor_of(request), now=timezone.now()
            )
        except carts.CartClosed as error:
            note = str(error)
    if request.htmx:  # type: ignore[attr-defined]
        return show_cart(request, note=note)
    if note:
        messages.warning(request, note)
    return redirect("cart")


@require_POST
def choose_destination(request: HttpRequest) -> HttpResponse:
    """Estimate what sending costs to another country, and remember it for the checkout."""
    country = request.POST.get("country", "")
    if country not in served_countries():
        country = destination_of(request)
    response = show_cart(request, country=country) if request.htmx else redirect("cart")  # type: ignore[attr-defined]
    keep_destination(response, country)
    return response


@require_POST
def start_checkout(request: HttpRequest) -> HttpResponse:
    """Hold what is in the cart for a quarter of an hour, and go on."""
    own = queries.cart_of(request)
    if own is None:
        return redirect("cart")
    now = timezone.now()
    try:
        carts.hold_lines(cart=own, now=now)
    except carts.CartClosed as error:
        messages.warning(request, str(error))
        return redirect("cart")
    tracking.record(EventName.CHECKOUT_STARTED, request=request, now=now)
    return redirect("checkout")


def _context(request: HttpRequest, country: str = "") -> dict[str, Any]:
    shop, country = ShopSettings.current(), country or destination_of(request)
    page = queries.cart_page(
        queries.cart_of(request),
        country=country,
        currency=shop.currency,
        prices_include_tax=shop.prices_include_tax,
        now=timezone.now(),
    )
    return cart_context(page, shop, country)


def _added(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer in place, or with the cart where there is no script."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "storefront/added.html", {**context, "oob": "units" in context})
    if context.get("fault"):
        messages.error(request, context["fault"])
    elif context.get("note"):
        messages.warning(request, context["note"])
    return redirect("cart")
