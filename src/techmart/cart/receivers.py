"""What a cart hears of: somebody signed in."""

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import IntegrityError
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from techmart.accounts.models import Customer
from techmart.cart.actions import CartClosed, merge_carts
from techmart.cart.models import Cart
from techmart.cart.queries import COOKIE
from techmart.core.cookies import key_from

logger = logging.getLogger(__name__)


@receiver(user_logged_in)
def keep_the_cart(sender: type[Customer], request: HttpRequest | None, user: Customer, **kwargs: Any) -> None:
    """Merge what the browser had collected into the customer's own cart."""
    key = key_from(request, COOKIE) if request else None
    guest = Cart.objects.open().filter(key=key, customer=None).first() if key else None
    if guest is None:
        return
    try:
        merge_carts(guest=guest, customer=user, now=timezone.now())
    except (CartClosed, IntegrityError):
        # Another tab ordered or opened a cart at this very moment. Nobody is kept from signing in for that.
        logger.info("Cart %s was not merged: another request was faster.", guest.pk)
