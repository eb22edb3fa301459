"""What the shop knows of its customers beside their purchases: what they bought, what came back, and their visits.

Visits are those of browsers that agreed to be recognised, of the last two years: older events are deleted. Imported
orders tell of no returns.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from numpy.typing import NDArray

from techmart.core.clock import start_of_day
from techmart.orders.enums import OrderSource, OrderStatus, PayStatus
from techmart.orders.models import Order, OrderLine
from techmart.orders.undone import Undone, undone_orders
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
LINE = ("order__customer", "order__placed_on", "variant__product", "variant__product__category", "quantity")
BOUGHT = ("product", "category", "quantity")
AT_ONCE = 2000
Rows = Iterable[tuple[Any, ...]]
Table = NDArray[Any]


def with_facts(
    history: PurchaseHistory, customer_ids: Sequence[int] | None, *, watch: Watch, day: date
) -> PurchaseHistory:
    """Add to some customers' purchases, or to everybody's, what else was known at the end of a day.

    Three queries, of everybody four, and one more where the history knows of orders that count no more: their lines
    were known until then. Since when the shop has watched is for everybody: of some, models ask what they were taught
    with.
    """
    undone = list(undone_orders(customer_ids))
    visits = _visits(customer_ids, day)
    seen = [(who, on, times if name == ADDED else 0) for who, on, name, times in visits]
    tables = {
        RETURNS: _table([row for one in undone for row in _returns(one) if row[1] <= day], ("amount",)),
        VISITS: _table(seen, ("carts",)),
    }
    began = dict.fromkeys(tables, date.min)
    if customer_ids is None:
        began = {RETURNS: _sold_since(), VISITS: _first(tables[VISITS])}
    history = _with_lines(history, customer_ids, undone, watch, day)
    for kind, rows in tables.items():
        history = _told(history, kind, rows[_watched(rows["day"], watch)], began[kind], watch)
    return history


def _with_lines(
    history: PurchaseHistory, customer_ids: Sequence[int] | None, undone: Sequence[Undone], watch: Watch, day: date
) -> PurchaseHistory:
    """Add the lines of orders that count and, where a day may be asked when they did, of those that count no more."""
    lines = _of(OrderLine.objects.filter(order__placed_on__lte=day), "order__customer", customer_ids)
    rows = _table(lines.filter(order__in=Order.objects.purchases()).values_list(*LINE).iterator(AT_ONCE), BOUGHT)
    gone = {one.order_id: one.gone_on for one in undone if one.gone_on} if history.undone else {}
    if not gone:
        return _told(history, LINES, rows, date.min, watch)
    others = lines.filter(Q(order__status=OrderStatus.CANCELLED) | Q(order__pay_status=PayStatus.REFUNDED))
    late = [(gone[order], line) for order, *line in others.values_list("order", *LINE) if order in gone]
    on = watch.numbers([gone_on for gone_on, _ in late], until=np.inf)
    both = np.append(rows, _table((line for _, line in late), BOUGHT))
    return _told(history, LINES, both, date.min, watch, undone_on=np.append(np.full(len(rows), np.inf), on))


def _returns(one: Undone) -> Rows:
    """Yield customer, day and amount of what went back of an order, and that it was called off."""
    yield from ((one.customer_id, on, amount) for on, amount in one.refunds)
    if one.cancelled_on:
        yield one.customer_id, one.cancelled_on, 0


def _visits(customer_ids: Sequence[int] | None, day: date) -> list[tuple[int, date, str, int]]:
    """Return visits: of each customer and day, how often what happened.

    What somebody did before they logged in or ordered counts as of then: were it dated earlier, models would learn that
    nobody visits but those who are about to buy.
    """
    events = Event.objects.filter(customer__isnull=False, name__in=VISITED)
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


def _told(
    history: PurchaseHistory, kind: str, rows: Table, began: date, watch: Watch, undone_on: Floats | None = None
) -> PurchaseHistory:
    numbers: Floats = watch.number(rows["day"].astype(np.float64))
    values = {name: rows[name] for name in rows.dtype.names or () if name not in ("customer", "day")}
    since = watch.number_of(began)
    return history.with_facts(kind, rows["customer"], numbers, since=since, undone_on=undone_on, **values)


def _sold_since() -> date:
    """Return the day of the shop's own first order; if there is none, one that is still to come."""
    own = Order.objects.exclude(source=OrderSource.IMPORTED).aggregate(first=Min("placed_on"))["first"]
    return own or date.max


def _first(rows: Table) -> date:
    return EPOCH + int(rows["day"].min()) * DAY if len(rows) else date.max
