"""The shape of the demo catalogue's data, and short ways to write down a product's variants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Literal

from techmart.pictures import slug

SpecValue = str | int | float | bool
SpecType = Literal["number", "text", "boolean", "choice"]

COLOURS: dict[str, str] = {
    "Ink": "2b2f36",
    "Graphite": "4a4d55",
    "Slate": "5a6470",
    "Silver": "c6c8ca",
    "White": "efece6",
    "Bone": "e4dfd5",
    "Sand": "d3c3a8",
    "Oak": "c98f52",
    "Walnut": "7d563c",
    "Clay": "b5694a",
    "Rose": "d6a19c",
    "Mustard": "d9a441",
    "Moss": "6f7d5c",
    "Forest": "3f5a4a",
    "Mist": "a9bcbf",
    "Sky": "8fb0c9",
    "Navy": "2c4262",
    "Lilac": "a79cc0",
    "Vermilion": "cf3b0b",
}


class Replenishment(StrEnum):
    """How a product is bought again: hardly, along with something else, or because it is used up."""

    DURABLE = "durable"
    ACCESSORY = "accessory"
    CONSUMABLE = "consumable"


class Visibility(StrEnum):
    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True)
class SpecField:
    """One line of a category's specification table, usable as a filter."""

    key: str
    label: str
    type: SpecType
    unit: str = ""
    choices: tuple[str, ...] = ()

    def accepts(self, value: SpecValue) -> bool:
        """Return whether a product may carry this value."""
        if self.type == "boolean":
            return isinstance(value, bool)
        if self.type == "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        return isinstance(value, str) and (self.type == "text" or value in self.choices)


@dataclass(frozen=True, slots=True)
class CategoryData:
    slug: str
    title: str
    lead: str
    spec_schema: tuple[SpecField, ...] = ()
    children: tuple["CategoryData", ...] = ()


@dataclass(frozen=True, slots=True)
class VariantData:
    """One SKU. `price_delta` is in minor units of EUR, on top of the product's price."""

    sku: str
    family: str
    colour: str
    stock: int
    options: Mapping[str, str] = field(default_factory=dict)
    price_delta: int = 0
    low_stock_threshold: int = 3

    def picture(self, view: str = "front") -> str:
        """Return the slug of this variant's drawing."""
        return slug(self.family, self.colour, view)


@dataclass(frozen=True, slots=True)
class CollectionData:
    """Products put together by hand, named by their slugs in the order that they are shown in."""

    slug: str
    title: str
    intro: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductData:
    """One product; prices are minor units of EUR with tax, weights grams with the box.

    `popularity` weighs how often customers choose it; `refill_days` is the usual time until a consumable
    is used up; `goes_with` names products that it is bought with or for; `launched_days_ago` and
    `opens_in_days` count from the day the demo is furnished.
    """

    slug: str
    title: str
    category: str
    facts: str
    about: str
    specs: Mapping[str, SpecValue]
    brand: str
    price: int
    weight_g: int
    variants: tuple[VariantData, ...]
    points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    compare_at: int | None = None
    popularity: float = 1.0
    replenishment: Replenishment = Replenishment.DURABLE
    refill_days: int | None = None
    goes_with: tuple[str, ...] = ()
    visibility: Visibility = Visibility.PUBLISHED
    launched_days_ago: int = 900
    opens_in_days: int = 0

    @property
    def description(self) -> str:
        """The description as HTML: one paragraph, and a list where there are points."""
        points = "".join(f"<li>{escape(point)}</li>" for point in self.points)
        return f"<p>{escape(self.about)}</p>" + (f"<ul>{points}</ul>" if points else "")

    @property
    def option_names(self) -> tuple[str, ...]:
        """The options a shopper chooses by, in order; none for a product with a single variant."""
        return tuple(self.variants[0].options)


Sizes = Mapping[str, tuple[int, int]]
"""Option value -> (price delta, units in stock)."""


def single(code: str, family: str, colour: str, stock: int, *, low: int = 3) -> tuple[VariantData, ...]:
    """Return the one variant of a product without options."""
    return (VariantData(code, family, COLOURS[colour], stock, low_stock_threshold=low),)


def in_colours(code: str, family: str, stock: Mapping[str, int], *, low: int = 3) -> tuple[VariantData, ...]:
    """Return one variant a colour; `stock` maps the colour's name to the units in the building.

    >>> [variant.sku for variant in in_colours("HALO2", "headphones", {"Ink": 14, "Sand": 6})]
    ['HALO2-INK', 'HALO2-SAN']
    """
    return tuple(
        VariantData(_sku(code, name), family, COLOURS[name], units, {"Colour": name}, low_stock_threshold=low)
        for name, units in stock.items()
    )


def in_sizes(
    code: str, family: str, colour: str, option: str, sizes: Sizes, *, low: int = 3
) -> tuple[VariantData, ...]:
    """Return one variant a size, all of one colour."""
    return tuple(
        VariantData(_sku(code, size), family, COLOURS[colour], units, {option: size}, delta, low)
        for size, (delta, units) in sizes.items()
    )


def in_both(code: str, family: str, option: str, colours: Mapping[str, Sizes]) -> tuple[VariantData, ...]:
    """Return one variant for each colour and size, leaving out what nobody makes."""
    return tuple(
        VariantData(_sku(code, name, size), family, COLOURS[name], units, {"Colour": name, option: size}, delta)
        for name, sizes in colours.items()
        for size, (delta, units) in sizes.items()
    )


def _sku(code: str, *values: str) -> str:
    short = (value.upper().replace(" ", "") if value[0].isdigit() else value[:3].upper() for value in values)
    return "-".join((code, *short))
