"""Listening to orders: a score is fresh as soon as the order is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from techmart.accounts.models import Customer
from techmart.orders.models import Order
from techmart.orders.signals import order_changed, orders_imported
from techmart.scoring import actions
from techmart.tracking.signals import profiling_chosen


@receiver(order_changed)
def refresh_customer_of_order(*, order: Order, now: datetime, **signal: Any) -> None:
    """Refresh the customer's summary and score inside the order's own transaction."""
    actions.refresh_customer(customer_id=order.customer_id, now=now)


@receiver(orders_imported)
def refresh_imported_customers(*, customer_ids: Sequence[int], **signal: Any) -> None:
    """Refresh the customers' summaries inside the import's transaction; their scores follow with the next run."""
    actions.refresh_summaries(customer_ids=customer_ids)


@receiver(profiling_chosen)
def follow_the_choice(*, customer: Customer, now: datetime, **signal: Any) -> None:
    """Delete the scores of who refuses them, or work them out anew."""
    if customer.is_profiled:
        actions.refresh_customer(customer_id=customer.pk, now=now)
    else:
        actions.forget_scores(customer_id=customer.pk)
