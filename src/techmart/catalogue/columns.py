"""Everything that listings narrow, count and sort by, in the memory of each process: an array for each thing.

To count 25,000 products in a dozen ways takes a database 50 ms and more, and these arrays one. They belong to one
edition of the catalogue (`actions.renew_edition`), which every listing asks for: no count is of a catalogue that was.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

import numpy as np
from django.db.models import Count
from numpy.typing import NDArray

from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Product, Variant
from techmart.catalogue.search_models import Edition, Fact
from techmart.core.remember import kept

FIELDS = ("pk", "category_id", "price", "compare_at", "rating", "rating_count", "popularity", "brand", "published_at")
NUMBERS = FIELDS[:-2]

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
    products = Product.objects.filter(status=ProductStatus.PUBLISHED).order_by("pk").values_list(*FIELDS)
    by_field = list(zip(*products.iterator(), strict=True)) or [()] * len(FIELDS)
    found = dict(zip(FIELDS, by_field, strict=True))
    numbers = {name: np.array([value or 0 for value in found[name]], dtype=np.int64) for name in NUMBERS}
    brands: dict[str, int] = {}
    places = [brands.setdefault(brand, len(brands)) for brand in found["brand"]]
    published_at = np.array([_plain(moment) for moment in found["published_at"]], dtype="datetime64[us]")
    return Columns(
        pk=numbers["pk"],
        category=numbers["category_id"],
        price=numbers["price"],
        rating=numbers["rating"],
        rating_count=numbers["rating_count"],
        variants=_variants(numbers["pk"]),
        is_reduced=numbers["compare_at"] > numbers["price"],
        published_at=published_at,
        brand=np.array(places, dtype=np.int64),
        brands=brands,
        facts=_facts(numbers["pk"]),
        orders=_orders(numbers, published_at),
    )


def _variants(pk: Numbers) -> Numbers:
    numbers = dict(Variant.objects.order_by().values_list("product").annotate(Count("pk")))
    return np.array([numbers.get(key, 0) for key in pk.tolist()], dtype=np.int64)


def _orders(numbers: Mapping[str, Numbers], published_at: NDArray[np.datetime64]) -> dict[str, NDArray[np.intp]]:
    """Sort by what each order says last, first; equal products stay in the order of their keys."""
    keys = {
        "newest": (-numbers["pk"], -published_at.astype(np.int64)),
        "popular": (-numbers["popularity"],),
        "rating": (-numbers["rating_count"], -numbers["rating"]),
        "price": (numbers["price"],),
        "-price": (-numbers["price"],),
    }
    return {name: np.lexsort(by) for name, by in keys.items()}


def _facts(pk: Numbers) -> dict[str, Facts]:
    """Read tags and specifications, each with the products that have it: a short list of numbers a key."""
    found: defaultdict[str, dict[tuple[str, float | None], list[int]]] = defaultdict(dict)
    facts = Fact.objects.filter(product__status=ProductStatus.PUBLISHED).order_by()
    for key, value, number, product_id in facts.values_list("key", "value", "number", "product_id").iterator():
        found[key].setdefault((value, number), []).append(product_id)
    return {key: _fact(pk, by_value) for key, by_value in found.items()}


def _fact(pk: Numbers, by_value: Mapping[tuple[str, float | None], list[int]]) -> Facts:
    values = sorted(by_value, key=lambda value: value[0])
    counts = [len(by_value[value]) for value in values]
    product_ids = np.fromiter(chain.from_iterable(by_value[value] for value in values), dtype=np.int64)
    return Facts(np.searchsorted(pk, product_ids), np.repeat(np.arange(len(values)), counts), values)


def _plain(moment: datetime) -> np.datetime64:
    return np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "us")
