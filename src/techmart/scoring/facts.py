"""What the shop knows of its customers beside their purchases: what they bought, what came back, and their visits.

Visits are those of browsers that agreed to be recognised. Imported orders tell of no returns.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from numpy.typing import NDArray

from techmart.core.clock import start_of_day
from techmart.orders.enums import OrderSource, PaymentKind
from techmart.orders.models import Order, OrderLine, Payment
from techmart.orders.queries import GIVEN_BACK
from techmart.prediction import PurchaseHistory
from techmart.prediction.base import Floats
from techmart.prediction.facts import LINES, RETURNS, VISITS
from techmart.scoring.watch import DAY, EPOCH, Watch
from techmart.tracking.enums import EventName
from techmart.tracking.models import Event

ADDED = EventName.CART_LINE_ADDED
VISITED = (
    *(EventName.PRODUCT_VIEWED, EventName.SEARCH_PERFORMED),
    *(ADDED, EventName.CART_LINE_REMOVED, EventName.CHECKOUT_STARTED),
)
AT_ONCE = 2000
Rows = Iterable[tuple[Any, ...]]
Table = NDArray[Any]


def with_facts(
    history: PurchaseHistory, customer_ids: Sequence[int] | None, *, watch: Watch, day: date
) -> PurchaseHistory:
    """Add to some customers' purchases, or to everybody's, what else was known at the end of a day.

    Three queries, of everybody four. Since when the shop has watched is for everybody: of some, models ask what they
    were taught with.
    """
    events = _events(customer_ids, day)
    called_off = [(who, on, 0) for who, on, name, _ in events if name == EventName.ORDER_CANCELLED]
    seen = [(who, on, times if name == ADDED else 0) for who, on, name, times in events if name in VISITED]
    tables = {
        LINES: _table(_lines(customer_ids, day), ("product", "category", "quantity")),
        RETURNS: _table([*_refunds(customer_ids, day), *called_off], ("amount",)),
        VISITS: _table(seen, ("carts",)),
    }
    began = dict.fromkeys(tables, date.min)
    if customer_ids is None:
        began |= {RETURNS: _sold_since(), VISITS: _first(tables[VISITS])}
    for kind, rows in tables.items():
        history = _told(history, kind, rows[_watched(rows["day"], watch)], began[kind], watch)
    return history


def _lines(customer_ids: Sequence[int] | None, day: date) -> Rows:
    lines = OrderLine.objects.filter(order__in=Order.objects.purchases(), order__placed_on__lte=day)
    columns = ("order__placed_on", "variant__product", "variant__product__category", "quantity")
    return _of(lines, "order__customer", customer_ids).values_list("order__customer", *columns).iterator(AT_ONCE)


def _refunds(customer_ids: Sequence[int] | None, day: date) -> Rows:
    refunds = Payment.objects.filter(
        kind=PaymentKind.REFUND, state__in=GIVEN_BACK, created_at__lt=start_of_day(day + DAY)
    )
    refunds = _of(refunds, "order__customer", customer_ids).annotate(on=_day_of("created_at"))
    return refunds.values_list("order__customer", "on", "amount")


def _events(customer_ids: Sequence[int] | None, day: date) -> list[tuple[int, date, str, int]]:
    """Return visits, and orders called off that had counted: of each customer and day, how often what happened.

    What somebody did before they logged in or ordered counts as of then: were it dated earlier, models would learn that
    nobody visits but those who are about to buy.
    """
    names = (*VISITED, EventName.ORDER_CANCELLED)
    events = Event.objects.filter(customer__isnull=False, name__in=names)
    known = events.annotate(known=Coalesce("joined_at", "at")).filter(known__lt=start_of_day(day + DAY))
    events = _of(known, "customer", customer_ids).annotate(on=_day_of("known"))
    return list(events.values_list("customer", "on", "name").annotate(times=Count("pk")))


def _day_of(moment: str) -> TruncDate:
    return TruncDate(moment, tzinfo=timezone.get_default_timezone())


def _of(rows: QuerySet[Any], customer: str, customer_ids: Sequence[int] | None) -> QuerySet[Any]:
    """Return the rows of some customers, or of all, in no order."""
    return (rows if customer_ids is None else rows.filter(**{f"{customer}__in": customer_ids})).order_by()


def _table(rows: Rows, values: Sequence[str]) -> Table:
    """Return rows of customer, date and whole numbers as columns, the days since 1970-01-01."""
    kinds = [(name, np.int64) for name in ("customer", "day", *values)]
    return np.fromiter(((who, on.toordinal() - EPOCH.toordinal(), *rest) for who, on, *rest in rows), dtype=kinds)


def _watched(days: NDArray[np.int64], watch: Watch) -> NDArray[np.bool_]:
    """Say which days do not fall between the last imported order and the first of the shop's own."""
    if watch.imported_until is None:
        return np.ones(len(days), dtype=bool)
    last = (watch.imported_until - EPOCH).days
    first = np.inf if watch.sold_since is None else (watch.sold_since - EPOCH).days
    return (days <= last) | (days >= first)


def _told(history: PurchaseHistory, kind: str, rows: Table, began: date, watch: Watch) -> PurchaseHistory:
    numbers: Floats = watch.number(rows["day"].astype(np.float64))
    values = {name: rows[name] for name in rows.dtype.names or () if name not in ("customer", "day")}
    return history.with_facts(kind, rows["customer"], numbers, since=watch.number_of(began), **values)


def _sold_since() -> date:
    """Return the day of the shop's own first order; if there is none, one that is still to come."""
    own = Order.objects.exclude(source=OrderSource.IMPORTED).aggregate(first=Min("placed_on"))["first"]
    return own or date.max


def _first(rows: Table) -> date:
    return EPOCH + int(rows["day"].min()) * DAY if len(rows) else date.max
