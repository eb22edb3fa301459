"""Charts: safe, heard as well as seen, and true to their numbers."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from techmart.backoffice.charts import (
    Bar,
    Cell,
    Dot,
    Expected,
    Moment,
    Series,
    bars,
    heat_map,
    histogram,
    lines,
    probability_bar,
    reliability,
    rhythm,
    sparkline,
)
from techmart.backoffice.charts.numbers import round_values

MAY, JUNE, JULY = (date(2026, month, 15) for month in (5, 6, 7))
EVIL = '<script>alert("&")</script>'
DRAWN = {
    "bars": lambda words: bars(words, [Bar(words, 1, words, words), Bar("b", 3, "3")], highlight=1),
    "histogram": lambda words: histogram(words, [3, 0, 1200], [words, "", "", "1"], highlight=[2]),
    "heat map": lambda words: heat_map(
        words, [words], ["a", "b"], [[Cell(0.9, words, words), None]], names=(words, words), highlight=(0, 0)
    ),
    "lines": lambda words: lines(
        words, [Series(words, [1, None, 4]), Series("b", [2, 2], is_main=False)], [(0, words), (2, "c")]
    ),
    "reliability": lambda words: reliability(words, [Dot(0.1, 0.2, 10), Dot(0.7, 0.6, 5)], highlight=0),
    "rhythm": lambda words: rhythm(
        words, [Moment(MAY, 4, words)], JUNE, Expected(JULY, JUNE, None, words), description=words
    ),
    "probability bar": lambda words: probability_bar(0.3, title=words, is_marked=True),
    "sparkline": lambda words: sparkline([0.1, 0.4, 0.2], title=words),
}


def parsed(picture: str) -> ET.Element:
    return ET.fromstring(picture)


def marks(picture: str) -> list[ET.Element]:
    return [element for element in parsed(picture).iter() if element.get("class") == "chart-mark"]


@pytest.mark.parametrize("name", DRAWN)
def test_words_are_escaped_and_nothing_is_styled_inline(name: str) -> None:
    picture = DRAWN[name](EVIL)

    assert "<script" not in picture
    assert all("style" not in element.attrib for element in parsed(picture).iter())
    assert parsed(picture).find("title").text == EVIL


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_has_a_role_a_size_and_a_mark(name: str) -> None:
    picture = parsed(DRAWN[name]("Seen"))

    assert picture.get("role") == "img"
    assert picture.get("viewBox").startswith("0 0 ")
    assert len(marks(DRAWN[name]("Seen"))) == 1


@pytest.mark.parametrize("name", DRAWN)
def test_everything_lies_inside_the_picture(name: str) -> None:
    picture = parsed(DRAWN[name]("Seen"))
    width, height = (float(side) for side in picture.get("viewBox").split()[2:])

    for element in picture.iter():
        for sides, limit in ((("x", "cx", "x1", "x2"), width), (("y", "cy", "y1", "y2"), height)):
            assert all(0 <= float(element.get(side, 0)) <= limit for side in sides)


def test_bars_are_as_tall_as_their_values() -> None:
    drawn = parsed(bars("Seen", [Bar("a", 1, "1"), Bar("b", 2, "2"), Bar("c", 0, "0")])).findall("rect")
    heights = [float(bar.get("height")) for bar in drawn]

    assert heights[1] == 2 * heights[0]
    assert heights[2] == 1.0  # nothing still leaves a line


def test_a_probability_fills_its_share_of_the_track() -> None:
    track, filled = parsed(probability_bar(0.25)).findall("rect")

    assert float(filled.get("width")) == float(track.get("width")) / 4
    assert parsed(probability_bar(1.7)).findall("rect")[1].get("width") == track.get("width")


def test_a_line_ends_on_its_last_value_and_skips_gaps() -> None:
    drawn = parsed(lines("Seen", [Series("now", [None, 2, 4, 1])], []))
    points = drawn.find("polyline").get("points").split()
    dot = drawn.find("circle")

    assert len(points) == 3
    assert points[-1] == f"{float(dot.get('cx')):.1f},{float(dot.get('cy')):.1f}"


def test_round_values_give_the_scale_beside_the_line() -> None:
    drawn = parsed(lines("Seen", [Series("now", [146, 3])], [], scale=lambda value: f"€{value:.0f}"))
    assert [part.text for part in drawn.iter("text") if "chart-scale" in part.get("class", "")] == ["€50", "€100"]


@given(st.floats(min_value=0, max_value=1e15))
@example(80.0)
@example(9999.99)
def test_every_highest_value_has_a_scale(highest: float) -> None:
    scale = round_values(highest)
    assert len(scale) <= 4
    assert all(0 < value <= highest for value in scale)
    assert bool(scale) == (highest >= 2)


def test_names_of_lines_that_end_together_do_not_touch() -> None:
    drawn = parsed(lines("Seen", [Series("now", [1, 5]), Series("before", [2, 5], is_main=False)], []))
    heights = {text.text: float(text.get("y")) for text in drawn.iter("text")}

    assert abs(heights["now"] - heights["before"]) >= 20


@pytest.mark.parametrize(
    "picture",
    [
        bars("Empty", []),
        histogram("Empty", [], [""]),
        heat_map("Empty", [], [], []),
        lines("Empty", [], []),
        lines("Gone", [Series("a", [None, None])], []),
        lines("Nothing", [Series("a", [0, 0])], []),
        reliability("Empty", []),
        sparkline([], title="Empty"),
    ],
)
def test_nothing_to_draw_is_drawn_all_the_same(picture: str) -> None:
    assert parsed(picture).tag == "svg"


def test_moments_lie_where_their_day_does_and_are_as_large_as_they_are() -> None:
    first, second = Moment(MAY, 400, "first"), Moment(JUNE, 100, "second")
    picture = parsed(rhythm("Rhythm", [second, first], JUNE, Expected(JULY, JUNE, date(2026, 8, 15), "15 Jul")))
    drawn = {dot.find("title").text: dot for dot in picture.iter() if dot.get("class") == "chart-moment"}
    assert list(drawn) == ["first", "second"]
    assert float(drawn["first"].get("r")) == 2 * float(drawn["second"].get("r"))
    (expected,) = marks(rhythm("Rhythm", [first], JUNE, Expected(JULY, JUNE, date(2026, 8, 15), "15 Jul")))
    # May 15 to August 15 is 92 days on 664 units, from 28 on.
    assert [float(drawn["second"].get("cx")), float(expected.get("cx"))] == [251.7, 468.3]


def test_nothing_is_marked_where_nothing_is_expected() -> None:
    assert marks(rhythm("Rhythm", [Moment(MAY, 1, "")], JUNE, None)) == []
