"""Pages of cards with the filters beside them. Many people look at the same ones: a page may be a few seconds old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from techmart.catalogue import queries
from techmart.catalogue.facets import Counted, counted
from techmart.catalogue.filters import Filters, among
from techmart.catalogue.models import Product
from techmart.catalogue.queries import PAGE_SIZE, Spec
from techmart.catalogue.search import Hits, ranked
from techmart.core.remember import remembered
from techmart.storefront.cards import Card, cards

SECONDS = 5
# Counting a large shop takes longer than all else on a page, and hardly changes.
COUNT_SECONDS = 60
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


def listed(products: Q, wanted: Wanted, *, key: str, specs: Sequence[Spec], now: datetime) -> Shelf:
    """Return one page of a listing; a number beyond the last is the last."""

    def count() -> Counted:
        base = Product.objects.visible(now).filter(products)
        return counted(base, wanted.filters, tree=queries.navigation(), specs=specs)

    def make() -> Shelf:
        found = remembered("counts", key, wanted.filters, seconds=COUNT_SECONDS, make=count)
        rows = queries.cards(now).filter(products & wanted.filters.condition()).order_by(*queries.SORTS[wanted.sort])
        return Shelf(_page_of(rows, found.total, wanted.number), found)

    return remembered("listing", key, wanted, seconds=SECONDS, make=make)


def found(hits: Hits, wanted: Wanted, *, query: str, now: datetime) -> Shelf:
    """Return one page of what a search found; a number beyond the last is the last."""
    return in_order(hits.product_ids, wanted, key=f"search {query}", specs=[], now=now)


def in_order(product_ids: Sequence[int], wanted: Wanted, *, key: str, specs: Sequence[Spec], now: datetime) -> Shelf:
    """Return one page of products that have an order of their own, unless another one is wanted."""
    if not product_ids:
        return Shelf([], Counted(0, None, None, []))
    if wanted.sort in queries.SORTS:
        return listed(Q(pk__in=among(product_ids)), wanted, key=key, specs=specs, now=now)

    def make() -> Shelf:
        base = Product.objects.visible(now).filter(pk__in=among(product_ids))
        counts = counted(base, wanted.filters, tree=queries.navigation(), specs=specs)
        ids = list(product_ids)
        if counts.total < len(ids):
            left = set(base.filter(wanted.filters.condition()).values_list("pk", flat=True))
            ids = [pk for pk in ids if pk in left]
        start = PAGE_SIZE * (page_links(len(ids), wanted.number).number - 1)
        return Shelf(cards(queries.cards_by_id(ids[start : start + PAGE_SIZE], now=now)), counts)

    return remembered("in-order", key, wanted, seconds=SECONDS, make=make)


def typed_query(request: HttpRequest) -> str:
    """Return what somebody searches for: as much of it as anybody means, and nothing that no database takes."""
    return request.GET.get("q", "").replace("\x00", "").lstrip()[:MAX_QUERY]


def hits_of(query: str, *, now: datetime) -> Hits:
    """Return everything that a search finds."""
    return remembered("hits", query, seconds=SECONDS, make=lambda: ranked(query, now=now))


def page_links(total: int, number: int) -> Page[int]:
    """Return where a page stands among the others."""
    return Paginator(range(total), PAGE_SIZE).get_page(number)


def _page_of(rows: QuerySet[Product, dict[str, Any]], total: int, number: int) -> list[Card]:
    start = PAGE_SIZE * (page_links(total, number).number - 1)
    return cards(rows[start : start + PAGE_SIZE]) if total else []
