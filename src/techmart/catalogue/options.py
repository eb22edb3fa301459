"""Options of a product as people type them, and the variants that follow from them."""

from collections.abc import Iterable
from itertools import product as cross
from typing import TypedDict

from django.utils.translation import gettext as _

MAX_VARIANTS = 100


class Option(TypedDict):
    """What can be chosen of a product."""

    name: str
    values: list[str]


def parse_options(text: str) -> list[Option]:
    """Read options, one a line or parted by semicolons; raise `ValueError` with a sentence for whoever typed them.

    >>> parse_options("Colour: Black, Sand; Storage: 128 GB, 256 GB")[1]
    {'name': 'Storage', 'values': ['128 GB', '256 GB']}
    """
    options = [_option(part) for part in text.replace(";", "\n").splitlines() if part.strip()]
    names = [option["name"].lower() for option in options]
    if len(set(names)) < len(names):
        raise ValueError(_("Two options have the same name."))
    if len(combinations(options)) > MAX_VARIANTS:
        raise ValueError(
            _("That makes more than {number} variants; make it several products.").format(number=MAX_VARIANTS)
        )
    return options


def _option(text: str) -> Option:
    name, colon, listed = text.partition(":")
    values = [value.strip() for value in listed.split(",") if value.strip()]
    if not (colon and name.strip() and values):
        words = _("“{text}” is no option. Type a name, a colon and its values: Colour: Black, Sand")
        raise ValueError(words.format(text=text.strip()))
    if len({value.lower() for value in values}) < len(values):
        raise ValueError(_("{name} has the same value twice.").format(name=name.strip()))
    return {"name": name.strip(), "values": values}


def options_text(options: Iterable[Option]) -> str:
    """Write options as they are typed, one a line."""
    return "\n".join(f"{option['name']}: {', '.join(option['values'])}" for option in options)


def combinations(options: Iterable[Option]) -> list[dict[str, str]]:
    """Return every combination of the options' values, the first option slowest; one empty one where there are none.

    >>> combinations([{"name": "Colour", "values": ["Black", "Sand"]}])
    [{'Colour': 'Black'}, {'Colour': 'Sand'}]
    """
    options = list(options)
    names = [option["name"] for option in options]
    return [dict(zip(names, values, strict=True)) for values in cross(*(option["values"] for option in options))]
