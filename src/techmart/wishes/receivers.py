"""What wishes hear of: somebody signed in."""

from typing import Any

from allauth.account.signals import user_logged_in as answered_login
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from techmart.accounts.models import Customer
from techmart.wishes.actions import take_over
from techmart.wishes.cookie import COOKIE, cookie_wishes, forget_wishes


@receiver(user_logged_in)
def keep_the_wishes(sender: type[Customer], request: HttpRequest | None, user: Customer, **kwargs: Any) -> None:
    """Add what the browser had put aside to the customer's own list."""
    if request and (ids := cookie_wishes(request)):
        take_over(customer=user, product_ids=ids, now=timezone.now())


@receiver(answered_login)
def forget_the_browsers(
    sender: type[Customer], request: HttpRequest, response: HttpResponseBase, **kwargs: Any
) -> None:
    """Let the browser forget them: kept, they would come back when taken out, and go to whoever logs in here next."""
    if COOKIE in request.COOKIES:
        forget_wishes(response)
