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
def add_address(*, customer: Customer, is_default: bool = False, **fields: Any) -> Address:
    """Add to the address book; an address that is in it already is not added again. The first becomes the default."""
    _lock(customer)
    is_first = not customer.addresses.exists()
    address, _ = customer.addresses.get_or_create(**fields)
    if is_default or is_first:
        _set_default(address)
    return address


@transaction.atomic
def make_default(*, customer: Customer, address_id: int) -> Address:
    """Choose the address that forms start with. Raises `Address.DoesNotExist` for somebody else's."""
    _lock(customer)
    address: Address = customer.addresses.get(pk=address_id)
    _set_default(address)
    return address


@transaction.atomic
def remove_address(*, customer: Customer, address_id: int) -> None:
    """Take an address out; where it was the default, the oldest left is. Raises `Address.DoesNotExist`."""
    _lock(customer)
    address = customer.addresses.get(pk=address_id)
    address.delete()
    next_one = customer.addresses.order_by("pk").first()
    if address.is_default and next_one is not None:
        _set_default(next_one)


def _lock(customer: Customer) -> None:
    """Let one change of an address book wait for the other: a customer has one default."""
    Customer.objects.select_for_update().get(pk=customer.pk)


def _set_default(address: Address) -> None:
    Address.objects.filter(customer=address.customer_id, is_default=True).exclude(pk=address.pk).update(
        is_default=False
    )
    address.is_default = True
    address.save(update_fields=["is_default"])
