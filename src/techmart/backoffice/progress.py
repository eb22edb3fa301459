"""How the shop is doing, from the day counts alone: no order is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from techmart.core.money import Money
from techmart.tracking.enums import EventName, Metric
from techmart.tracking.models import DayStat

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHOLE = ((_("7 days to yesterday"), 7), (_("28 days to yesterday"), 28))
LONGEST = WHOLE[-1][1]
TO_AN_ORDER = (
    EventName.PRODUCT_VIEWED,
    EventName.CART_LINE_ADDED,
    EventName.CHECKOUT_STARTED,
    EventName.ORDER_PLACED,
)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of some days, and that of as many days before them."""

    now: int
    before: int

    @property
    def change(self) -> int | None:
        """By how many per cent it rose; None where there was nothing before."""
        return round(100 * (self.now - self.before) / self.before) if self.before > 0 else None


@dataclass(frozen=True, slots=True)
class Period:
    """Today beside yesterday, or so many whole days beside as many before."""

    title: "StrOrPromise"
    orders: Total
    revenue: Total
    currency: str

    @property
    def money(self) -> Money:
        """Its revenue."""
        return Money(self.revenue.now, self.currency)

    @property
    def money_before(self) -> Money:
        """The revenue of the days before."""
        return Money(self.revenue.before, self.currency)


@dataclass(frozen=True, slots=True)
class Progress:
    """Today and whole days before it; each of these, with its revenue and that of `LONGEST` days earlier.

    `steps` counts what leads to an order within those days, and within as many before.
    """

    periods: list[Period]
    daily: list[tuple[date, int, int]]
    steps: dict[str, Total]


def progress(today: date, *, currency: str) -> Progress:
    """Return orders and revenue up to a day, and what leads to orders. One query."""
    rows = DayStat.objects.filter(day__gt=today - timedelta(days=2 * LONGEST + 1), day__lte=today)
    orders = rows.filter(metric__in=TO_AN_ORDER)
    revenue = rows.filter(metric=Metric.REVENUE, currency=currency)
    values = {(day, metric): value for day, metric, value in (orders | revenue).values_list("day", "metric", "value")}

    def of(metric: str) -> Callable[[int], int]:
        return lambda ago: values.get((today - timedelta(days=ago), metric), 0)

    placed, earned = of(EventName.ORDER_PLACED), of(Metric.REVENUE)
    stretches = [(_("Today"), range(1)), *((title, range(1, days + 1)) for title, days in WHOLE)]
    periods = [Period(title, _total(placed, days), _total(earned, days), currency) for title, days in stretches]
    whole = range(LONGEST, 0, -1)
    daily = [(today - timedelta(days=ago), earned(ago), earned(ago + LONGEST)) for ago in whole]
    return Progress(periods, daily, {metric: _total(of(metric), range(1, LONGEST + 1)) for metric in TO_AN_ORDER})


def _total(value: Callable[[int], int], days: range) -> Total:
    """Sum some days, and as many before; `value` tells that of so many days ago."""
    return Total(sum(map(value, days)), sum(value(ago + len(days)) for ago in days))
