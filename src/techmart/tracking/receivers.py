"""What tracking hears from the rooms below."""

from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from techmart.accounts.models import Customer
from techmart.accounts.signals import customer_claimed
from techmart.tracking.actions import join, record
from techmart.tracking.enums import EventName
from techmart.tracking.visitors import visitor_of


@receiver(user_logged_in, dispatch_uid="tracking.join_at_login")
def join_at_login(sender: Any, request: HttpRequest, user: Customer, **kwargs: Any) -> None:
    """Join the browser to whoever logs in with it, if it agreed to be recognised; staff are not customers."""
    visitor = visitor_of(request)
    if visitor is not None and not user.is_staff:
        join(visitor=visitor, customer=user, now=timezone.now())


@receiver(customer_claimed, dispatch_uid="tracking.record_joining")
def record_joining(sender: Any, customer: Customer, now: datetime, **kwargs: Any) -> None:
    """Note that somebody opened an account, once that stands."""
    transaction.on_commit(lambda: record(EventName.CUSTOMER_JOINED, customer=customer, now=now))
