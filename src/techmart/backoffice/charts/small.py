"""Charts the size of a word, for rows and cards."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from techmart.backoffice.charts.numbers import between, percent
from techmart.backoffice.charts.svg import frame, tag


def probability_bar(
    probability: float, span: tuple[float, float] | None = None, *, title: str = "", is_marked: bool = False
) -> SafeString:
    """Draw a probability as a filled part of a track; where it may lie, `span`, is a shadow on it."""
    shade = {"class_": "chart-mark"} if is_marked else {"fill": "currentColor"}
    filled, (low, high) = _along(probability), map(_along, span or (0.0, 0.0))
    words = title or (between(*span) if span else percent(probability))
    return frame(
        120, 8, words, "",
        tag("rect", width=120, height=8, rx=4, class_="chart-track"),
        tag("rect", width=max(filled, 2.0), height=8, rx=min(4.0, max(filled, 2.0) / 2), **shade),
        tag("rect", x=low, y=3, width=high - low, height=2, class_="chart-shadow") if span else "",
        size="bar",
    )  # fmt: skip


def _along(share: float) -> float:
    return 120 * min(max(share, 0.0), 1.0)


def sparkline(values: Sequence[float], *, title: str, highest: float | None = None) -> SafeString:
    """Draw a line without axes; its last point is the mark. `highest` fixes the scale, else the largest value does."""
    top = highest or max(values, default=0) or 1
    step = 152 / max(len(values) - 1, 1)
    points = [(4 + index * step, 36 - 32 * min(value / top, 1)) for index, value in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    line = tag("polyline", points=path, fill="none", stroke="currentColor", stroke_width=1.5, stroke_linejoin="round")
    last = tag("circle", cx=points[-1][0], cy=points[-1][1], r=3, class_="chart-mark") if points else ""
    return frame(160, 40, title, "", line, last, size="spark")
