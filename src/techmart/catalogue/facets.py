"""What a listing can be narrowed by, and how many products each choice would leave.

A choice is counted with every other filter applied but not its own, so that choosing a second brand says what it adds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext

from techmart.catalogue.columns import Facts, Mask, Numbers
from techmart.catalogue.filters import PRICE, SPEC, STARS, Filters, Narrowed, any_of
from techmart.catalogue.models import Category
from techmart.catalogue.queries import CategoryLink, Spec
from techmart.catalogue.search_models import TAG

# More values than this, and a number is offered in ranges.
MAX_NUMBERS = 6
RANGES = 4
MAX_CHOICES = 40
# How many letters of a path stand for one level of the tree.
STEP = Category.steplen


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many products it would leave: none, and it is shown all the same."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its choices; `key` is its name in the address."""

    key: str
    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many products are left, their lowest and highest price but for the filter on it, and the filters."""

    total: int
    lowest: int | None
    highest: int | None
    facets: list[Facet]


class Group(NamedTuple):
    """How many products have one value; a number besides where it is one."""

    value: str
    number: float | None
    left: int


def counted(narrowed: Narrowed, filters: Filters, *, tree: Sequence[CategoryLink], specs: Sequence[Spec]) -> Counted:
    """Count what is left of some products, and every choice there is among them."""
    columns = narrowed.columns
    prices = columns.price[narrowed.left(besides=PRICE)]
    facets = [
        Facet("category", gettext("Category"), _categories(narrowed, filters, tree)),
        Facet("brand", gettext("Brand"), _brands(narrowed, filters)),
        Facet("stock", gettext("Availability"), [_switch(narrowed, filters, "stock", gettext("In stock"))]),
        Facet("sale", gettext("Offers"), [_switch(narrowed, filters, "sale", gettext("On sale"))]),
        Facet("rating", gettext("Rating"), _ratings(narrowed, filters)),
        *_specs(narrowed, filters, specs),
        Facet(TAG, gettext("More"), _tags(narrowed, filters)),
    ]
    return Counted(
        total=_count(narrowed.left()),
        lowest=int(prices.min()) if prices.size else None,
        highest=int(prices.max()) if prices.size else None,
        facets=[facet for facet in facets if facet.choices],
    )


def _switch(narrowed: Narrowed, filters: Filters, key: str, label: str) -> Choice:
    """Count what a filter of one choice would leave."""
    return _choice(filters, key, "1", label, _count(narrowed.left(besides=key) & any_of(narrowed.columns, key, ["1"])))


def _ratings(narrowed: Narrowed, filters: Filters) -> list[Choice]:
    columns, others = narrowed.columns, narrowed.left(besides="rating")
    if not columns.rating_count[narrowed.base].any():
        return []
    return [
        _choice(
            filters,
            "rating",
            stars,
            gettext("{stars} stars and more").format(stars=stars),
            _count(others & any_of(columns, "rating", [stars])),
        )
        for stars in STARS
    ]


def _count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def _brands(narrowed: Narrowed, filters: Filters) -> list[Choice]:
    """Return the brands, those with most products first, however the listing is narrowed: choices keep their place."""
    brand, brands = narrowed.columns.brand, narrowed.columns.brands
    everything = np.bincount(brand[narrowed.base], minlength=len(brands)).tolist()
    left = np.bincount(brand[narrowed.left(besides="brand")], minlength=len(brands)).tolist()
    found = sorted(
        (-everything[place], name, left[place]) for name, place in brands.items() if name and everything[place]
    )
    choices = [_choice(filters, "brand", name, name, count) for _, name, count in found]
    return _worth_choosing([choice for place, choice in enumerate(choices) if place < MAX_CHOICES or choice.is_chosen])


def _categories(narrowed: Narrowed, filters: Filters, tree: Sequence[CategoryLink]) -> list[Choice]:
    """Return the branches of the tree that the products lie in, at the first fork from the root."""
    category = narrowed.columns.category
    everything = _sizes(category[narrowed.base])
    left = _sizes(category[narrowed.left(besides="category")])
    filled = [(link.path, everything[link.pk], left[link.pk]) for link in tree if everything[link.pk]]
    for length in range(STEP, max((len(path) for path, _, _ in filled), default=0) + 1, STEP):
        if len({path[:length] for path, _, _ in filled}) > 1:
            break
    else:
        return []
    sizes, counts = Counter[str](), Counter[str]()
    for path, all_of_it, count in filled:
        sizes[path[:length]] += all_of_it
        counts[path[:length]] += count
    branches = sorted((link for link in tree if link.path in sizes), key=lambda link: -sizes[link.path])
    return [_choice(filters, "category", link.slug, link.title, counts[link.path]) for link in branches[:MAX_CHOICES]]


def _sizes(categories: Numbers) -> Counter[int]:
    keys, counts = np.unique(categories, return_counts=True)
    return Counter(dict(zip(keys.tolist(), counts.tolist(), strict=True)))


def _specs(narrowed: Narrowed, filters: Filters, specs: Sequence[Spec]) -> list[Facet]:
    """Return specifications in the order of the schema."""
    return [Facet(SPEC + spec.key, spec.label, _spec_choices(narrowed, filters, spec)) for spec in specs]


def _tags(narrowed: Narrowed, filters: Filters) -> list[Choice]:
    tags = [_choice(filters, TAG, tag.value, tag.value.capitalize(), tag.left) for tag in _groups(narrowed, TAG, TAG)]
    return _worth_choosing(tags[:MAX_CHOICES])


def _groups(narrowed: Narrowed, key: str, filtered_by: str) -> list[Group]:
    """Count the values that there are of one specification, or the tags, in the order of their words."""
    fact = narrowed.columns.facts.get(key)
    if fact is None:
        return []
    everything = _bincount(fact, narrowed.base)
    left = _bincount(fact, narrowed.left(besides=filtered_by))
    counts = zip(fact.values, everything, left, strict=True)
    return [Group(value, number, here) for (value, number), there_are, here in counts if there_are]


def _bincount(fact: Facts, mask: Mask) -> list[int]:
    found: list[int] = np.bincount(fact.places[mask[fact.rows]], minlength=len(fact.values)).tolist()
    return found


def _spec_choices(narrowed: Narrowed, filters: Filters, spec: Spec) -> list[Choice]:
    groups = _groups(narrowed, spec.key, SPEC + spec.key)
    numbers = {group.number: group.left for group in groups if group.number is not None}
    if not numbers:
        labels = {"yes": gettext("Yes"), "no": gettext("No")} if spec.type == "boolean" else {}
        found = [(group.value, labels.get(group.value, group.value), group.left) for group in groups]
        found.sort(key=lambda choice: choice[0] == "no")
    elif len(numbers) <= MAX_NUMBERS:
        found = [(f"{number:g}", number_label(f"{number:g}", spec.unit), numbers[number]) for number in sorted(numbers)]
    else:
        found = [(value, number_label(value, spec.unit), count) for value, count in _in_ranges(numbers)]
    return _worth_choosing([_choice(filters, SPEC + spec.key, *choice) for choice in found[:MAX_CHOICES]])


def _in_ranges(numbers: Mapping[float, int]) -> list[tuple[str, int]]:
    """Count numbers by ranges with round edges, about as many different numbers in each."""
    ordered = sorted(numbers)
    edges = sorted({_rounded(ordered[len(ordered) * part // RANGES]) for part in range(1, RANGES)})
    edges = [edge for edge in edges if ordered[0] < edge <= ordered[-1]]
    return [
        (
            f"{low:g}..{high:g}".replace("-inf", "").replace("inf", ""),
            sum(count for number, count in numbers.items() if low <= number < high),
        )
        for low, high in pairwise([-inf, *edges, inf])
    ]


def _rounded(number: float) -> float:
    """Return the round number next to one.

    >>> [_rounded(number) for number in (37, 265, 1190, 0.7)]
    [40.0, 300.0, 1000.0, 0.7]
    """
    return float(f"{number:.1g}")


def number_label(value: str, unit: str) -> str:
    """Say a number or a range of numbers in words.

    >>> number_label("20..40", "h"), number_label("..20", "h"), number_label("40..", "h"), number_label("30", "h")
    ('20 to 40 h', 'Under 20 h', '40 h and more', '30 h')
    """
    low, dots, high = value.partition("..")
    low, high = _written(low), _written(high)
    if not dots:
        return f"{low} {unit}".strip()
    if not low:
        return gettext("Under {number}").format(number=f"{high} {unit}".strip())
    if not high:
        return gettext("{number} and more").format(number=f"{low} {unit}".strip())
    return gettext("{low} to {high}").format(low=low, high=f"{high} {unit}".strip())


def _written(value: str) -> str:
    """Write a number as the language does; words stay as they are."""
    try:
        float(value)
    except ValueError:
        return value
    return str(number_format(value))


def _choice(filters: Filters, key: str, value: str, label: str, count: int) -> Choice:
    return Choice(value, label, count, value in filters.chosen.get(key, ()))


def _worth_choosing(choices: list[Choice]) -> list[Choice]:
    """Leave out a filter with one choice, which narrows nothing."""
    return choices if len(choices) > 1 or any(choice.is_chosen for choice in choices) else []
