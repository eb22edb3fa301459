"""Days as the shop lived them.

Imported orders tell of the time up to the last of them. Between that day and the first order that the shop took itself
nobody was watching: a customer's silence then says nothing, so those days do not count. Models see day numbers without
them; people see the calendar.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import Max

from techmart.core.clock import start_of_day
from techmart.orders.enums import OrderSource
from techmart.orders.models import Order
from techmart.prediction.base import Floats

EPOCH = date(1970, 1, 1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Watch:
    """When the shop was watched: without a gap, or with one after `imported_until` that ended on `sold_since`."""

    imported_until: date | None = None
    sold_since: date | None = None

    def number(self, days: Floats) -> Floats:
        """Return watched days for days since 1970-01-01."""
        if self.imported_until is None:
            return days
        last = float((self.imported_until - EPOCH).days)
        away = np.inf if self.sold_since is None else (self.sold_since - self.imported_until).days - 1
        return np.where(days <= last, days, np.maximum(days - away, last))

    def numbers(self, days: Sequence[date], *, until: float) -> Floats:
        """Return the watched days of stored ones; an order dated later is an import's mistake and counts as of `until`.

        Ten times as quick as numpy's own reading of date objects.
        """
        since_epoch = np.fromiter(map(date.toordinal, days), np.float64, len(days)) - EPOCH.toordinal()
        return np.minimum(self.number(since_epoch), until)

    def number_of(self, day: date) -> float:
        """Return one day's number."""
        return float(self.number(np.array([(day - EPOCH).days], dtype=np.float64))[0])

    def date_of(self, number: float) -> date:
        """Return the calendar day that has this number."""
        day = EPOCH + timedelta(days=int(number))
        if self.imported_until is None or self.sold_since is None or day <= self.imported_until:
            return day
        return day + (self.sold_since - self.imported_until) - DAY

    def observed_until(self, today: date) -> date:
        """Return the last day that anybody watched."""
        return self.imported_until if self.imported_until and self.sold_since is None else today


def find_watch() -> Watch:
    """Look through all orders for a gap; what a fit stores of it lets `stored_watch` do with less."""
    own = Order.objects.exclude(source=OrderSource.IMPORTED)
    imported_until = Order.objects.filter(source=OrderSource.IMPORTED).aggregate(last=Max("placed_on"))["last"]
    if imported_until is None or own.filter(placed_on__lte=imported_until).exists():
        return Watch()
    return resume_watch(imported_until)


def stored_watch(lifetime: Mapping[str, Any]) -> Watch:
    """Return the watch that a fit stored with its lifetime model."""
    imported_until = lifetime["imported_until"]
    return resume_watch(date.fromisoformat(imported_until) if imported_until else None)


def resume_watch(imported_until: date | None) -> Watch:
    """Return the watch whose gap began after `imported_until`, if there is one: at most one cheap query."""
    if imported_until is None:
        return Watch()
    # By the moment, which has an index; the day has none.
    own = Order.objects.exclude(source=OrderSource.IMPORTED).filter(placed_at__gte=start_of_day(imported_until + DAY))
    return Watch(imported_until, own.order_by("placed_at").values_list("placed_on", flat=True).first())
