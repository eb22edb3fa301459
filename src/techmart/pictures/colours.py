"""Colours: mixing them, the tones of one material, the tint of a tile, and the colour a title speaks of."""

import colorsys
import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

VERMILION = "#cf3b0b"
WHITE = "#ffffff"
NIGHT = "#0c0d10"

HEX = re.compile(r"[0-9a-f]{6}")

# The pale tile backgrounds; the style sheet holds their values, light and dark, under these names.
TINTS = ("stone", "sand", "butter", "rose", "lilac", "sky", "mist", "sage")

# Upper bound of the hue, in degrees, up to which a tint is taken; above the last it is rose again.
_HUES = (
    (14, "rose"),
    (33, "sand"),
    (65, "butter"),
    (165, "sage"),
    (214, "mist"),
    (228, "sky"),
    (335, "lilac"),
)

COLOUR_WORDS: dict[str, str] = {
    "ivory": "e9e1cc",
    "cream": "e9dfc8",
    "white": "efece6",
    "black": "2b2c31",
    "charcoal": "3b3e45",
    "red": "b8402f",
    "pink": "dfa0a6",
    "rose": "d6949a",
    "blue": "5e88b4",
    "navy": "2c4262",
    "turquoise": "5fa8a6",
    "mint": "a5cdb8",
    "green": "6f8f63",
    "yellow": "e2b84c",
    "gold": "c9a04f",
    "amber": "d3923a",
    "orange": "d98245",
    "purple": "7e6a9c",
    "lilac": "a79cc0",
    "lavender": "a79cc0",
    "brown": "8a5f42",
    "chocolate": "6d4936",
    "wooden": "c0935f",
    "wood": "c0935f",
    "wicker": "c7a473",
    "natural": "cdb892",
    "silver": "bfc3c7",
    "zinc": "a9aeb2",
    "metal": "a9aeb2",
    "slate": "565c64",
    "grey": "9a9ea3",
    "clear": "cfdadb",
    "glass": "c2d3d5",
    "strawberry": "c9544c",
    "vintage": "b99a7a",
}

# What a title without any colour word gets: quiet colours that sit well together on a page.
PALETTE = (
    "c98f6a",
    "8fa58a",
    "8ba6bf",
    "d8b36a",
    "a79cc0",
    "d2a09a",
    "6f8f93",
    "b9a58c",
    "5f7390",
    "c2795f",
)

_COLOUR_WORD = re.compile(rf"\b({'|'.join(COLOUR_WORDS)})\b")


@dataclass(frozen=True, slots=True)
class Tones:
    """One material under light from the top left: where it shines, its own colour, and two shades."""

    light: str
    base: str
    dark: str
    deep: str


@lru_cache(maxsize=256)
def mix(one: str, other: str, share: float) -> str:
    """Return `one` with `share` (0 to 1) of `other` stirred in; both are `#rrggbb`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def tones(colour: str) -> Tones:
    """Return the tones of a material; pale ones darken less and dark ones lighten more, so both keep form."""
    pale = sum(_channels(colour)) / 765
    return Tones(
        light=mix(colour, WHITE, 0.14 + 0.26 * pale),
        base=colour,
        dark=mix(colour, NIGHT, 0.36 - 0.18 * pale),
        deep=mix(colour, NIGHT, 0.62 - 0.22 * pale),
    )


def is_near_accent(colour: str) -> bool:
    """Return whether the accent would drown on this colour."""
    return sum(abs(a - b) for a, b in zip(_channels(colour), _channels(VERMILION), strict=True)) < 150


def tint_name(colour: str) -> str:
    """Return the name in TINTS of the tile that suits a product of this colour (`rrggbb`).

    >>> tint_name("2b2f36"), tint_name("c98f52"), tint_name("8a8a8a")
    ('sky', 'sand', 'stone')
    """
    red, green, blue = _channels(colour)
    if max(red, green, blue) - min(red, green, blue) < 6:
        return "stone"
    hue = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)[0] * 360
    return next((name for bound, name in _HUES if hue < bound), "rose")


def colour_for(title: str) -> str:
    """Return the colour (`rrggbb`) that a title names first, or one that this title always gets.

    >>> colour_for("Small ivory lantern"), colour_for("Garden gnome") == colour_for("Garden gnome")
    ('e9e1cc', True)
    """
    found = _COLOUR_WORD.search(title.lower())
    if found:
        return COLOUR_WORDS[found[1]]
    return PALETTE[crc32(title.encode()) % len(PALETTE)]


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
