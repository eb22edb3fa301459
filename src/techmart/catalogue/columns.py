"""Everything that listings narrow, count and sort by, in the memory of each process: an array for each thing.

To count 25,000 products in a dozen ways takes a database 50 ms and more, and these arrays a few. They belong to one
edition of the catalogue (`actions.renew_edition`), which every listing asks for: no count is of a catalogue that was.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

import numpy as np
from django.db.models import Count, TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Product, Variant
from techmart.catalogue.search_models import Edition, Fact
from techmart.core.remember import kept

BATCH = 2000
NUMBERS = ("pk", "category", "price", "rating", "rating_count", "popularity")
ROW = np.dtype([(name, np.int64) for name in (*NUMBERS, "compare_at", "brand")] + [("published_at", "datetime64[us]")])

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Facts(NamedTuple):
    """What products have of one specification, or which tags: at each place a row of the columns and a value's place.

    `values` are words, each with its number where it is one, in the order of the words.
    """

    rows: NDArray[np.intp]
    places: NDArray[np.intp]
    values: Sequence[tuple[str, float | None]]


@dataclass(frozen=True, slots=True)
class Columns:
    """All published products in the order of their keys, also those whose day has not come; nobody changes them."""

    pk: Numbers
    category: Numbers
    price: Numbers
    rating: Numbers
    rating_count: Numbers
    variants: Numbers
    is_reduced: Mask
    published_at: NDArray[np.datetime64]
    # The place of each product's brand, and the place that each brand has.
    brand: Numbers
    brands: Mapping[str, int]
    facts: Mapping[str, Facts]
    # The rows in each order that a listing may have.
    orders: Mapping[str, NDArray[np.intp]]

    def everything(self) -> Mask:
        """Take every product."""
        return np.ones(len(self.pk), dtype=np.bool_)

    def published_until(self, moment: datetime) -> Mask:
        """Take what has been published by then."""
        return self.published_at <= _plain(moment)

    def published_since(self, moment: datetime) -> Mask:
        """Take what was published then or later."""
        return self.published_at >= _plain(moment)

    def within(self, category_ids: Iterable[int]) -> Mask:
        """Take what lies in one of these categories, not in those under them."""
        return np.isin(self.category, list(category_ids))

    def among(self, product_ids: Iterable[int]) -> Mask:
        """Take these products."""
        taken = np.zeros(len(self.pk), dtype=np.bool_)
        taken[self.rows_of(product_ids)] = True
        return taken

    def with_other_variants(self, product_ids: Iterable[int]) -> Mask:
        """Take what has more variants than it is named times."""
        return self.variants > np.bincount(self.rows_of(product_ids), minlength=len(self.pk))

    def rows_of(self, product_ids: Iterable[int]) -> NDArray[np.intp]:
        """Return the rows of these products, in their order, without those that are not here."""
        wanted = np.fromiter(product_ids, dtype=np.int64)
        rows = np.searchsorted(self.pk, wanted)
        is_here = rows < len(self.pk)
        is_here[is_here] = self.pk[rows[is_here]] == wanted[is_here]
        return rows[is_here]


def columns() -> Columns:
    """Return the catalogue as it is. One query, and three more where this process knows an earlier edition."""
    edition = Edition.objects.values_list("word", flat=True).first()
    return _read() if edition is None else kept("columns", edition, make=_read)


def _read() -> Columns:
    """Read row by row into the arrays: as objects of Python all of it would take five times the memory."""
    brands: dict[str, int] = {}
    table = np.fromiter(_rows(brands), dtype=ROW)
    return Columns(
        pk=table["pk"].copy(),
        category=table["category"].copy(),
        price=table["price"].copy(),
        rating=table["rating"].copy(),
        rating_count=table["rating_count"].copy(),
        variants=_variants(table["pk"]),
        is_reduced=table["compare_at"] > table["price"],
        published_at=table["published_at"].copy(),
        brand=table["brand"].copy(),
        brands=brands,
        facts=_facts(table["pk"].copy()),
        orders=_orders(table),
    )


def _rows(brands: dict[str, int]) -> Iterator[tuple[object, ...]]:
    """Yield rows in the order of `ROW`, and give each brand its place."""
    day = Cast("published_at", TextField())  # turning 25,000 texts into datetimes and back would take longest
    products = Product.objects.filter(status=ProductStatus.PUBLISHED).order_by("pk").annotate(day=day)
    for *numbers, compare_at, brand, at in products.values_list(*NUMBERS, "compare_at", "brand", "day").iterator(BATCH):
        yield (*numbers, compare_at or 0, brands.setdefault(brand, len(brands)), at.removesuffix("+00"))


def _variants(pk: Numbers) -> Numbers:
    numbers = dict(Variant.objects.order_by().values_list("product").annotate(Count("pk")))
    return np.fromiter((numbers.get(key, 0) for key in pk.tolist()), dtype=np.int64, count=len(pk))


def _orders(table: NDArray[np.void]) -> dict[str, NDArray[np.intp]]:
    """Sort by what each order says last, first; equal products stay in the order of their keys."""
    keys = {
        "newest": (-table["pk"], -table["published_at"].astype(np.int64)),
        "popular": (-table["popularity"],),
        "rating": (-table["rating_count"], -table["rating"]),
        "price": (table["price"],),
        "-price": (-table["price"],),
    }
    return {name: np.lexsort(by) for name, by in keys.items()}


def _facts(pk: Numbers) -> dict[str, Facts]:
    """Read tags and specifications: of each value, the products that have it."""
    found: defaultdict[str, defaultdict[tuple[str, float | None], array[int]]]
    found = defaultdict(lambda: defaultdict(partial(array, "q")))
    facts = Fact.objects.order_by().values_list("key", "value", "number", "product_id")
    for key, value, number, product_id in facts.iterator(BATCH):
        found[key][value, number].append(product_id)
    return {key: _fact(pk, by_value) for key, by_value in found.items()}


def _fact(pk: Numbers, by_value: Mapping[tuple[str, float | None], "array[int]"]) -> Facts:
    values = sorted(by_value, key=lambda value: value[0])
    product_ids = np.concatenate([np.frombuffer(by_value[value], dtype=np.int64) for value in values])
    places = np.repeat(np.arange(len(values)), [len(by_value[value]) for value in values])
    rows = np.searchsorted(pk, product_ids)
    is_shown = np.isin(product_ids, pk)  # drafts have facts too
    return Facts(rows[is_shown], places[is_shown], values)


def _plain(moment: datetime) -> np.datetime64:
    return np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "us")
