"""What a listing is narrowed by: any of the values of one filter, and every filter at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import inf
from operator import and_

import numpy as np

from techmart.catalogue.columns import Columns, Mask
from techmart.catalogue.queries import navigation, sold_out
from techmart.catalogue.search_models import TAG

STARS = ("4", "3")
SPEC = "spec."
PRICE = "price"
# What every listing may be narrowed by, beside the specifications of its category.
KEYS = ("category", "brand", "stock", "sale", "rating", TAG)


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen: values by filter (`brand`, `tag`, `spec.weight_g`, …), and a range of prices in minor units."""

    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cheapest: int | None = None
    dearest: int | None = None

    def __bool__(self) -> bool:
        return any(self.chosen.values()) or self.cheapest is not None or self.dearest is not None


class Narrowed:
    """Some products, and which of them each filter in use would leave."""

    def __init__(self, columns: Columns, base: Mask, filters: Filters) -> None:
        self.columns, self.base = columns, base
        self.by_filter = {key: any_of(columns, key, values) for key, values in filters.chosen.items() if values}
        if filters.cheapest is not None or filters.dearest is not None:
            self.by_filter[PRICE] = _between(columns, filters.cheapest, filters.dearest)

    def left(self, *, besides: str = "") -> Mask:
        """Take what all filters leave, but for one whose own values are to be counted."""
        return reduce(and_, (mask for key, mask in self.by_filter.items() if key != besides), self.base)


def any_of(columns: Columns, key: str, values: Sequence[str]) -> Mask:
    """Take the products that have one of these values."""
    if key == "brand":
        return np.isin(columns.brand, [columns.brands[value] for value in values if value in columns.brands])
    if key == "category":
        return columns.within(_categories(values))
    if key == "stock":
        return columns.with_other_variants(sold_out())
    if key == "sale":
        return columns.is_reduced
    if key == "rating":
        return columns.rating >= 100 * min((int(value) for value in values if value in STARS), default=0)
    return _with_fact(columns, key.removeprefix(SPEC), values)


def _categories(slugs: Sequence[str]) -> list[int]:
    tree = navigation()
    tops = [link for link in tree if link.slug in slugs]
    return [link.pk for link in tree if any(link == top or link.is_under(top) for top in tops)]


def _with_fact(columns: Columns, key: str, values: Sequence[str]) -> Mask:
    taken = np.zeros(len(columns.pk), dtype=np.bool_)
    if fact := columns.facts.get(key):
        is_wanted = np.array([any(_is(value, *has) for value in values) for has in fact.values])
        taken[fact.rows[is_wanted[fact.places]]] = True
    return taken


def _is(value: str, said: str, number: float | None) -> bool:
    """Read a value as it stands in the address: a word, a number, or a range of numbers such as `20..40`."""
    bounds = range_of(value)
    if bounds is None:
        return value == said
    return number is not None and bounds[0] <= number < bounds[1]


def range_of(value: str) -> tuple[float, float] | None:
    """Return the bounds of a range, the upper one not part of it; None where the value is none.

    >>> range_of("20..40"), range_of("..20"), range_of("30")
    ((20.0, 40.0), (-inf, 20.0), None)
    """
    low, dots, high = value.partition("..")
    if not dots or not (low or high):
        return None
    try:
        return float(low or -inf), float(high or inf)
    except ValueError:
        return None


def _between(columns: Columns, cheapest: int | None, dearest: int | None) -> Mask:
    enough = columns.price >= (0 if cheapest is None else cheapest)
    return enough if dearest is None else enough & (columns.price <= dearest)
