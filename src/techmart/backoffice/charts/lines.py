"""Lines over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from techmart.backoffice.charts.numbers import compact
from techmart.backoffice.charts.svg import frame, tag, text

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BASE = 4, 628, 26, 184


@dataclass(frozen=True, slots=True)
class Series:
    """Values at equal steps; `None` leaves a gap. The line carries its own label at its end."""

    label: str
    values: Sequence[float | None]
    is_main: bool = True


def lines(
    title: str,
    series: Sequence[Series],
    ticks: Sequence[tuple[int, str]],
    *,
    description: str = "",
    words: Callable[[float], str] = compact,
) -> SafeString:
    """Draw one series, or one before the background of another; the main one's last point is the mark.

    `ticks` are (step, label) pairs below the axis; `words` writes a value on its mark.
    """
    steps = max((len(one.values) for one in series), default=1)
    highest = max((value for one in series for value in one.values if value is not None), default=0) or 1
    drawn = [tag("line", x1=LEFT, y1=BASE + 0.5, x2=RIGHT, y2=BASE + 0.5, class_="chart-axis")]
    drawn += [text(_x(step, steps), BASE + 22, label, text_anchor=_anchor(step, steps)) for step, label in ticks]
    for one in sorted(series, key=lambda each: each.is_main):
        points = [(_x(i, steps), _y(value, highest)) for i, value in enumerate(one.values) if value is not None]
        drawn += _line(one, points) if points else []
    drawn += _values(series, steps, highest, words)
    return frame(WIDTH, HEIGHT, title, description, *drawn, size="wide")


def _line(one: Series, points: list[tuple[float, float]]) -> list[SafeString]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    (x0, _), (x, y) = points[0], points[-1]
    line = tag(
        "polyline", points=path, fill="none", stroke="currentColor", stroke_width=2 if one.is_main else 1.5,
        stroke_opacity="1" if one.is_main else "0.32", stroke_linejoin="round", stroke_linecap="round",
    )  # fmt: skip
    label = text(x + 10, y + 4, one.label, text_anchor="start", class_="" if one.is_main else "chart-note")
    if not one.is_main:
        return [line, label]
    area = tag("polygon", points=f"{x0:.1f},{BASE} {path} {x:.1f},{BASE}", fill="currentColor", fill_opacity="0.07")
    return [area, line, tag("circle", cx=x, cy=y, r=4, class_="chart-mark"), label]


def _values(series: Sequence[Series], steps: int, highest: float, words: Callable[[float], str]) -> list[SafeString]:
    """Write the main line's highest value on its peak: the one number that gives the scale."""
    main = next((one for one in series if one.is_main), None)
    known = [(value, step) for step, value in enumerate(main.values) if value is not None] if main else []
    if not known:
        return []
    value, step = max(known)
    x = _x(step, steps)
    return [text(x, _y(value, highest) - 9, words(value), text_anchor=_anchor(step, steps), class_="chart-value")]


def _x(step: float, steps: int) -> float:
    return LEFT + (RIGHT - LEFT) * step / max(steps - 1, 1)


def _y(value: float, highest: float) -> float:
    return BASE - (BASE - TOP) * max(value, 0) / highest


def _anchor(step: int, steps: int) -> str:
    """Keep labels inside the picture at both ends."""
    if step < steps * 0.04:
        return "start"
    return "end" if step > steps * 0.96 else "middle"
