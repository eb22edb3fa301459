"""Handing a person what the shop keeps about them, and forgetting them. The books stay: amounts and days."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model

from techmart.accounts.models import Customer
from techmart.accounts.personal_data import HOLDINGS, Holding, rows_about
from techmart.accounts.signals import customer_erasing


class CannotErase(Exception):
    """Something still needs to know who this is."""


def export(customer: Customer) -> dict[str, list[dict[str, Any]]]:
    """Return every row about a person, by model, keys and password hashes left out."""
    return {label: rows for label in HOLDINGS if (rows := _exported(customer, label))}


def _exported(customer: Customer, label: str) -> list[dict[str, Any]]:
    hidden = HOLDINGS[label].hidden
    rows = rows_about(customer, label).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in hidden} for row in rows]


@transaction.atomic
def erase(*, customer: Customer) -> dict[str, int]:
    """Replace a person's identity and blank what was written about them; return how many rows of each model changed.

    Raises `CannotErase` for staff, and where a room above objects: an order still has to be sent.
    """
    if customer.is_staff:
        raise CannotErase(f"{customer.email} is staff: take that away first, so that somebody stays in charge.")
    customer_erasing.send(sender=Customer, customer=customer)
    _forget_sessions(customer)
    changed = {label: _erase_rows(customer, label, holding) for label, holding in HOLDINGS.items() if holding.forgets}
    return {label: count for label, count in changed.items() if count}


def _erase_rows(customer: Customer, label: str, holding: Holding) -> int:
    rows = list(rows_about(customer, label))
    if rows:
        _forget_log(rows)
    if holding.deleted is not None:
        rows_about(customer, label).filter(holding.deleted).delete()
    for row in rows:
        made = {name: value(customer) if callable(value) else value for name, value in holding.erased.items()}
        type(row)._default_manager.filter(pk=row.pk).update(**made)
    return len(rows)


def _forget_log(rows: list[Model]) -> None:
    """Blank what the staff's log says about these rows: it repeats their titles."""
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(rows[0]), object_id__in=[str(row.pk) for row in rows]
    )
    about.update(object_repr="", change_message="")


def _forget_sessions(customer: Customer) -> None:
    """End the sessions that know this person, by sign-in or by a half-finished one."""
    for session in Session.objects.iterator():
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(customer.pk) or customer.email in str(data):
            session.delete()
