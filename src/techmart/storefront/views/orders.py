"""An order after it was placed: by its signed link, by number and e-mail, or in the account."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from techmart.cart.actions import CartClosed
from techmart.core import limits
from techmart.orders import actions as orders
from techmart.orders import queries
from techmart.orders.enums import ShipStatus
from techmart.orders.links import token_of, tracking_path
from techmart.orders.messages import payment_instructions
from techmart.orders.models import Order
from techmart.storefront.delivery import arrival_of
from techmart.storefront.forms import TrackingForm
from techmart.storefront.pictures import with_pictures, with_thumbs
from techmart.storefront.progress import progress
from techmart.storefront.shopper import cart_for, customer_of, remember, signed_in
from techmart.storefront.tokens import order_at

PAGE_SIZE = 20


@require_safe
def order_tracking(request: HttpRequest, token: str) -> HttpResponse:
    """Show an order to whoever has its link; after placing it, thank and offer an account."""
    order = order_at(token)
    is_placed = "placed" in request.GET
    context = {
        **_order_context(order, timezone.now()),
        "token": token,
        "is_placed": is_placed,
        # Also where the address has an account: whoever typed it does not learn that here.
        "offers_account": is_placed and customer_of(request) is None,
    }
    return render(request, "storefront/order.html", context)


@require_POST
def account_opening(request: HttpRequest, token: str) -> HttpResponse:
    """Send the link that opens an account to the address that an order was placed with."""
    order = order_at(token)
    if limits.may(request, "account_opening"):
        get_adapter(request).send_account_already_exists_mail(order.email)
    return redirect("account_email_verification_sent")


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Find an order by its number and the address it was placed with."""
    form = TrackingForm(request.POST or None)
    if form.is_valid():
        if not limits.may(request, "track"):
            form.add_error(None, gettext("That was a lot of tries. Please wait ten minutes."))
        elif order := queries.order_by_number_and_email(**form.cleaned_data):
            return redirect(tracking_path(order))
        else:
            form.add_error(None, gettext("We find no order with this number and address."))
    return render(request, "storefront/track.html", {"form": form})


@require_safe
@login_required
def order_list(request: HttpRequest) -> HttpResponse:
    """Show a customer's own orders, newest first."""
    page = Paginator(queries.orders_of(signed_in(request)), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "storefront/account/orders.html", {"page": page, "rows": with_thumbs(page)})


@require_safe
@login_required
def order_detail(request: HttpRequest, number: str) -> HttpResponse:
    """Show one of a customer's own orders."""
    order = _own(request, number)
    context = {**_order_context(order, timezone.now()), "token": token_of(order)}
    return render(request, "storefront/account/order.html", context)


@require_POST
@login_required
def reorder(request: HttpRequest, number: str) -> HttpResponse:
    """Put the same things into the cart again."""
    now = timezone.now()
    cart = cart_for(request, now)
    try:
        notes = orders.reorder(order=_own(request, number), cart=cart, now=now)
    except CartClosed as error:
        notes = [str(error)]
    for note in notes:
        messages.warning(request, note)
    return remember(redirect("cart"), cart)


def _own(request: HttpRequest, number: str) -> Order:
    order = queries.order_of(signed_in(request), number)
    if order is None:
        raise Http404
    return order


def _order_context(order: Order, now: datetime) -> dict[str, Any]:
    return {
        "order": order,
        "lines": with_pictures(order.lines.all()),
        "steps": progress(order, arrival_of(order, now)),
        "parcels": [parcel for parcel in order.parcels.all() if not parcel.is_return],
        "returns": [parcel for parcel in order.parcels.all() if parcel.is_return],
        "can_return": order.ship_status in (ShipStatus.SHIPPED, ShipStatus.PARTLY),
        "instructions": payment_instructions(order),
    }
