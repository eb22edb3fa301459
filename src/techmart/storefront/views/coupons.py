"""A coupon on the cart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from techmart.cart import actions as carts
from techmart.cart.queries import cart_of
from techmart.storefront.coupons import use_coupon
from techmart.storefront.views.cart import show_cart


@require_POST
def coupon(request: HttpRequest) -> HttpResponse:
    """Put a coupon on the cart, or say why it does not count."""
    cart = cart_of(request)
    fault = use_coupon(request, cart, request.POST.get("code", "")) if cart else "There is nothing in your cart."
    return _answer(request, fault)


@require_POST
def coupon_removal(request: HttpRequest) -> HttpResponse:
    """Take the coupon off."""
    cart = cart_of(request)
    if cart is not None:
        carts.remove_coupon(cart=cart, now=timezone.now())
    return _answer(request, "")


def _answer(request: HttpRequest, fault: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return show_cart(request, coupon_fault=fault)
    if fault:
        messages.warning(request, fault)
    return redirect("cart")
