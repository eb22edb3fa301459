"""Tints, tones and the colours that titles speak of."""

import re
from importlib import resources

import pytest

from techmart.pictures import TINTS, colour_for, tint_name
from techmart.pictures.colours import PALETTE, mix, tones


@pytest.mark.parametrize(
    ("colour", "tint"),
    [
        ("808080", "stone"),
        ("d9a441", "butter"),
        ("b5694a", "sand"),
        ("c4504c", "rose"),
        ("6f7d5c", "sage"),
        ("a9bcbf", "mist"),
        ("2b2f36", "sky"),
        ("a79cc0", "lilac"),
    ],
)
def test_tile_takes_a_tint_of_the_product(colour, tint):
    assert tint_name(colour) == tint


def test_style_sheet_knows_every_tint():
    style = (resources.files("techmart.core") / "static/techmart/css/tile.css").read_text()

    assert sorted(re.findall(r"\.tint-(\w+)", style)) == sorted(TINTS)


def test_mixing_goes_from_one_colour_to_the_other():
    assert [mix("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]


@pytest.mark.parametrize("colour", ["#2b2f36", "#cf3b0b", "#efece6", "#ffffff"])
def test_tones_fall_from_light_to_deep(colour):
    made = tones(colour)

    assert made.light >= made.base > made.dark > made.deep
    assert made.light > made.deep


def test_title_names_its_colour_as_a_whole_word():
    assert colour_for("Set of 3 RED tins") == colour_for("red lantern")
    assert colour_for("Bored walnut") in PALETTE


def test_title_without_a_colour_keeps_the_one_it_got():
    titles = [f"Thing number {number}" for number in range(60)]

    assert [colour_for(title) for title in titles] == [colour_for(title) for title in titles]
    assert {colour_for(title) for title in titles} == set(PALETTE)
