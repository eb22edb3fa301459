"""Codes that shoppers type: each network address may try so many in ten minutes."""

from django.http import HttpRequest
from django.utils import timezone

from techmart.cart.actions import CartClosed, apply_coupon
from techmart.cart.models import Cart
from techmart.core import limits
from techmart.pricing.actions import CouponRefused


def use_coupon(request: HttpRequest, cart: Cart, code: str) -> str:
    """Put a coupon on a cart; return why it does not count, nothing where it does."""
    if not code.strip():
        return "Please type the code."
    if not limits.may(request, "coupon"):
        return "That was a lot of tries. Please wait ten minutes."
    try:
        apply_coupon(cart=cart, code=code, now=timezone.now())
    except (CouponRefused, CartClosed) as refusal:
        return str(refusal)
    return ""
