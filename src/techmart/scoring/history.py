"""The shop's orders as what models learn from and are asked with: purchases in watched days."""

from collections.abc import Sequence
from datetime import date, datetime

from techmart.core.clock import local_day
from techmart.prediction import PurchaseHistory, day_numbers
from techmart.scoring import summaries
from techmart.scoring.watch import Watch, find_watch


def watched_history(now: datetime) -> tuple[Watch, PurchaseHistory, date]:
    """Return the shop's purchases in watched days, and the last day that was watched."""
    watch = find_watch()
    day = watch.observed_until(local_day(now))
    return watch, purchases_of(None, watch=watch, day=day), day


def purchases_of(customer_ids: Sequence[int] | None, *, watch: Watch, day: date) -> PurchaseHistory:
    """Return some customers' purchases up to a day, or everybody's, in watched days: one query."""
    rows = summaries.purchases(customer_ids, as_of=day)
    customers, days, spend = zip(*rows, strict=True) if rows else ((), (), ())
    numbers = watch.number(day_numbers(days))
    return PurchaseHistory.from_orders(customers, numbers, spend, observed_until=watch.number_of(day))
