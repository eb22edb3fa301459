"""How much of what is looked for is found by looking at a share of everything."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from techmart.backoffice.charts.numbers import percent
from techmart.backoffice.charts.svg import frame, tag, text

WIDTH, HEIGHT, LEFT, TOP, SIDE = 320, 320, 44, 14, 256
Point = tuple[float, float]


def found_curve(
    title: str, found: Sequence[Point], best: Sequence[Point], *, mark: Point, words: str, description: str = ""
) -> SafeString:
    """Draw shares found over shares asked, below the best there could be and above mere chance, the diagonal.

    `mark` is the point that the title speaks of, `words` what is written beside it.
    """
    x, y = _place(mark)
    drawn = [
        tag("line", x1=LEFT, y1=TOP + SIDE, x2=LEFT + SIDE, y2=TOP, class_="chart-guide", stroke_dasharray="2 5"),
        tag("line", x1=LEFT, y1=TOP + SIDE, x2=LEFT + SIDE, y2=TOP + SIDE, class_="chart-axis"),
        *_scale(),
        _line(best, opacity="0.3", width=1.5),
        _line(found, opacity="1", width=2),
        tag("circle", cx=x, cy=y, r=5, class_="chart-mark"),
        text(x + 12, y + 14, words, text_anchor="start", class_="chart-value"),
        text(LEFT + SIDE / 2, TOP + SIDE + 40, "likeliest customers → those who came back ↑", class_="chart-note"),
    ]
    return frame(WIDTH, HEIGHT, title, description, *drawn, size="square")


def _scale() -> list[SafeString]:
    labels = []
    for share in (0.0, 0.5, 1.0):
        labels.append(text(LEFT + SIDE * share, TOP + SIDE + 20, percent(share)))
        labels.append(text(LEFT - 8, TOP + SIDE * (1 - share) + 4, percent(share), text_anchor="end"))
    return labels


def _line(points: Sequence[Point], *, opacity: str, width: float) -> SafeString:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(_place, [(0.0, 0.0), *points]))
    return tag(
        "polyline", points=path, fill="none", stroke="currentColor", stroke_width=width, stroke_opacity=opacity,
        stroke_linejoin="round", stroke_linecap="round",
    )  # fmt: skip


def _place(point: Point) -> Point:
    return LEFT + SIDE * point[0], TOP + SIDE * (1 - point[1])
