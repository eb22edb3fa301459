"""Verbs about people: knowing them by address, letting them claim it, keeping their address book."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from techmart.accounts.models import Address, Customer
from techmart.accounts.signals import customer_claimed


def customer_for(*, email: str, name: str = "", now: datetime) -> Customer:
    """Return the one customer of an address; a new one is a guest."""
    customer, _ = Customer.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"name": name, "joined_at": now, "password": UNUSABLE_PASSWORD_PREFIX},
    )
    return customer


@transaction.atomic
def claim(*, customer: Customer, now: datetime) -> None:
    """Make a guest a customer with an account: they have just proved the address. Claimed twice, nothing changes."""
    if not customer.is_guest:
        return
    EmailAddress.objects.update_or_create(
        user=customer, email=customer.email, defaults={"verified": True, "primary": True}
    )
    customer.claim(now=now)
    customer_claimed.send(sender=Customer, customer=customer, now=now)


@transaction.atomic
def add_address(*, customer: Customer, **fields: Any) -> Address:
    """Add to the address book; an address that is in it already is not added again. The first becomes the default."""
    _lock_book(customer.pk)
    is_first = not customer.addresses.exists()
    address: Address = customer.addresses.get_or_create(**fields)[0]
    if is_first:
        _set_default(address)
    return address


@transaction.atomic
def make_default(*, address: Address) -> None:
    """Choose the address that forms start with."""
    _lock_book(address.customer_id)
    _set_default(address)


@transaction.atomic
def remove_address(*, address: Address) -> None:
    """Take an address out; where it was the default, the oldest of the others is."""
    _lock_book(address.customer_id)
    was_default = Address.objects.filter(pk=address.pk, is_default=True).exists()
    Address.objects.filter(pk=address.pk).delete()
    oldest = Address.objects.filter(customer=address.customer_id).order_by("pk").first()
    if was_default and oldest is not None:
        _set_default(oldest)


def _lock_book(customer_id: int) -> None:
    """Let one change of an address book wait for the other: a customer has one default."""
    Customer.objects.select_for_update().get(pk=customer_id)


def _set_default(address: Address) -> None:
    book = Address.objects.filter(customer=address.customer_id)
    book.filter(is_default=True).exclude(pk=address.pk).update(is_default=False)
    book.filter(pk=address.pk).update(is_default=True)
