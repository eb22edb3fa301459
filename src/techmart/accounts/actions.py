"""Verbs about people."""

from datetime import datetime

from techmart.accounts.models import Customer


def customer_for(*, email: str, name: str = "", now: datetime) -> Customer:
    """Return the one customer of an address; a new one is a guest."""
    customer, _ = Customer.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name, "joined_at": now, "password": "!"}
    )
    return customer
