"""All customers with their scores: computed at the moment of asking, sorted and cut into pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from techmart.core.money import Money
from techmart.scoring.models import CustomerSummary
from techmart.scoring.scores import COLUMNS, Scores, current_models

PAGE_SIZE = 50
# What the list may be sorted by; every column but the name and the days falls from the largest unless told otherwise.
SORTS: dict[str, Callable[[Scores], NDArray[Any]]] = {
    "probability": lambda scores: scores.probability[30],
    "probability_90": lambda scores: scores.probability[90],
    "value": lambda scores: scores.expected_value,
    "next": lambda scores: scores.days_to_next,
    "weighted": lambda scores: scores.weighted_rfm,
    "last": lambda scores: scores.summary.last_purchase_on,
    "purchases": lambda scores: scores.summary.purchases,
    "spend": lambda scores: scores.summary.spend,
    "name": lambda scores: np.arange(len(scores)),
}
RISING = {"next", "name"}
# Groups of good customers who have been silent for too long.
SLIPPING = ("Do not lose", "At risk", "Needs attention")
DETAILS = (
    "customer_id", "customer__name", "customer__email", "orders", "spend", "currency",
    "first_purchase_on", "last_purchase_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoredCustomer:
    """One row of the list."""

    pk: int
    name: str
    email: str
    probability_30: float
    range_30: tuple[float, float]  # where it lies, nine times in ten
    probability_60: float
    probability_90: float
    probability_alive: float
    expected_value: Money
    next_purchase_on: date | None
    weighted_rfm: float
    quintiles: tuple[int, int, int]
    group: str
    orders: int
    spend: Money
    first_purchase_on: date
    last_purchase_on: date


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """A page of the list: `page` counts and links, `rows` are the customers on it."""

    page: Page[Any]
    rows: list[ScoredCustomer]
    scores: Scores


def customer_scores(customer_ids: Sequence[int] | None = None, *, now: datetime) -> Scores | None:
    """Return exact scores at `now` of these customers, or of all who have bought; None before the first fit."""
    models = current_models()
    if models is None:
        return None
    rows = CustomerSummary.objects.order_by("customer")
    rows = rows if customer_ids is None else rows.filter(customer__in=customer_ids)
    return models.score(rows.values_list(*COLUMNS), now=now)


def scored_customers(
    *,
    now: datetime,
    sort: str = "probability",
    direction: str = "",
    search: str = "",
    group: str = "",
    page: int | str | None = 1,
    page_size: int = PAGE_SIZE,
) -> CustomerPage | None:
    """Return a page of customers, the likeliest to buy within 30 days first; `page=None` is all of them.

    A `sort` or `direction` that makes no sense is taken for the usual one. None before the first fit. Four queries
    at most, however many customers there are.
    """
    models = current_models()
    if models is None:
        return None
    sort = sort if sort in SORTS else "probability"
    found = _searched(search).order_by(*(["customer__name", "customer__email"] if sort == "name" else ["customer"]))
    scores = models.score(found.values_list(*COLUMNS), now=now)
    order = _sorted(scores, sort, rises=direction == "asc" if direction in {"asc", "desc"} else sort in RISING)
    order = order[scores.group[order] == group] if group else order
    size = page_size if page is not None else max(len(order), 1)
    shown = Paginator(order.tolist(), size).get_page(page or 1)
    return CustomerPage(shown, _rows(scores[np.array(shown.object_list, int)], all_of_them=page is None), scores)


def quintiles_of(scores: Scores, row: int) -> tuple[int, int, int]:
    """Return one customer's R, F and M."""
    r, f, m = (int(column[row]) for column in scores.quintiles)
    return r, f, m


@dataclass(frozen=True, slots=True)
class Callers:
    """Whom to think of today: the likeliest to buy within 30 days, and the dearest whom a word may still keep."""

    likely: list[ScoredCustomer]
    slipping: list[ScoredCustomer]


def likely_and_slipping(*, now: datetime, size: int = 5) -> Callers | None:
    """Return the two short lists; None before the first fit. Three queries, four after an import."""
    scores = customer_scores(now=now)
    if scores is None:
        return None
    likely = np.argsort(-scores.probability[30], kind="stable")[:size]
    silent = np.flatnonzero(np.isin(scores.group, SLIPPING))
    # Neither certain to come back nor surely gone: where a word may still change something.
    alive = scores.probability_alive[silent]
    at_stake = scores.summary.spend[silent] * alive * (1 - alive)
    slipping = silent[np.argsort(-at_stake, kind="stable")][:size]
    rows = _rows(scores[np.concatenate([likely, slipping])], all_of_them=False)
    return Callers(rows[: len(likely)], rows[len(likely) :])


def _searched(search: str) -> QuerySet[CustomerSummary]:
    words = search.split()
    matches = Q()
    for word in words:
        matches &= Q(customer__name__icontains=word) | Q(customer__email__icontains=word)
    return CustomerSummary.objects.filter(matches)


def _sorted(scores: Scores, sort: str, *, rises: bool) -> NDArray[np.int64]:
    """Return row numbers in order; equals stay in the order of the query."""
    key = SORTS[sort](scores)
    return np.argsort(key if rises else -key, kind="stable")


def _rows(scores: Scores, *, all_of_them: bool) -> list[ScoredCustomer]:
    ids = scores.summary.customer.tolist()
    chosen = CustomerSummary.objects.all() if all_of_them else CustomerSummary.objects.filter(customer__in=ids)
    details = {row[0]: row for row in chosen.values_list(*DETAILS)}
    # Whoever was erased since the first query has no details any more.
    lows, highs = scores.probability_range(30)
    ranges = list(zip(lows.tolist(), highs.tolist(), strict=True))
    return [_row(scores, row, ranges[row], details[pk]) for row, pk in enumerate(ids) if pk in details]


def _row(scores: Scores, row: int, range_30: tuple[float, float], details: tuple[Any, ...]) -> ScoredCustomer:
    pk, name, email, orders, spend, currency, first, last = details
    return ScoredCustomer(
        pk=pk,
        name=name,
        email=email,
        probability_30=float(scores.probability[30][row]),
        range_30=range_30,
        probability_60=float(scores.probability[60][row]),
        probability_90=float(scores.probability[90][row]),
        probability_alive=float(scores.probability_alive[row]),
        expected_value=Money(round(scores.expected_value[row]), currency),
        next_purchase_on=scores.next_purchase_on(row),
        weighted_rfm=float(scores.weighted_rfm[row]),
        quintiles=quintiles_of(scores, row),
        group=str(scores.group[row]),
        orders=orders,
        spend=Money(spend, currency),
        first_purchase_on=first,
        last_purchase_on=last,
    )
