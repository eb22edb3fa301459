"""Codes that shoppers type: each network address may try so many in ten minutes."""

from contextlib import suppress

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from techmart.cart.actions import CartClosed, apply_coupon, remove_coupon
from techmart.cart.models import Cart
from techmart.core import limits
from techmart.pricing.actions import CouponRefused


def has_new_code(request: HttpRequest) -> bool:
    """Say whether a code was typed that this shopper was not told yet does not count."""
    code = request.POST.get("code", "").strip()
    return bool(code) and code != request.POST.get("refused", "").strip()


def change_coupon(request: HttpRequest, cart: Cart) -> str:
    """Put a coupon on a cart or take it off, as the button says; return why it does not count, if so."""
    if request.POST.get("update") != "no-coupon":
        return _use(request, cart, request.POST.get("code", ""))
    with suppress(CartClosed):
        remove_coupon(cart=cart, now=timezone.now())
    return ""


def _use(request: HttpRequest, cart: Cart, code: str) -> str:
    if not code.strip():
        return gettext("Please type the code.")
    if not limits.may(request, "coupon"):
        return gettext("That was a lot of tries. Please wait ten minutes.")
    try:
        apply_coupon(cart=cart, code=code, now=timezone.now())
    except (CouponRefused, CartClosed) as refusal:
        return str(refusal)
    return ""
