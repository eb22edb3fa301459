"""Making customers of the references in a file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2s

import numpy as np
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from techmart.accounts.models import Customer
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.table import Integers

# A domain that exists nowhere (RFC 2606): nothing can ever be sent there by mistake.
NOWHERE = "imported.invalid"
BATCH = 500


def welcome(*, intake: Intake) -> Integers:
    """Return the key of every customer's row, made as a guest where the shop does not know the address."""
    addresses = [address_for(reference) for reference in intake.customers.reference]
    known = Customer.objects.only("email").in_bulk(addresses, field_name="email")
    made = Customer.objects.bulk_create(_guests(intake, addresses, known), batch_size=BATCH)
    keys = {customer.email: customer.pk for customer in (*known.values(), *made)}
    return np.array([keys[address] for address in addresses], dtype=np.int64)


def address_for(reference: str) -> str:
    """Return an e-mail address that stands for a reference: itself where it is one, else one that leads nowhere.

    >>> address_for("13085"), address_for("Ada@example.com")
    ('customer-13085@imported.invalid', 'ada@example.com')
    """
    plain = reference.lower()
    if "@" in plain:
        try:
            validate_email(plain)
        except ValidationError:
            pass  # it only looked like one
        else:
            return plain
    if not (plain == reference and plain.isascii() and plain.isalnum() and len(plain) <= 40):
        plain = blake2s(reference.encode(), digest_size=16).hexdigest()
    return f"customer-{plain}@{NOWHERE}"


def _guests(intake: Intake, addresses: list[str], known: dict[str, Customer]) -> Iterator[Customer]:
    first_order = np.full(len(addresses), np.iinfo(np.int64).max)
    np.minimum.at(first_order, intake.orders.customer, intake.orders.placed_at)
    for address, reference, seconds in zip(addresses, intake.customers.reference, first_order, strict=True):
        if address not in known:
            yield Customer(
                email=address,
                name="" if address == reference else f"Customer {reference}"[:120],
                password=make_password(None),
                joined_at=datetime.fromtimestamp(int(seconds), UTC),
            )
