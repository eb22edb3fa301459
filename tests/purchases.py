"""Orders that were paid, as plain rows: what scoring learns from and is asked about."""

from datetime import date, datetime, time, timedelta
from itertools import count

import numpy as np
from django.utils import timezone

from techmart.accounts.models import Customer
from techmart.core.clock import local_day
from techmart.orders.enums import OrderSource, OrderStatus, PayStatus
from techmart.orders.models import Order
from techmart.scoring import actions
from techmart.scoring.judging import QUICK
from techmart.scoring.models import FittedModel, WindowResult

FITTED = ("name", "role", "horizon", "parameters", "metrics", "customers", "orders", "observed_until", "fitted_at")
_numbers = count(1)
_learned: dict[tuple[datetime, int], tuple[list[dict[str, object]], list[dict[str, object]]]] = {}


def a_purchase(name: str, day: date, total: int = 1000, **fields: object) -> Order:
    """Return a paid order of so many minor units, placed at noon by the customer of this name."""
    address = f"{name.lower()}@example.com"
    customer, _ = Customer.objects.get_or_create(email=address, defaults={"name": name})
    return Order.objects.create(**{**_columns(customer, day, total), **fields})


def a_history(now: datetime, customers: int = 200) -> None:
    """Fill a shop with a year and a half of customers whose buying follows BG/NBD; write their summaries."""
    rng = np.random.default_rng(7)
    people = Customer.objects.bulk_create(
        [Customer(email=f"c{n}@example.com", name=f"Customer {n}", joined_at=now) for n in range(customers)]
    )
    rates, leaving = rng.gamma(0.8, 1 / 30, customers), rng.beta(0.8, 4, customers)
    orders = []
    for person, rate, chance in zip(people, rates, leaving, strict=True):
        age = int(rng.integers(0, 540))
        while age >= 0:
            columns = _columns(person, local_day(now) - timedelta(days=age), int(rng.gamma(4, 1500)) + 1)
            orders.append(Order(source=OrderSource.SIMULATED, **columns))
            if rng.random() < chance:
                break
            age -= 1 + int(rng.exponential(1 / rate))
    Order.objects.bulk_create(orders)
    actions.refresh_summaries()


def a_scored_history(now: datetime, customers: int = 200) -> None:
    """Fill the same shop, fit its models and score everybody; what was once learned from it is remembered."""
    a_history(now, customers)
    if learned := _learned.get((now, customers)):
        FittedModel.objects.bulk_create(FittedModel(**columns) for columns in learned[0])
        WindowResult.objects.bulk_create(WindowResult(**columns) for columns in learned[1])
    else:
        actions.fit_models(now=now, names=QUICK)
        _learned[now, customers] = list(FittedModel.objects.values(*FITTED)), list(WindowResult.objects.values())
    actions.score_customers(now=now)


def _columns(customer: Customer, day: date, total: int) -> dict[str, object]:
    return {
        "number": f"P{next(_numbers)}", "customer": customer, "email": customer.email,
        "status": OrderStatus.COMPLETED, "pay_status": PayStatus.PAID, "currency": "EUR",
        "items_total": total, "total": total, "payment_provider": "offline", "placed_on": day,
        "placed_at": datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone()),
    }  # fmt: skip
