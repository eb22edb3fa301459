"""Furnishing an empty shop: shelves, people, two years of orders, letters, and somebody who may log in."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction
from django.forms import model_to_dict

from techmart.accounts import actions as accounts
from techmart.accounts.models import Customer
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Product
from techmart.catalogue.search import search
from techmart.core.bulk import learn_sizes
from techmart.demo.history import units_sold, write_history
from techmart.demo.letters import write_letters
from techmart.demo.people import Person, make_people
from techmart.demo.shelves import fill_shelves, set_up_options, stock_shelves
from techmart.demo.simulation import History, simulate
from techmart.demo.voices import write_voices
from techmart.orders import actions as orders
from techmart.orders.enums import OrderSource
from techmart.orders.models import Order
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName, Purpose
from techmart.tracking.models import Consent, Event, Visitor

YEARS = 2
PASSWORD = "techmart-demo"  # noqa: S105  (the demo listens on this machine alone, and prints it)
STAFF = "mara@techmart.example"
# A good customer, not the strangest one.
ADAS_ORDERS = 14
# Of those who ordered within the last weeks, the visits before the order are remembered too.
REMEMBERED = timedelta(days=60)

Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Cast:
    """Three customers everybody learns once."""

    ada: str = "ada@example.com"
    ben: str = "ben@example.com"
    cleo: str = "cleo@example.com"


CAST = Cast()
POSTAL = ("recipient", "line1", "line2", "postcode", "city", "country")


class NotEmpty(Exception):
    """The shop has products or orders of its own: it is not furnished over."""


def is_furnished() -> bool:
    """Whether the demo's history is there."""
    return Order.objects.filter(source=OrderSource.SIMULATED).exists()


@transaction.atomic
def furnish(*, customers: int, seed: int, now: datetime, progress: Progress) -> int:
    """Fill an empty shop, all or nothing; return how many orders its past has.

    Raises
    ------
    NotEmpty
        There are products or orders already.
    """
    if Product.objects.exists() or Order.objects.exists():
        raise NotEmpty("This shop has products or orders already; the demo furnishes an empty one.")
    progress("Setting up shelves")
    set_up_options(now=now)
    offers = stock_shelves(now=now)
    progress("Simulating two years of customers")
    history = simulate(offers, customers=customers, until=now, years=YEARS, seed=seed)
    people = _with_the_cast(make_people(customers, seed=seed), history)
    rows = _write_people(people, history)
    progress("Writing their orders")
    fill_shelves(sold=units_sold(history, offers), opened_at=now - timedelta(days=round(365.25 * YEARS)))
    count = write_history(history=history, offers=offers, people=people, customers=rows, now=now)
    _write_visits(now, seed)
    orders.refresh_popularity(now=now)
    catalogue.refresh_cards()
    _write_searches(now, seed)
    tracking.count_searches(now=now)
    progress("Opening the doors")
    _write_staff()
    _open_account(Customer.objects.get(email=CAST.ada))
    write_letters(now=now)
    write_voices(now=now, seed=seed)
    learn_sizes()
    return count


def _with_the_cast(people: list[Person], history: History) -> list[Person]:
    """Give three customers their parts: Ada buys often, Ben did and lapsed, Cleo is new."""
    counts = np.bincount(history.customer, minlength=len(people))
    last = np.zeros(len(people))
    np.maximum.at(last, history.customer, history.placed_at.astype("int64"))
    quiet = (last.max() - last) / 86_400
    ada = int(np.argmin(np.where(quiet < 30, np.abs(counts - ADAS_ORDERS), np.inf)))
    lapsed = np.where(quiet > 240, counts, 0)
    lapsed[ada] = -1  # nobody plays two parts, however few there are
    ben = int(np.argmax(lapsed))
    once = np.where(counts == 1, last, 0)
    once[[ada, ben]] = -1
    cleo = int(np.argmax(once))
    cast = {ada: ("Ada Winter", CAST.ada), ben: ("Ben Okafor", CAST.ben), cleo: ("Cleo Marsh", CAST.cleo)}
    return [
        replace(person, name=cast[i][0], email=cast[i][1]) if i in cast else person for i, person in enumerate(people)
    ]


def _write_people(people: Sequence[Person], history: History) -> list[Customer]:
    """Write every simulated customer as a guest. Rows come back in the order of the people."""
    _, first_order = np.unique(history.customer, return_index=True)
    joined = history.placed_at[first_order].astype("datetime64[s]").tolist()
    return Customer.objects.bulk_create(
        Customer(
            name=person.name,
            email=person.email,
            password=UNUSABLE_PASSWORD_PREFIX,
            joined_at=moment.replace(tzinfo=UTC),
        )
        for person, moment in zip(people, joined, strict=True)
    )


def _open_account(customer: Customer) -> None:
    """Let somebody log in, and find the address that the last order went to."""
    customer.password = make_password(PASSWORD)
    customer.claimed_at = customer.joined_at
    customer.save(update_fields=["password", "claimed_at"])
    EmailAddress.objects.create(user=customer, email=customer.email, verified=True, primary=True)
    last = model_to_dict(customer.orders.latest("placed_at"), POSTAL)
    accounts.add_address(customer=customer, **last)


def _write_staff() -> None:
    Customer.objects.create_superuser(STAFF, PASSWORD, name="Mara Lind")


def _write_visits(now: datetime, seed: int) -> None:
    """Let customers of the last weeks, who agreed to be remembered, have looked at what they bought."""
    chance = random.Random(seed)  # noqa: S311  (a simulation)
    recent = Order.objects.filter(placed_at__gt=now - REMEMBERED).prefetch_related("lines__variant")
    visitors: dict[int, Visitor] = {}
    events: list[Event] = []
    for order in recent:
        if chance.random() < 0.4:
            continue
        at = order.placed_at - timedelta(minutes=chance.randint(4, 60 * 24 * 3))
        visitor = visitors.setdefault(order.customer_id, Visitor(customer_id=order.customer_id, created_at=at))
        for line in order.lines.all():
            seen_at = at + timedelta(seconds=chance.randint(20, 200))
            events.append(
                Event(name=EventName.PRODUCT_VIEWED, at=seen_at, visitor=visitor, product_id=line.variant.product_id)
            )
    Visitor.objects.bulk_create(visitors.values())
    Consent.objects.bulk_create(
        Consent(
            visitor=visitor,
            purpose=Purpose.PREDICTION,
            granted=True,
            version=1,
            source="simulated",
            at=visitor.created_at,
        )
        for visitor in visitors.values()
    )
    Event.objects.bulk_create(events)


def _write_searches(now: datetime, seed: int) -> None:
    """Let some of those who looked at something have searched for it, by what it is or by its name."""
    chance = random.Random(seed)  # noqa: S311  (a simulation)
    results = cache(lambda text: search(text, now=now, limit=0).total)
    events = []
    for view in Event.objects.filter(name=EventName.PRODUCT_VIEWED).select_related("product"):
        assert view.product is not None
        name = view.product.title if chance.random() < 0.3 else view.product.title.split()[-1]
        if chance.random() < 0.4:
            at = view.at - timedelta(seconds=chance.randint(5, 15))
            data = {"text": name.lower(), "results": results(name)}
            events.append(Event(name=EventName.SEARCH_PERFORMED, at=at, visitor_id=view.visitor_id, data=data))
    Event.objects.bulk_create(events)
