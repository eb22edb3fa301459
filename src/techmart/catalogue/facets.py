"""What a listing can be narrowed by, and how many products each choice would leave.

A choice is counted with every other filter applied but not its own, so that choosing a second brand says what it adds.
Two queries, whatever is chosen.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Aggregate, Case, Count, F, Max, Min, Q, QuerySet, Value, When
from django.utils.formats import number_format
from django.utils.translation import gettext

from techmart.catalogue.filters import IS_REDUCED, SPEC, STARS, Filters
from techmart.catalogue.models import Category, Product
from techmart.catalogue.queries import ARE_BUYABLE, CategoryLink, Spec
from techmart.catalogue.search_models import TAG

# More values than this, and a number is offered in ranges.
MAX_NUMBERS = 6
RANGES = 4
MAX_CHOICES = 40
# What stands for categories and brands where they are counted with specifications, whose keys are words.
CATEGORY, BRAND = "", "/"
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
    everything: int
    left: int


def counted(
    base: QuerySet[Product], filters: Filters, *, tree: Sequence[CategoryLink], specs: Sequence[Spec]
) -> Counted:
    """Count what is left of some products, and every choice there is among them."""
    rows = _sums(base, filters)
    # What is sold out counts only where nobody asked for what is in stock.
    left = [row for row in rows if row["buyable"] or not filters.chosen.get("stock")]
    sums = {name: sum(row[name] for row in left) for name in ("total", "reduced", *_stars())}
    in_stock = sum(row["total"] for row in rows if row["buyable"])
    ratings = [
        _choice(filters, "rating", stars, gettext("{stars} stars and more").format(stars=stars), sums[f"stars_{stars}"])
        for stars in STARS
    ]
    grouped = _groups(base, filters, specs)
    facets = [
        Facet("category", gettext("Category"), _categories(grouped.get(CATEGORY, []), filters, tree)),
        Facet("brand", gettext("Brand"), _brands(grouped.get(BRAND, []), filters)),
        Facet("stock", gettext("Availability"), [_choice(filters, "stock", "1", gettext("In stock"), in_stock)]),
        Facet("sale", gettext("Offers"), [_choice(filters, "sale", "1", gettext("On sale"), sums["reduced"])]),
        Facet("rating", gettext("Rating"), ratings if any(row["rated"] for row in rows) else []),
        *_facts(grouped, filters, specs),
    ]
    return Counted(
        total=sums["total"],
        lowest=min((row["lowest"] for row in left if row["lowest"] is not None), default=None),
        highest=max((row["highest"] for row in left if row["highest"] is not None), default=None),
        facets=[facet for facet in facets if facet.choices],
    )


def _stars() -> list[str]:
    return [f"stars_{stars}" for stars in STARS]


def _sums(base: QuerySet[Product], filters: Filters) -> list[dict[str, Any]]:
    """Count what has few values, what can be bought apart from what is sold out."""
    counts: dict[str, Aggregate] = {
        "total": Count("pk", filter=filters.condition(besides=("stock",))),
        "reduced": Count("pk", filter=filters.condition(besides=("stock", "sale")) & IS_REDUCED),
        "rated": Count("pk", filter=Q(rating_count__gt=0)),
        **{f"stars_{stars}": Count("pk", filter=_starred(filters, stars)) for stars in STARS},
        "lowest": Min("price", filter=filters.condition(besides=("stock", "price"))),
        "highest": Max("price", filter=filters.condition(besides=("stock", "price"))),
    }
    buyable = Case(When(ARE_BUYABLE, then=True), default=False)
    grouped = base.order_by().annotate(buyable=buyable).values_list("buyable").annotate(**counts)
    return [dict(zip(("buyable", *counts), row, strict=True)) for row in _fetched(grouped)]


def _starred(filters: Filters, stars: str) -> Q:
    return filters.condition(besides=("stock", "rating")) & Q(rating__gte=100 * int(stars))


def _fetched(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """Fetch rows as the database has them: converting thousands of counts takes longer than counting."""
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        return cursor.fetchall()


def _brands(groups: list[Group], filters: Filters) -> list[Choice]:
    """Return the brands, those with most products first, however the listing is narrowed: choices keep their place."""
    ordered = sorted((group for group in groups if group.value), key=lambda group: (-group.everything, group.value))
    choices = [_choice(filters, "brand", group.value, group.value, group.left) for group in ordered]
    return _worth_choosing([choice for place, choice in enumerate(choices) if place < MAX_CHOICES or choice.is_chosen])


def _groups(base: QuerySet[Product], filters: Filters, specs: Sequence[Spec]) -> dict[str, list[Group]]:
    """Count categories, brands, tags and specifications in one query."""
    keys = [TAG, *(spec.key for spec in specs)]
    chosen = {key.removeprefix(SPEC): key for key in filters.chosen if key == TAG or key.startswith(SPEC)}
    counting = filters.condition() & ~Q(facts__key__in=list(chosen))
    for name, key in chosen.items():
        counting |= filters.condition(besides=(key,)) & Q(facts__key=name)
    # As they stand in the index, and nothing besides to group by: so they need no sorting.
    categories = base.annotate(key=Value(CATEGORY), value=Value(""), number=F("category_id"))
    brands = base.annotate(key=Value(BRAND), value=F("brand"), number=Value(0.0))
    facts = base.filter(facts__key__in=keys).annotate(
        key=F("facts__key"), value=F("facts__value"), number=F("facts__number")
    )
    rows = _counts(categories, filters.condition(besides=("category",))).union(
        _counts(brands, filters.condition(besides=("brand",))), _counts(facts, counting), all=True
    )
    ordered = sorted(_fetched(rows), key=lambda row: (row[0], row[1]))
    return {key: [Group(*row[1:]) for row in group] for key, group in groupby(ordered, key=lambda row: row[0])}


def _counts(products: Any, counting: Q) -> QuerySet[Product, Any]:
    grouped = products.order_by().values_list("key", "value", "number")
    return grouped.annotate(everything=Count("pk"), count=Count("pk", filter=counting))


def _categories(groups: list[Group], filters: Filters, tree: Sequence[CategoryLink]) -> list[Choice]:
    """Return the branches of the tree that the products lie in, at the first fork from the root."""
    paths: dict[float | None, str] = {link.pk: link.path for link in tree}
    filled = [(paths[group.number], group.everything, group.left) for group in groups if group.number in paths]
    for length in range(STEP, max((len(path) for path, _, _ in filled), default=0) + 1, STEP):
        if len({path[:length] for path, _, _ in filled}) > 1:
            break
    else:
        return []
    everything, counts = Counter[str](), Counter[str]()
    for path, all_of_it, count in filled:
        everything[path[:length]] += all_of_it
        counts[path[:length]] += count
    branches = sorted((link for link in tree if link.path in everything), key=lambda link: -everything[link.path])
    return [_choice(filters, "category", link.slug, link.title, counts[link.path]) for link in branches[:MAX_CHOICES]]


def _facts(grouped: Mapping[str, list[Group]], filters: Filters, specs: Sequence[Spec]) -> list[Facet]:
    """Return specifications in the order of the schema, then tags."""
    found = [
        Facet(SPEC + spec.key, spec.label, _spec_choices(spec, grouped[spec.key], filters))
        for spec in specs
        if spec.key in grouped
    ]
    tags = [_choice(filters, TAG, tag.value, tag.value.capitalize(), tag.left) for tag in grouped.get(TAG, [])]
    return [*found, Facet(TAG, gettext("More"), _worth_choosing(tags[:MAX_CHOICES]))]


def _spec_choices(spec: Spec, groups: Sequence[Group], filters: Filters) -> list[Choice]:
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
