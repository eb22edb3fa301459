"""Which variant somebody looks at, and which others they could choose: pure, no queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext

from techmart.catalogue.models import Product, Variant

# From here on downwards shoppers are told how many are left.
FEW = 5
COLOUR_NAMES = frozenset({"colour", "color", "finish"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an option. `fault` says why it is greyed out; empty where it can be bought."""

    value: str
    is_chosen: bool
    fault: str
    colour: str


@dataclass(frozen=True, slots=True)
class Option:
    """One question: colour, size. `field` is its name in the address."""

    name: str
    field: str
    chosen: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Picker:
    """The chosen variant and what could be chosen in its place; `note` says where a wish could not be met."""

    variant: Variant
    options: list[Option]
    note: str


def pick(product: Product, variants: list[Variant], asked: Mapping[str, str]) -> Picker:
    """Find the variant that fits what was asked best, and mark what is sold out or does not exist beside it."""
    wishes = _wishes(product, asked)
    variant = min(variants, key=lambda candidate: _misfit(candidate, wishes))
    options = [_option(option, variant, variants) for option in product.options]
    return Picker(variant=variant, options=options, note=_note(variant, wishes))


def stock_message(variant: Variant) -> str:
    """Say in words how many are left.

    >>> stock_message(Variant(on_hand=3)), stock_message(Variant(on_hand=40)), stock_message(Variant())
    ('In stock, 3 left.', 'In stock.', 'Sold out.')
    """
    left = variant.available
    if left is not None and left <= 0:
        return gettext("Sold out.")
    if left is not None and left <= FEW:
        return gettext("In stock, {left} left.").format(left=left)
    return gettext("In stock.")


def is_sold_out(variant: Variant) -> bool:
    """Say whether not one can be bought."""
    return variant.available is not None and variant.available <= 0


def _wishes(product: Product, asked: Mapping[str, str]) -> dict[str, str]:
    asked_by_name = {option["name"]: asked.get(slugify(option["name"]), "") for option in product.options}
    allowed = {option["name"]: option["values"] for option in product.options}
    return {name: value for name, value in asked_by_name.items() if value in allowed[name]}


def _misfit(variant: Variant, wishes: dict[str, str]) -> tuple[int, bool, int, int]:
    unmet = sum(variant.options.get(name) != value for name, value in wishes.items())
    return unmet, is_sold_out(variant), variant.position, variant.pk


def _option(option: dict[str, object], chosen: Variant, variants: list[Variant]) -> Option:
    name, values = str(option["name"]), option["values"]
    choices = [_choice(name, str(value), chosen, variants) for value in values]  # type: ignore[attr-defined]
    return Option(name=name, field=slugify(name), chosen=str(chosen.options.get(name, "")), choices=choices)


def _choice(name: str, value: str, chosen: Variant, variants: list[Variant]) -> Choice:
    wanted = {**chosen.options, name: value}
    match = next((variant for variant in variants if variant.options == wanted), None)
    fault = gettext("not in this combination") if match is None else gettext("sold out") if is_sold_out(match) else ""
    has_value = match or next((variant for variant in variants if variant.options.get(name) == value), None)
    colour = has_value.colour if has_value and name.lower() in COLOUR_NAMES else ""
    return Choice(value=value, is_chosen=chosen.options.get(name) == value, fault=fault, colour=colour)


def _note(variant: Variant, wishes: dict[str, str]) -> str:
    unmet = [value for name, value in wishes.items() if variant.options.get(name) != value]
    if not unmet:
        return ""
    return gettext("There is no {choice}; this is the nearest.").format(choice=", ".join(wishes.values()))
