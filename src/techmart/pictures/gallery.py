"""Every family by name, and the two ways in: draw a picture, read a picture's slug."""

import re
from typing import NamedTuple

from techmart.pictures import audio, computing, giftware, home, keepsakes, parts, photo, tableware
from techmart.pictures.colours import HEX, WHITE
from techmart.pictures.family import VIEWS, Family
from techmart.pictures.scenes import SCENES
from techmart.pictures.shapes import Sheet

_ROOMS = (audio, computing, photo, home, parts, tableware, giftware, keepsakes)

FAMILIES: dict[str, Family] = {family.name: family for room in _ROOMS for family in room.FAMILIES}

_SLUG = re.compile(rf"([a-z0-9-]{{1,40}})/({HEX.pattern})/({'|'.join(VIEWS)})", re.ASCII)


class UnknownPictureError(ValueError):
    """No such family, colour or view."""


class PictureSlug(NamedTuple):
    """The three parts of a slug, known to be drawable."""

    family: str
    colour: str
    view: str


def draw(family: str, colour: str, view: str = "front") -> str:
    """Return the picture as the text of a standalone SVG document.

    Parameters
    ----------
    family
        A key of `FAMILIES`.
    colour
        Six lower-case hexadecimal digits, no `#`.
    view
        One of the family's views.

    Raises
    ------
    UnknownPictureError
        If any of the three is not what it should be.

    Examples
    --------
    >>> draw("headphones", "2b2f36").startswith("<svg xmlns=")
    True
    """
    kind = FAMILIES.get(family)
    if kind is None or view not in kind.views or not HEX.fullmatch(colour):
        raise UnknownPictureError(f"no picture {family!r} in {colour!r} seen from {view!r}")
    sheet = Sheet(colour)
    _PAINTERS[view](sheet, kind)
    return sheet.text()


def slug(family: str, colour: str, view: str = "front") -> str:
    """Return the address of a picture, `family/colour/view`; raise UnknownPictureError if there is none."""
    text = f"{family}/{colour}/{view}"
    parse_slug(text)
    return text


def parse_slug(text: str) -> PictureSlug:
    """Return the parts of a slug; raise UnknownPictureError for anything that cannot be drawn.

    >>> parse_slug("headphones/2b2f36/front")
    PictureSlug(family='headphones', colour='2b2f36', view='front')
    """
    match = _SLUG.fullmatch(text)
    if not match or match[1] not in FAMILIES or match[3] not in FAMILIES[match[1]].views:
        raise UnknownPictureError(f"no picture {text[:80]!r}")
    return PictureSlug(*match.groups())


def _front(s: Sheet, family: Family) -> None:
    family.paint(s)


def _detail(s: Sheet, family: Family) -> None:
    """Paint what a loupe over the focus shows."""
    x, y = family.focus
    s.circle(200, 200, 176, WHITE, opacity=0.55)
    with s.window(24, 176), s.moved(200 - x * family.zoom, 200 - y * family.zoom, scale=family.zoom):
        family.paint(s)
    s.ring(200, 200, 176, WHITE, 6)
    s.ring(200, 200, 179, s.deep, 1.5, opacity=0.35)


def _in_use(s: Sheet, family: Family) -> None:
    with s.window(0, 22):
        SCENES[family.scene](s, family)


_PAINTERS = {"front": _front, "detail": _detail, "in-use": _in_use}
