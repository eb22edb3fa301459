"""Pages of cards with the filters beside them. Many people look at the same ones: a page may be a few seconds old."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from techmart.catalogue import queries
from techmart.catalogue.columns import Columns, Mask, columns
from techmart.catalogue.facets import Counted, counted
from techmart.catalogue.filters import Filters, Narrowed
from techmart.catalogue.queries import PAGE_SIZE, Spec
from techmart.catalogue.search import Hits, ranked
from techmart.core.remember import remembered
from techmart.storefront.cards import Card, cards

SECONDS = 5
MAX_QUERY = 100
RELEVANCE, ARRANGED = "relevance", "arranged"


class Shelf(NamedTuple):
    """The cards of one page, how many there are on all, and what they can be narrowed by."""

    cards: list[Card]
    counted: Counted


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page lists: narrowed by what, in which order, which page of it."""

    filters: Filters
    sort: str
    number: int


def listed(
    take: Callable[[Columns], Mask],
    wanted: Wanted,
    *,
    key: str,
    specs: Sequence[Spec],
    now: datetime,
    product_ids: Sequence[int] = (),
) -> Shelf:
    """Return one page of a listing; a number beyond the last is the last.

    Where it is sorted by nothing that products say of themselves, their ids give the order.
    """

    def make() -> Shelf:
        known = columns()
        narrowed = Narrowed(known, take(known) & known.published_until(now), wanted.filters)
        counts = counted(narrowed, wanted.filters, tree=queries.navigation(), specs=specs)
        order = known.orders[wanted.sort] if wanted.sort in known.orders else known.rows_of(product_ids)
        ids = known.pk[order[narrowed.left()[order]]]
        start = PAGE_SIZE * (page_links(counts.total, wanted.number).number - 1)
        return Shelf(_cards(ids[start : start + PAGE_SIZE].tolist(), now), counts)

    return remembered("listing", key, wanted, seconds=SECONDS, make=make)


def _cards(product_ids: list[int], now: datetime) -> list[Card]:
    return cards(queries.cards_by_id(product_ids, now=now)) if product_ids else []


def found(hits: Hits, wanted: Wanted, *, query: str, now: datetime) -> Shelf:
    """Return one page of what a search found; a number beyond the last is the last."""
    return in_order(hits.product_ids, wanted, key=f"search {query}", specs=[], now=now)


def in_order(product_ids: Sequence[int], wanted: Wanted, *, key: str, specs: Sequence[Spec], now: datetime) -> Shelf:
    """Return one page of products that have an order of their own, unless another one is wanted."""
    if not product_ids:
        return Shelf([], Counted(0, None, None, []))

    def take(known: Columns) -> Mask:
        return known.among(product_ids)

    return listed(take, wanted, key=key, specs=specs, now=now, product_ids=product_ids)


def typed_query(request: HttpRequest) -> str:
    """Return what somebody searches for: as much of it as anybody means, and nothing that no database takes."""
    return request.GET.get("q", "").replace("\x00", "").lstrip()[:MAX_QUERY]


def hits_of(query: str, *, now: datetime) -> Hits:
    """Return everything that a search finds."""
    return remembered("hits", query, seconds=SECONDS, make=lambda: ranked(query, now=now))


def page_links(total: int, number: int) -> Page[int]:
    """Return where a page stands among the others."""
    return Paginator(range(total), PAGE_SIZE).get_page(number)
