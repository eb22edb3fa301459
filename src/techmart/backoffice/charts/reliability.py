"""What was forecast against what came true."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from techmart.backoffice.charts.numbers import percent
from techmart.backoffice.charts.svg import frame, tag, text

WIDTH, HEIGHT, LEFT, TOP, SIDE = 320, 320, 44, 14, 256


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
    drawn = [
        tag("line", x1=LEFT, y1=TOP + SIDE, x2=LEFT + SIDE, y2=TOP, class_="chart-guide", stroke_dasharray="2 5"),
        tag("line", x1=LEFT, y1=TOP + SIDE, x2=LEFT + SIDE, y2=TOP + SIDE, class_="chart-axis"),
    ]
    for share in (0.0, 0.5, 1.0):
        across, up = LEFT + SIDE * share, TOP + SIDE * (1 - share)
        drawn.append(text(across, TOP + SIDE + 20, percent(share * top)))
        drawn.append(text(LEFT - 8, up + 4, percent(share * top), text_anchor="end"))
    drawn += [_span(dot, top) for dot in dots if dot.span]
    for index, dot in enumerate(dots):
        x, y = LEFT + SIDE * dot.forecast / top, TOP + SIDE * (1 - dot.observed / top)
        shade = {"class_": "chart-mark"} if index == highlight else {"fill": "currentColor", "fill_opacity": "0.7"}
        drawn.append(tag("circle", cx=x, cy=y, r=4 + 7 * (dot.customers / most) ** 0.5, **shade))
    drawn.append(text(LEFT + SIDE / 2, TOP + SIDE + 40, "what we said → what came true ↑", class_="chart-note"))
    return frame(WIDTH, HEIGHT, title, description, *drawn, size="square")


def _span(dot: Dot, top: float) -> SafeString:
    low, high = (min(max(end, 0.0), top) for end in dot.span or (0.0, 0.0))
    x = LEFT + SIDE * dot.forecast / top
    y1, y2 = (TOP + SIDE * (1 - end / top) for end in (high, low))
    return tag("line", x1=x, x2=x, y1=y1, y2=y2, class_="chart-span")
