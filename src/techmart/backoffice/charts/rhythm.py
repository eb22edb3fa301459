"""When somebody ordered, and when the next order is expected: dots on a line of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from techmart.backoffice.charts.svg import frame, tag, text

WIDTH, HEIGHT, LEFT, RIGHT, LINE, BASE = 720, 132, 16, 704, 62, 104
SMALLEST, LARGEST = 3.0, 15.0
# A forecast may reach years ahead: the picture ends half as long after today as the past is long, or after half a year,
# or a little after the day that is expected.
AHEAD, HALF_A_YEAR, TWO_YEARS = 0.5, timedelta(days=183), timedelta(days=730)
LABEL_WIDTH = 74
MONTHS_BETWEEN_LABELS = (1, 2, 3, 6, 12, 24)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day: how large it was, and what it says when pointed at."""

    day: date
    size: float
    hint: str


@dataclass(frozen=True, slots=True)
class Expected:
    """When the next one is expected: as likely before `middle` as after; half the chance from `first` to `last`.

    Without a `last`, a quarter of the chance and more lies too far ahead to say, or never comes.
    """

    middle: date
    first: date
    last: date | None
    words: str


def rhythm(
    title: str, moments: Sequence[Moment], today: date, expected: Expected | None, *, description: str = ""
) -> SafeString:
    """Draw moments by day, the area of each its size; today as a rule; what is expected as the marked stretch."""
    # An import may have dated an order after today.
    begin = min([today, *(moment.day for moment in moments)])
    scale = _Scale(begin, _end(begin, today, expected))
    largest = max((moment.size for moment in moments), default=0) or 1
    drawn = [tag("line", x1=LEFT, y1=LINE + 0.0, x2=RIGHT, y2=LINE + 0.0, class_="chart-axis")]
    drawn += [_label(number, day, scale) for number, day in enumerate(_ticks(scale))]
    drawn += _ahead(expected, scale) if expected else []
    # The largest first, so that it hides no other.
    drawn += [_dot(moment, scale, largest) for moment in sorted(moments, key=lambda moment: -moment.size)]
    now = scale.of(today)
    drawn.append(tag("line", x1=now, y1=20, x2=now, y2=BASE, class_="chart-guide", stroke_dasharray="1 4"))
    drawn.append(text(now, 12, gettext("today")))
    return frame(WIDTH, HEIGHT, title, description, *drawn, size="wide")


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days along the picture."""

    begin: date
    end: date

    def of(self, day: date) -> float:
        """Return where a day lies, at most at the edge."""
        share = (day - self.begin).days / max((self.end - self.begin).days, 1)
        return LEFT + 12 + (RIGHT - LEFT - 24) * min(share, 1.0)


def _end(begin: date, today: date, expected: Expected | None) -> date:
    if expected is None:
        return today + 0.1 * (today - begin) + timedelta(days=1)
    furthest = today + max(AHEAD * (today - begin), HALF_A_YEAR, min(1.15 * (expected.middle - today), TWO_YEARS))
    return min(expected.last or furthest, furthest)


def _ahead(expected: Expected, scale: _Scale) -> Iterator[SafeString]:
    first, last = scale.of(expected.first), scale.of(expected.last) if expected.last else float(RIGHT)
    yield tag("rect", x=first, y=LINE - 18.0, width=max(last - first, 2.0), height=36, rx=6, class_="chart-ahead")
    if expected.middle <= scale.end:
        middle = scale.of(expected.middle)
        yield tag("circle", cx=middle, cy=LINE + 0.0, r=6, class_="chart-mark")
        anchor = "end" if middle > RIGHT - LABEL_WIDTH else "middle"
        yield text(
            min(middle + LARGEST, RIGHT) if anchor == "end" else middle,
            LINE + 36,
            expected.words,
            text_anchor=anchor,
            class_="chart-value",
        )


def _label(number: int, day: date, scale: _Scale) -> SafeString:
    """Write a month below the line; where the picture is small, only every third is shown."""
    spare = "chart-note" if number % 3 == 0 else "chart-note chart-spare"
    return text(scale.of(day), BASE + 20, date_format(day, "M Y"), class_=spare)


def _dot(moment: Moment, scale: _Scale, largest: float) -> SafeString:
    radius = max(LARGEST * sqrt(max(moment.size, 0) / largest), SMALLEST)
    place = {"cx": scale.of(moment.day), "cy": LINE + 0.0, "r": radius}
    return tag("circle", tag("title", moment.hint), **place, class_="chart-moment")


def _ticks(scale: _Scale) -> Iterator[date]:
    """Return the firsts of months that have room for their names."""
    months = (scale.end.year - scale.begin.year) * 12 + scale.end.month - scale.begin.month
    room = (RIGHT - LEFT) / LABEL_WIDTH
    step = next((step for step in MONTHS_BETWEEN_LABELS if months / step <= room), MONTHS_BETWEEN_LABELS[-1])
    for number in range(scale.begin.year * 12 + scale.begin.month, scale.end.year * 12 + scale.end.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % step == 0 and LEFT + LABEL_WIDTH / 2 < scale.of(day) < RIGHT - LABEL_WIDTH / 2 and day < scale.end:
            yield day
