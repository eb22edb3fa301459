"""What an address says a listing is narrowed by, and what the page shows of it: boxes, chips, a range of prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from techmart.catalogue.facets import Counted, Facet, number_label
from techmart.catalogue.filters import KEYS, SPEC, Filters
from techmart.catalogue.queries import Spec
from techmart.catalogue.search_models import LONGEST_FACT
from techmart.core.money import typed_money
from techmart.storefront.cards import short_money

SHOWN_AT_ONCE = 8
# Every filter is a condition in each count of every other: who asks for hundreds wants to keep the shop busy.
MAX_FILTERS, MAX_CHOSEN = 10, 40
# What stays in the address where a filter is taken back.
LABELS = {"stock": gettext_lazy("In stock"), "sale": gettext_lazy("On sale")}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in use, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Box:
    """One filter as the page shows it: some choices at once, the others behind a line that opens."""

    facet: Facet
    shown: Sequence[object]
    more: Sequence[object]
    is_open: bool


@dataclass(frozen=True, slots=True)
class PriceBox:
    """A range of prices: what was typed, and between which prices there is anything."""

    typed_low: str
    typed_high: str
    lowest: str
    highest: str


def read_filters(query: QueryDict, currency: str) -> Filters:
    """Read filters from an address; whatever is none is left out."""
    keys = [key for key in query if key in KEYS or key.startswith(SPEC)][:MAX_FILTERS]
    said = [(key, value) for key in sorted(keys) for value in dict.fromkeys(map(_clean, query.getlist(key))) if value]
    chosen: dict[str, tuple[str, ...]] = {}
    for key, value in said[:MAX_CHOSEN]:
        chosen[key] = (*chosen.get(key, ()), value)
    return Filters(
        chosen,
        cheapest=_minor(query.get("from", ""), currency),
        dearest=_minor(query.get("to", ""), currency),
    )


def _clean(value: str) -> str:
    return value.replace("\x00", "").strip()[:LONGEST_FACT]


def _minor(text: str, currency: str) -> int | None:
    try:
        return max(0, typed_money(text, currency).minor)
    except ValueError:
        return None


def boxes(counted: Counted) -> list[Box]:
    """Return the filters; one whose hidden choices are in use is open."""
    return [
        Box(
            facet,
            facet.choices[:SHOWN_AT_ONCE],
            facet.choices[SHOWN_AT_ONCE:],
            any(choice.is_chosen for choice in facet.choices[SHOWN_AT_ONCE:]),
        )
        for facet in counted.facets
    ]


def price_box(counted: Counted, query: QueryDict, currency: str) -> PriceBox | None:
    """Return the range of prices, where there is more than one."""
    if counted.lowest is None or counted.highest is None:
        return None
    typed = (query.get("from", ""), query.get("to", ""))
    low, high = (text if _minor(text, currency) is not None else "" for text in typed)
    if counted.lowest == counted.highest and not (low or high):
        return None
    return PriceBox(low, high, short_money(counted.lowest, currency), short_money(counted.highest, currency))


def chips(counted: Counted, filters: Filters, specs: Sequence[Spec], query: QueryDict, currency: str) -> list[Chip]:
    """Return a chip for every value in use, each with the address without it."""
    labels = {(facet.key, choice.value): choice.label for facet in counted.facets for choice in facet.choices}
    units = {SPEC + spec.key: spec for spec in specs}
    found = []
    for key, values in filters.chosen.items():
        for value in values:
            spec = units.get(key)
            said = (
                labels.get((key, value)) or str(LABELS.get(key, "")) or number_label(value, spec.unit if spec else "")
            )
            label = f"{spec.label}: {said}" if spec else said
            found.append(Chip(label, _without(query, {key: value})))
    if filters.cheapest is not None or filters.dearest is not None:
        found.append(Chip(_prices(filters, currency), _without(query, {"from": None, "to": None})))
    return found


def _prices(filters: Filters, currency: str) -> str:
    bounds = (filters.cheapest, filters.dearest)
    low, high = (None if minor is None else short_money(minor, currency) for minor in bounds)
    if low is None:
        return gettext("Up to {high}").format(high=high)
    if high is None:
        return gettext("From {low}").format(low=low)
    return gettext("{low} to {high}").format(low=low, high=high)


def without_filters(query: QueryDict) -> str:
    """Return the address with nothing narrowed: what is searched for and how it is sorted stays."""
    return _without(query, {key: None for key in query if key in {*KEYS, "from", "to"} or key.startswith(SPEC)})


def _without(query: QueryDict, taken: dict[str, str | None]) -> str:
    """Return an address without some values (all values where None), at its first page."""
    left = query.copy()
    for key, value in [*taken.items(), ("page", None)]:
        left.setlist(key, [other for other in left.getlist(key) if value is not None and _clean(other) != value])
    kept = [(key, other) for key, values in left.lists() for other in values if other]
    left.clear()
    for key, other in kept:
        left.appendlist(key, other)
    return f"?{left.urlencode()}" if kept else "?"
