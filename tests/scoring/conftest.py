"""A shop with customers who have bought: rows, written plainly."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

import numpy as np
import pytest
from django.utils import timezone

from techmart.accounts.models import Customer
from techmart.core.clock import local_day
from techmart.orders.enums import OrderSource, OrderStatus, PayStatus
from techmart.orders.models import Order
from techmart.scoring import actions

Buy = Callable[..., Order]


@pytest.fixture
def customer(db: None) -> Callable[[str], Customer]:
    """Return a customer of this name."""

    def customer(name: str) -> Customer:
        return Customer.objects.get_or_create(email=f"{name.lower()}@example.com", defaults={"name": name})[0]

    return customer


@pytest.fixture
def buy(customer: Callable[[str], Customer]) -> Buy:
    """Place a paid order of so many minor units, on a day."""
    numbers = count(1)

    def buy(name: str, day: date, total: int = 1000, **fields: object) -> Order:
        person = customer(name)
        columns = {
            "number": f"T{next(numbers)}", "email": person.email, "pay_status": PayStatus.PAID, "currency": "EUR",
            "items_total": total, "total": total, "payment_provider": "offline", "placed_on": day,
            "placed_at": datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone()),
        }  # fmt: skip
        return Order.objects.create(customer=person, **{**columns, **fields})

    return buy


@pytest.fixture
def furnished(db: None, now: datetime) -> None:
    """A shop of 200 customers and a year and a half, whose buying follows BG/NBD with known parameters."""
    rng = np.random.default_rng(7)
    people = Customer.objects.bulk_create(
        [Customer(email=f"c{n}@example.com", name=f"Customer {n}", joined_at=now) for n in range(200)]
    )
    today, orders = local_day(now), []
    for person, rate, leaving in zip(people, rng.gamma(0.8, 1 / 30, 200), rng.beta(0.8, 4, 200), strict=True):
        age = int(rng.integers(0, 540))
        while age >= 0:
            orders.append((person, today - timedelta(days=age), int(rng.gamma(4, 1500)) + 1))
            if rng.random() < leaving:
                break
            age -= 1 + int(rng.exponential(1 / rate))
    noon = time(12, tzinfo=timezone.get_default_timezone())
    Order.objects.bulk_create(
        Order(
            number=f"S{index}", customer=person, email=person.email, source=OrderSource.SIMULATED,
            status=OrderStatus.COMPLETED, pay_status=PayStatus.PAID, currency="EUR", items_total=total, total=total,
            payment_provider="offline", placed_at=datetime.combine(day, noon), placed_on=day,
        )
        for index, (person, day, total) in enumerate(orders)
    )  # fmt: skip
    actions.refresh_summaries()


@pytest.fixture
def scored(furnished: None, now: datetime) -> None:
    """The same shop, fitted and scored."""
    actions.fit_models(now=now)
    actions.score_customers(now=now)
