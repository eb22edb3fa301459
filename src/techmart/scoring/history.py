"""The shop's orders as what models learn from and are asked with: purchases in watched days."""

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from techmart.core.clock import local_day
from techmart.orders.undone import undone_orders
from techmart.prediction import PurchaseHistory, day_numbers
from techmart.scoring import summaries
from techmart.scoring.watch import Watch, find_watch

Taken = tuple[int, date, int, date]  # customer, day of purchase, amount, and the day that took it off


def watched_history(now: datetime) -> tuple[Watch, PurchaseHistory, date]:
    """Return the shop's purchases in watched days, and the last day that was watched: two queries.

    What was undone is in it beside what counts: ``until`` an earlier day knows of it no sooner than it happened.
    """
    watch = find_watch()
    day = watch.observed_until(local_day(now))
    undone = [(one.customer_id, one.placed_on, taken, on) for one in undone_orders() for on, taken in one.taken_off()]
    return watch, purchases_of(None, watch=watch, day=day, undone=undone), day


def purchases_of(
    customer_ids: Sequence[int] | None, *, watch: Watch, day: date, undone: Sequence[Taken] = ()
) -> PurchaseHistory:
    """Return some customers' purchases up to a day, or everybody's, in watched days: one query.

    They are net of all that was undone by now; only whoever asks of an earlier day needs to say what that was.
    """
    rows = summaries.purchases(customer_ids, as_of=day)
    customers, days, spend = zip(*rows, strict=True) if rows else ((), (), ())
    numbers, until = watch.number(day_numbers(days)), watch.number_of(day)
    if not undone:
        return PurchaseHistory.from_orders(customers, numbers, spend, observed_until=until)
    theirs, placed_on, taken, undone_on = zip(*undone, strict=True)
    return PurchaseHistory.from_orders(
        [*customers, *theirs],
        np.append(numbers, watch.numbers(placed_on, until=np.inf)),
        [*spend, *taken],
        undone_on=np.append(np.full(len(rows), np.inf), watch.numbers(undone_on, until=np.inf)),
        observed_until=until,
    )
