"""A coupon on the cart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from techmart.cart.queries import cart_of
from techmart.storefront.coupons import change_coupon
from techmart.storefront.views.cart import show_cart


@require_POST
def coupon(request: HttpRequest) -> HttpResponse:
    """Put a coupon on the cart, say why it does not count, or take it off."""
    cart = cart_of(request)
    fault = change_coupon(request, cart) if cart else gettext("There is nothing in your cart.")
    if request.htmx:  # type: ignore[attr-defined]
        return show_cart(request, coupon_fault=fault, code=request.POST.get("code", "") if fault else "")
    if fault:
        messages.warning(request, fault)
    return redirect("cart")
