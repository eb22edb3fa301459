"""Lines over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from techmart.backoffice.charts.numbers import compact, round_values
from techmart.backoffice.charts.svg import frame, tag, text

WIDTH, HEIGHT = 720, 256
LEFT, RIGHT, TOP, BASE = 72, 604, 26, 220
LINE_HEIGHT = 24
Point = tuple[float, float]


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
    scale: Callable[[float], str] | None = None,
) -> SafeString:
    """Draw one series, or one before the background of another; the main one's last point is the mark.

    `ticks` are (step, label) pairs below the axis; `words` writes the main one's highest value on its peak, and
    `scale` (else `words`) the round values beside their lines.
    """
    steps = max((len(one.values) for one in series), default=1)
    highest = max((value for one in series for value in one.values if value is not None), default=0) or 1
    drawn = [tag("line", x1=LEFT, y1=BASE + 0.5, x2=RIGHT, y2=BASE + 0.5, class_="chart-axis")]
    drawn += [part for value in round_values(highest) for part in _rule(value, highest, scale or words)]
    drawn += [text(_x(step, steps), BASE + 22, label, text_anchor=_anchor(step, steps)) for step, label in ticks]
    paths = [(one, path) for one in series if (path := _path(one, steps, highest))]
    for one, path in sorted(paths, key=lambda pair: pair[0].is_main):
        drawn += _line(path, is_main=one.is_main)
    drawn += _labels(paths)
    drawn += [_peak(one, path, words) for one, path in paths if one.is_main]
    return frame(WIDTH, HEIGHT, title, description, *drawn, size="wide")


def _rule(value: float, highest: float, words: Callable[[float], str]) -> list[SafeString]:
    y = _y(value, highest)
    line = tag("line", x1=LEFT, y1=y, x2=RIGHT, y2=y, class_="chart-axis")
    return [line, text(LEFT - 8, y + 4, words(value), text_anchor="end", class_="chart-note chart-scale")]


def _path(one: Series, steps: int, highest: float) -> list[Point]:
    known = ((step, value) for step, value in enumerate(one.values) if value is not None)
    return [(_x(step, steps), _y(max(value, 0), highest)) for step, value in known]


def _line(path: list[Point], *, is_main: bool) -> list[SafeString]:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
    (x0, _), (x, y) = path[0], path[-1]
    line = tag(
        "polyline", points=points, fill="none", stroke="currentColor", stroke_width=2 if is_main else 1.5,
        stroke_opacity="1" if is_main else "0.32", stroke_linejoin="round", stroke_linecap="round",
    )  # fmt: skip
    if not is_main:
        return [line]
    area = tag("polygon", points=f"{x0:.1f},{BASE} {points} {x:.1f},{BASE}", fill="currentColor", fill_opacity="0.07")
    return [area, line, tag("circle", cx=x, cy=y, r=4, class_="chart-mark")]


def _labels(paths: Sequence[tuple[Series, list[Point]]]) -> list[SafeString]:
    """Write each line's name at its end; where two would touch, the lower one moves down."""
    drawn, free_from = [], 0.0
    for one, path in sorted(paths, key=lambda pair: pair[1][-1][1]):
        x, y = path[-1]
        y = max(y + 4, free_from)
        free_from = y + LINE_HEIGHT
        drawn.append(text(x + 12, y, one.label, text_anchor="start", class_="" if one.is_main else "chart-note"))
    return drawn


def _peak(one: Series, path: list[Point], words: Callable[[float], str]) -> SafeString:
    """Write the highest value on its peak: the one number that gives the scale."""
    x, y = min(path, key=lambda point: point[1])
    anchor = _anchor(x - LEFT, RIGHT - LEFT)
    value = max(value for value in one.values if value is not None)
    return text(x, y - 9, words(value), text_anchor=anchor, class_="chart-value")


def _x(step: float, steps: int) -> float:
    return LEFT + (RIGHT - LEFT) * step / max(steps - 1, 1)


def _y(value: float, highest: float) -> float:
    return BASE - (BASE - TOP) * value / highest


def _anchor(step: float, steps: float) -> str:
    """Keep labels inside the picture at both ends."""
    if step < steps * 0.06:
        return "start"
    return "end" if step > steps * 0.94 else "middle"
