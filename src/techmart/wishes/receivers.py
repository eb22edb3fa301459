"""What wishes hear of: somebody signed in."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from techmart.accounts.models import Customer
from techmart.wishes.actions import take_over
from techmart.wishes.cookie import cookie_wishes


@receiver(user_logged_in)
def keep_the_wishes(sender: type[Customer], request: HttpRequest | None, user: Customer, **kwargs: Any) -> None:
    """Add what the browser had put aside to the customer's own list."""
    if request and (ids := cookie_wishes(request)):
        take_over(customer=user, product_ids=ids, now=timezone.now())
