"""What a listing is narrowed by: any of the values of one filter, and every filter at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import inf
from operator import and_, or_
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from techmart.catalogue.queries import ARE_BUYABLE, navigation
from techmart.catalogue.search_models import TAG, Fact

STARS = ("4", "3")
IS_REDUCED = Q(compare_at__gt=F("price"))
SPEC = "spec."
# What every listing may be narrowed by, beside the specifications of its category.
KEYS = ("category", "brand", "stock", "sale", "rating", TAG)


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen: values by filter (`brand`, `tag`, `spec.weight_g`, …), and a range of prices in minor units."""

    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cheapest: int | None = None
    dearest: int | None = None

    def __bool__(self) -> bool:
        return bool(self.conditions())

    def conditions(self) -> dict[str, Q]:
        """Return the condition of each filter in use."""
        found = {key: any_of(key, values) for key, values in self.chosen.items() if values}
        prices = {"price__gte": self.cheapest, "price__lte": self.dearest}
        if bounds := {name: bound for name, bound in prices.items() if bound is not None}:
            found["price"] = Q(**bounds)
        return found

    def condition(self, *, besides: Collection[str] = ()) -> Q:
        """Return what a product must fulfil, but for filters whose own values are to be counted."""
        return reduce(and_, (found for key, found in self.conditions().items() if key not in besides), Q())


def any_of(key: str, values: Sequence[str]) -> Q:
    """Return the condition that a product has one of these values."""
    if key == "brand":
        return Q(brand__in=values)
    if key == "category":
        return _in_categories(values)
    if key == "stock":
        return ARE_BUYABLE
    if key == "sale":
        return IS_REDUCED
    if key == "rating":
        stars = [int(value) for value in values if value in STARS]
        return Q(rating__gte=100 * min(stars, default=0))
    facts = Fact.objects.filter(key=key.removeprefix(SPEC)).filter(reduce(or_, map(_has_value, values)))
    return Q(pk__in=facts.values("product"))


def _in_categories(slugs: Sequence[str]) -> Q:
    tree = navigation()
    tops = [link for link in tree if link.slug in slugs]
    return Q(category__in=[link.pk for link in tree if any(link == top or link.is_under(top) for top in tops)])


def _has_value(value: str) -> Q:
    """Read a value as it stands in the address: a word, a number, or a range of numbers such as `20..40`."""
    bounds = range_of(value)
    if bounds is None:
        return Q(value=value)
    low, high = bounds
    above = Q(number__gte=low) if low > -inf else Q(number__isnull=False)
    return above & Q(number__lt=high) if high < inf else above


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


def among(product_ids: Iterable[int]) -> Any:
    """Return many ids as one parameter, for `pk__in`."""
    ids = list(product_ids)
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [str(ids)])
    return RawSQL("SELECT unnest(%s::bigint[])", [ids])
