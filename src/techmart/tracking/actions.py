"""Writing down what happens, and who agreed to be recognised."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.http import HttpRequest

from techmart.accounts.models import Customer
from techmart.catalogue.actions import keep_searches
from techmart.tracking.buffer import buffer
from techmart.tracking.counts import bump, bump_all
from techmart.tracking.enums import BY_NAME, ORDER_EVENTS, Purpose, checked
from techmart.tracking.models import Consent, Event, Visitor, draw_key
from techmart.tracking.queries import has_agreed, has_objected, shared_searches
from techmart.tracking.signals import profiling_chosen
from techmart.tracking.visitors import is_counted, visitor_key
from techmart.tracking.writing import Seen

__all__ = [
    "bump",
    "bump_all",
    "choose",
    "count_searches",
    "delete_old_events",
    "give_consent",
    "join",
    "object_to_letters",
    "record",
    "record_in_transaction",
    "withdraw",
]

# The wording of the consent form; raise it when the words change.
WORDING: Final = 1
EVENTS_KEPT: Final = timedelta(days=761)  # 25 months


def record(
    name: str,
    *,
    request: HttpRequest | None = None,
    visitor: Visitor | None = None,
    customer: Customer | None = None,
    product_id: int | None = None,
    data: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    """Note that something happened, without writing: the day's count always, a row only for who may be known.

    Known is the visitor who agreed, by the request's cookie or as given. `customer` matters only to what a person does
    by name, such as writing to the shop: being signed in is no consent to be watched. Robots and prefetches are left
    out. Raises `ValueError` for data the event may not say, and for events of orders, which no buffer may hold.
    """
    if name in ORDER_EVENTS:
        raise ValueError(f"{name} is written in its order's transaction: record_in_transaction.")
    if request is not None and not is_counted(request):
        return
    key = visitor.key if visitor else visitor_key(request) if request else None
    customer_id = customer.pk if customer and name in BY_NAME else None
    buffer.put(Seen(name, now, key, customer_id, product_id, checked(name, data)))


def record_in_transaction(
    name: str,
    *,
    customer: Customer | None,
    order_number: str,
    now: datetime,
    visitor: Visitor | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write the event of an order in the order's own transaction: both stand or neither does.

    It does not count: the caller bumps its day's counts last. Raises `TransactionManagementError` outside a
    transaction, `IntegrityError` where that order has that event already.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError(f"{name} belongs into the transaction of order {order_number}.")
    return Event.objects.create(
        name=name,
        at=now,
        visitor=visitor,
        customer=customer,
        order_number=order_number,
        data=checked(name, data),
    )


@transaction.atomic
def give_consent(*, visitor: Visitor | None, customer: Customer | None, source: str, now: datetime) -> Visitor:
    """Write down that somebody agreed to be recognised, and return their visitor: new unless they were one."""
    visitor = visitor or Visitor.objects.create(customer=customer, created_at=now)
    _write_consent(visitor, True, source, now)
    return visitor


@transaction.atomic
def withdraw(*, visitor: Visitor, source: str, now: datetime) -> None:
    """Stop recognising a visitor at once and delete what was recorded of them.

    What they bought stays, without the visitor; so does the record that they agreed and withdrew, under a key that no
    browser has.
    """
    # The key first: on PostgreSQL this waits for events being written, and shuts out those to come.
    visitor.key, visitor.customer = draw_key(), None
    visitor.save(update_fields=["key", "customer"])
    visitor.events.filter(order_number="").delete()
    visitor.events.update(visitor=None)
    _write_consent(visitor, False, source, now)


@transaction.atomic
def choose(*, customer: Customer, marketing: bool, profiling: bool, source: str, now: datetime) -> None:
    """Write down whether a customer wants our letters, and whether their chances may be worked out.

    Only what changed becomes a row. Who is profiled no longer has their scores deleted at once, by whoever keeps them.
    """
    if marketing != has_agreed(customer, Purpose.MARKETING):
        _write_choice(customer, Purpose.MARKETING, marketing, source, now)
    if profiling != customer.is_profiled:
        _write_choice(customer, Purpose.PROFILING, profiling, source, now)
        customer.is_profiled = profiling
        customer.save(update_fields=["is_profiled"])
        profiling_chosen.send(sender=Customer, customer=customer, now=now)


def object_to_letters(*, customer: Customer, source: str, now: datetime) -> None:
    """Write down that a customer wants no letters but those about their own orders and messages; twice is once."""
    if not has_objected(customer):
        _write_choice(customer, Purpose.MARKETING, False, source, now)


def _write_choice(customer: Customer, purpose: Purpose, granted: bool, source: str, now: datetime) -> None:
    Consent.objects.create(
        customer=customer, purpose=purpose, granted=granted, version=WORDING, source=source[:40], at=now
    )


def _write_consent(visitor: Visitor, granted: bool, source: str, now: datetime) -> None:
    Consent.objects.create(
        visitor=visitor, purpose=Purpose.PREDICTION, granted=granted, version=WORDING, source=source, at=now
    )


@transaction.atomic
def join(*, visitor: Visitor, customer: Customer, now: datetime) -> None:
    """Note whose browser it is, once they log in or order; what it did before becomes theirs too, as of now."""
    if visitor.customer_id == customer.pk:
        return
    visitor.customer = customer
    visitor.save(update_fields=["customer"])
    visitor.events.filter(customer=None).update(customer=customer, joined_at=now)


def count_searches(*, now: datetime) -> None:
    """Let the shop suggest what enough people searched for."""
    keep_searches(found=shared_searches(now))


def delete_old_events(*, now: datetime) -> int:
    """Delete events of more than 25 months ago and return how many; the day counts stay."""
    return Event.objects.filter(at__lt=now - EVENTS_KEPT).delete()[0]
