"""How much of what is looked for is found by looking at a share of everything."""

from collections.abc import Sequence
from itertools import starmap

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.charts.square import place, square
from techmart.backoffice.charts.svg import tag, text

CAPTION = _("likeliest customers → those who came back ↑")
Point = tuple[float, float]


def found_curve(
    title: str, found: Sequence[Point], best: Sequence[Point], *, mark: Point, words: str, description: str = ""
) -> SafeString:
    """Draw shares found over shares asked, below the best there could be and above mere chance, the diagonal.

    `mark` is the point that the title speaks of, `words` what is written beside it.
    """
    x, y = place(*mark)
    drawn = [
        _line(best, opacity="0.3", width=1.5),
        _line(found, opacity="1", width=2),
        tag("circle", cx=x, cy=y, r=5, class_="chart-mark"),
        text(x + 12, y + 14, words, text_anchor="start", class_="chart-value"),
    ]
    return square(title, str(CAPTION), *drawn, description=description)


def _line(points: Sequence[Point], *, opacity: str, width: float) -> SafeString:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in starmap(place, [(0.0, 0.0), *points]))
    return tag(
        "polyline", points=path, fill="none", stroke="currentColor", stroke_width=width, stroke_opacity=opacity,
        stroke_linejoin="round", stroke_linecap="round",
    )  # fmt: skip
