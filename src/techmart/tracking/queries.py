"""What people agreed to, and what many of them looked for."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F
from django.db.models.functions import Coalesce

from techmart.accounts.models import Customer
from techmart.catalogue.actions import Searched
from techmart.tracking.enums import LONGEST_TEXT, EventName, Purpose
from techmart.tracking.models import Consent, Event

SEARCHES_COUNT_FOR: Final = timedelta(days=90)
# What fewer people typed may be of one of them alone: a name, a number, a secret.
ENOUGH_PEOPLE: Final = 3
MOST_SEARCHES: Final = 1000


def has_agreed(customer: Customer, purpose: Purpose) -> bool:
    """Return a customer's newest answer for a purpose; who was never asked has not agreed."""
    return _newest_answer(customer, purpose) is True


def has_objected(customer: Customer) -> bool:
    """Say whether a customer's newest answer about letters is no; who was never asked has not objected."""
    return _newest_answer(customer, Purpose.MARKETING) is False


def _newest_answer(customer: Customer, purpose: Purpose) -> bool | None:
    answers = Consent.objects.filter(customer=customer, purpose=purpose).order_by("-at", "-pk")
    return answers.values_list("granted", flat=True).first()


def shared_searches(now: datetime) -> list[Searched]:
    """Return what enough different people searched for lately, by how many they were.

    Only those who agreed to be recognised count: of the others nobody can say that they are several. Whoever uses two
    browsers is one person as soon as both are known to be theirs; addresses of people are left out.
    """
    people: defaultdict[str, set[int]] = defaultdict(set)
    results: dict[str, int] = {}
    since = now - SEARCHES_COUNT_FOR
    events = Event.objects.filter(name=EventName.SEARCH_PERFORMED, at__gt=since, visitor__isnull=False)
    # A customer and a visitor may have the same number: one of them counts below zero.
    who = Coalesce("customer_id", -F("visitor_id"))
    for data, person in events.order_by("at", "pk").values_list("data", who).iterator(chunk_size=1000):
        text = " ".join(data["text"].casefold().split())
        # Folding may lengthen: ß becomes ss.
        if text and "@" not in text and len(text) <= LONGEST_TEXT:
            people[text].add(person)
            results[text] = data["results"]
    found = [Searched(text, len(by), results[text]) for text, by in people.items() if len(by) >= ENOUGH_PEOPLE]
    return sorted(found, key=lambda search: (-search.people, search.text))[:MOST_SEARCHES]
