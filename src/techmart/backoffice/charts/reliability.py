"""What was forecast against what came true."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.charts.square import place, square
from techmart.backoffice.charts.svg import tag

CAPTION = _("what we said → what came true ↑")


@dataclass(frozen=True, slots=True)
class Dot:
    """A group of people: what they were given on average, how many came back, and how many they are.

    `span` is where the share who came back lies, nine times in ten, for a group of this size.
    """

    forecast: float
    observed: float
    customers: int
    span: tuple[float, float] | None = None


def reliability(title: str, dots: Sequence[Dot], *, highlight: int | None = None, description: str = "") -> SafeString:
    """Draw each group over its forecast; on the diagonal, forecasts came true. Bigger dots are more people."""
    highest = max((max(dot.forecast, dot.observed) for dot in dots), default=1)
    top = next(limit for limit in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if highest <= limit)
    most = max((dot.customers for dot in dots), default=1)
    drawn = [_span(dot, top) for dot in dots if dot.span]
    for index, dot in enumerate(dots):
        x, y = place(dot.forecast, dot.observed, top=top)
        shade = {"class_": "chart-mark"} if index == highlight else {"fill": "currentColor", "fill_opacity": "0.7"}
        drawn.append(tag("circle", cx=x, cy=y, r=4 + 7 * (dot.customers / most) ** 0.5, **shade))
    return square(title, str(CAPTION), *drawn, top=top, description=description)


def _span(dot: Dot, top: float) -> SafeString:
    low, high = (place(dot.forecast, min(max(end, 0.0), top), top=top) for end in dot.span or (0.0, 0.0))
    return tag("line", x1=low[0], x2=low[0], y1=high[1], y2=low[1], class_="chart-span")
