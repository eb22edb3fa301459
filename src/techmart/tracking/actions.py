"""Recording what happens."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from techmart.accounts.models import Customer
from techmart.tracking.enums import EventName
from techmart.tracking.models import Event, Visitor


def record(
    name: EventName,
    *,
    visitor: Visitor | None = None,
    customer: Customer | None = None,
    product_id: int | None = None,
    data: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    """Record what is not money."""


def record_in_transaction(
    name: EventName,
    *,
    customer: Customer,
    order_number: str,
    now: datetime,
    visitor: Visitor | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write an order's event in the transaction of the order itself: it can never be lost."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An order's event belongs into the order's own transaction.")
    return Event.objects.create(
        name=name, at=now, customer=customer, visitor=visitor, order_number=order_number, data=data or {}
    )


def join(*, visitor: Visitor, customer: Customer) -> None:
    """Join a browser's visits to the customer it turned out to be."""
    Visitor.objects.filter(pk=visitor.pk, customer=None).update(customer=customer)


def bump(day: date, metric: str, amount: int, currency: str = "") -> None:
    """Add to a day's count in one statement; call it last: on PostgreSQL the row stays locked until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tracking_daystat (day, metric, currency, value) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (day, metric, currency) DO UPDATE SET value = tracking_daystat.value + excluded.value",
            [day, metric, currency, amount],
        )
