"""Listening to orders: a score is fresh as soon as the order is."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from techmart.orders.models import Order
from techmart.orders.signals import order_changed
from techmart.scoring import actions


@receiver(order_changed)
def refresh_customer_of_order(*, order: Order, now: datetime, **signal: Any) -> None:
    """Refresh the customer's summary and score inside the order's own transaction."""
    actions.refresh_customer(order.customer_id, now=now)
