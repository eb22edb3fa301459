"""Bars that stand for a few things, and bars that stand for a distribution."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from techmart.backoffice.charts.numbers import compact
from techmart.backoffice.charts.svg import frame, tag, text

FAINTEST, DARKEST = 0.3, 0.9


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name below, its value written above, and perhaps a second line under the name."""

    label: str
    value: float
    words: str
    note: str = ""


def bars(
    title: str, marks: Sequence[Bar], *, highlight: int | None = None, description: str = "", is_falling: bool = False
) -> SafeString:
    """Draw bars in growing ink, or in fading ink where they fall; the highlighted one is what the title speaks of."""
    width, height, base, top = 320, 196, 156, 26
    highest = max((mark.value for mark in marks), default=0) or 1
    step = (width - 8) / max(len(marks), 1)
    ink = [_ink(index, len(marks)) for index in range(len(marks))]
    ink = ink[::-1] if is_falling else ink
    drawn = []
    for index, mark in enumerate(marks):
        tall = max((base - top) * mark.value / highest, 1.0)
        x, middle = 4 + index * step + step * 0.12, 4 + (index + 0.5) * step
        drawn += [
            _bar(x, base - tall, step * 0.76, tall, ink=ink[index], is_marked=index == highlight),
            text(middle, base - tall - 8, mark.words, class_="chart-value"),
            text(middle, base + 18, mark.label),
            text(middle, base + 34, mark.note, class_="chart-note") if mark.note else "",
        ]
    return frame(width, height, title, description, *drawn)


def histogram(
    title: str,
    counts: Sequence[int],
    edges: Sequence[str],
    *,
    highlight: Sequence[int] = (),
    description: str = "",
    name: str = "",
    width: int = 480,
) -> SafeString:
    """Draw how many fall between each edge and the next; `edges` has one more entry than `counts`.

    `name` says what is counted, and along what.
    """
    height, base, top = 224 if name else 200, 168, 24
    highest = max(counts, default=0) or 1
    step = (width - 32) / max(len(counts), 1)
    drawn = []
    for index, count in enumerate(counts):
        tall = (base - top) * count / highest
        x = 16 + index * step
        drawn.append(_bar(x + 1, base - tall, step - 2, tall, ink=0.75, is_marked=index in highlight))
        drawn.append(text(x + step / 2, base - tall - 6, compact(count), class_="chart-value"))
    drawn.append(tag("line", x1=16, y1=base + 0.5, x2=width - 16, y2=base + 0.5, class_="chart-axis"))
    drawn += [text(16 + index * step, base + 20, edge) for index, edge in enumerate(edges) if edge]
    if name:
        drawn.append(text(width / 2, base + 44, name, class_="chart-note"))
    return frame(width, height, title, description, *drawn, size="medium")


def _bar(x: float, y: float, width: float, height: float, *, ink: float, is_marked: bool) -> SafeString:
    shade = {"class_": "chart-mark"} if is_marked else {"fill": "currentColor", "fill_opacity": f"{ink:.2f}"}
    return tag("rect", x=x, y=y, width=width, height=height, rx=min(3.0, height / 2), **shade)


def _ink(index: int, of: int) -> float:
    return DARKEST if of < 2 else FAINTEST + (DARKEST - FAINTEST) * index / (of - 1)
