"""The sheet that drawings are made on: plain shapes, one light, one shadow, one accent."""

from collections.abc import Iterator
from contextlib import contextmanager

from techmart.pictures.colours import NIGHT, VERMILION, WHITE, is_near_accent, tones

SIZE = 400
INK = "#24272c"
SOOT = "#121417"
STEEL = "#b9bcc0"
PAPER = "#f6f3ec"
GLASS = "#243a5e"
OAK = "#c4935c"

Value = str | float


class Sheet:
    """A canvas of 400 by 400 that collects SVG elements for a product of one colour.

    A gradient's id spells its content, so drawings inlined in one page cannot spoil each other.
    """

    def __init__(self, colour: str) -> None:
        material = tones(f"#{colour}")
        self.light, self.base = material.light, material.base
        self.dark, self.deep = material.dark, material.deep
        self.accent = PAPER if is_near_accent(colour) else VERMILION
        self.grounded = True
        self._definitions: dict[str, str] = {}
        self._parts: list[str] = []

    # Paints

    @property
    def body(self) -> str:
        """The product's own material, lit from the top left."""
        return self.slope(self.light, self.dark)

    @property
    def round(self) -> str:
        """The product's own material on a body that is round as seen from the side."""
        return self.barrel(self.light, self.base, self.dark)

    def slope(self, start: str, end: str) -> str:
        """Return a paint that runs from the top left to the bottom right."""
        return self._linear("s", "1", "1", start, end)

    def fall(self, start: str, end: str) -> str:
        """Return a paint that runs from the top down."""
        return self._linear("f", "0", "1", start, end)

    def barrel(self, light: str, base: str, dark: str) -> str:
        """Return the paint of a round body: brightest left of the middle, dark at the right edge."""
        return self._linear("b", "1", "0", base, light, base, dark)

    # Shapes

    def rect(self, x: float, y: float, width: float, height: float, fill: str, r: float = 0, **more: Value) -> None:
        self._add("rect", x=x, y=y, width=width, height=height, rx=r, fill=fill, **more)

    def circle(self, x: float, y: float, r: float, fill: str, **more: Value) -> None:
        self._add("circle", cx=x, cy=y, r=r, fill=fill, **more)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, **more: Value) -> None:
        self._add("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill=fill, **more)

    def path(self, d: str, fill: str, **more: Value) -> None:
        self._add("path", d=d, fill=fill, **more)

    def line(self, d: str, colour: str, width: float, *, cap: str = "round", **more: Value) -> None:
        """Draw an open stroke, with round ends unless told otherwise."""
        self._add("path", d=d, fill="none", stroke=colour, stroke_width=width, stroke_linecap=cap, **more)

    def ring(self, x: float, y: float, r: float, colour: str, width: float, **more: Value) -> None:
        self._add("circle", cx=x, cy=y, r=r, fill="none", stroke=colour, stroke_width=width, **more)

    # The marks that make one catalogue of many drawings

    def shadow(self, y: float, half_width: float, x: float = 200) -> None:
        """Draw the soft contact shadow at height `y`; nothing that is worn or flies has one."""
        if not self.grounded:
            return
        self._definitions["shadow"] = (
            f'<radialGradient id="shadow"><stop stop-color="{NIGHT}" stop-opacity=".26"/>'
            f'<stop offset="1" stop-color="{NIGHT}" stop-opacity="0"/></radialGradient>'
        )
        self.ellipse(x, y, half_width, max(9, half_width * 0.09), "url(#shadow)")

    def gleam(self, d: str, width: float = 5, opacity: float = 0.3) -> None:
        """Draw the one highlight stroke."""
        self.line(d, WHITE, width, stroke_opacity=opacity)

    def rim(self, x: float, y: float, width: float, height: float, r: float) -> None:
        """Draw a hairline of light around a body, which keeps dark products apart from a dark tile."""
        self.rect(
            x + 1,
            y + 1,
            width - 2,
            height - 2,
            "none",
            r=r - 1,
            stroke=WHITE,
            stroke_opacity=0.14,
            stroke_width=2,
        )

    def dot(self, x: float, y: float, r: float = 5) -> None:
        """Draw the small vermilion detail."""
        self.circle(x, y, r, self.accent)

    # Groups

    @contextmanager
    def moved(self, x: float = 0, y: float = 0, *, scale: float = 1, turn: float = 0) -> Iterator[None]:
        """Draw what follows moved, scaled and turned (degrees) about the new origin."""
        steps = [f"translate({number(x)} {number(y)})"]
        steps += [f"rotate({number(turn)})"] if turn else []
        steps += [f"scale({number(scale)})"] if scale != 1 else []
        with self.group(transform=" ".join(steps)):
            yield

    @contextmanager
    def group(self, **more: Value) -> Iterator[None]:
        """Draw what follows with attributes in common."""
        self._parts.append(f"<g{_attributes(more)}>")
        yield
        self._parts.append("</g>")

    @contextmanager
    def window(self, inset: float, r: float) -> Iterator[None]:
        """Draw what follows through a square window with corners of radius `r`, `inset` from each edge."""
        name = f"w{number(inset)}-{number(r)}"
        side = number(SIZE - 2 * inset)
        self._definitions[name] = (
            f'<clipPath id="{name}"><rect x="{number(inset)}" y="{number(inset)}" width="{side}" '
            f'height="{side}" rx="{number(r)}"/></clipPath>'
        )
        with self.group(clip_path=f"url(#{name})"):
            yield

    def text(self) -> str:
        """Return the finished drawing as a standalone SVG document."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" '
            f'viewBox="0 0 {SIZE} {SIZE}">'
            f"<defs>{''.join(self._definitions.values())}</defs>{''.join(self._parts)}</svg>\n"
        )

    def _add(self, tag: str, **attributes: Value) -> None:
        self._parts.append(f"<{tag}{_attributes(attributes)}/>")

    def _linear(self, kind: str, x2: str, y2: str, *colours: str) -> str:
        name = kind + "-".join(colour.removeprefix("#") for colour in colours)
        if name not in self._definitions:
            last = len(colours) - 1
            stops = "".join(
                f'<stop offset="{number(place / last)}" stop-color="{colour}"/>' for place, colour in enumerate(colours)
            )
            self._definitions[name] = (
                f'<linearGradient id="{name}" x1="0" y1="0" x2="{x2}" y2="{y2}">{stops}</linearGradient>'
            )
        return f"url(#{name})"


# Which of the seven strokes of a display light up for each digit, as offsets in units of its width.
_STROKES = {
    "a": "M0 0h1",
    "b": "M1 0v1",
    "c": "M1 1v1",
    "d": "M0 2h1",
    "e": "M0 1v1",
    "f": "M0 0v1",
    "g": "M0 1h1",
}
_DIGITS = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")


def segments(s: Sheet, digits: str, x: float, y: float, width: float, colour: str) -> None:
    """Draw digits as seven-segment strokes, each `width` wide and twice as high; needs no font."""
    for place, digit in enumerate(digits):
        d = "".join(_STROKES[stroke] for stroke in _DIGITS[int(digit)])
        with s.moved(x + place * width * 1.5, y, scale=width):
            s.line(d, colour, 0.2)


def number(value: Value) -> str:
    """Return an attribute's text: coordinates keep two decimals and lose idle zeros.

    >>> number(12.0), number(0.125), number("none")
    ('12', '0.12', 'none')
    """
    return value if isinstance(value, str) else f"{round(value, 2):g}"


def _attributes(values: dict[str, Value]) -> str:
    return "".join(f' {name.replace("_", "-")}="{number(value)}"' for name, value in values.items())
