"""Pages of cards. Many people look at the same ones, so a page may be a few seconds old."""

from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from techmart.catalogue import search
from techmart.catalogue.models import Product
from techmart.catalogue.queries import PAGE_SIZE, cards_by_id
from techmart.core.remember import remembered
from techmart.storefront.cards import Card, cards

SECONDS = 5


class Shelf(NamedTuple):
    """The cards of one page, and how many there are on all."""

    cards: list[Card]
    total: int


def listed(rows: QuerySet[Product, dict[str, Any]], *, path: str, sort: str, number: int) -> Shelf:
    """Return one page of a listing; a number beyond the last is the last."""

    def make() -> Shelf:
        page = Paginator(rows, PAGE_SIZE).get_page(number)
        return Shelf(cards(page), page.paginator.count)

    return remembered("listing", path, sort, number, seconds=SECONDS, make=make)


def found(query: str, *, number: int, now: datetime) -> Shelf:
    """Return one page of what a search finds, best first; a number beyond the last is the last."""

    def make() -> Shelf:
        hits = search.search(query, now=now, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
        if hits.total and not hits.product_ids:
            last = (hits.total - 1) // PAGE_SIZE
            hits = search.search(query, now=now, limit=PAGE_SIZE, offset=last * PAGE_SIZE)
        return Shelf(cards(cards_by_id(hits.product_ids, now=now)) if hits.product_ids else [], hits.total)

    return remembered("search", query, number, seconds=SECONDS, make=make)


def page_links(total: int, number: int) -> Page[int]:
    """Return where a page stands among the others."""
    return Paginator(range(total), PAGE_SIZE).get_page(number)
