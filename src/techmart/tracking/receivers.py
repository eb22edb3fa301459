"""What tracking hears from the rooms below."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from techmart.accounts.models import Customer
from techmart.tracking.actions import join
from techmart.tracking.visitors import visitor_of


@receiver(user_logged_in, dispatch_uid="tracking.join_at_login")
def join_at_login(sender: Any, request: HttpRequest, user: Customer, **kwargs: Any) -> None:
    """Join the browser to whoever logs in with it, if it agreed to be recognised; staff are not customers."""
    visitor = visitor_of(request)
    if visitor is not None and not user.is_staff:
        join(visitor, user)
