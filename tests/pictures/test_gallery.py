"""Every picture that is advertised can be drawn, is safe to serve, and nothing else can be asked for."""

import time
import xml.etree.ElementTree as ET

import pytest

from techmart.pictures import FAMILIES, PictureSlug, UnknownPictureError, draw, parse_slug, slug

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [(family.name, view) for family in FAMILIES.values() for view in family.views]
DRAWN_TAGS = {
    "svg",
    "defs",
    "g",
    "rect",
    "circle",
    "ellipse",
    "path",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
}


@pytest.mark.parametrize(("family", "view"), PICTURES)
def test_picture_is_a_small_svg_that_loads_and_runs_nothing(family, view):
    text = draw(family, FAMILIES[family].colour, view)
    elements = list(ET.fromstring(text).iter())

    assert len(text.encode()) < 12_000
    assert {element.tag.removeprefix(SVG) for element in elements} <= DRAWN_TAGS
    assert not [name for element in elements for name in element.attrib if name.startswith("on") or "href" in name]
    assert not [element for element in elements if "style" in element.attrib]


@pytest.mark.parametrize(("family", "view"), PICTURES)
def test_every_paint_that_is_referred_to_is_defined_once(family, view):
    elements = list(ET.fromstring(draw(family, FAMILIES[family].colour, view)).iter())
    defined = [element.get("id") for element in elements if element.get("id")]
    used = {
        value.removeprefix("url(#").removesuffix(")")
        for element in elements
        for value in element.attrib.values()
        if value.startswith("url(")
    }

    assert len(defined) == len(set(defined))
    assert used <= set(defined)


def test_every_family_has_every_view_and_a_colour_of_its_own():
    assert len(FAMILIES) >= 36
    assert {family.views for family in FAMILIES.values()} == {("front", "detail", "in-use")}
    assert [
        name for name, family in FAMILIES.items() if slug(name, family.colour) != f"{name}/{family.colour}/front"
    ] == []


def test_same_slug_always_gives_the_same_picture():
    assert draw("camera", "43454e", "detail") == draw("camera", "43454e", "detail")


def test_colour_and_view_change_the_picture():
    pictures = {draw("kettle", colour, view) for colour in ("4c5a5a", "cf3b0b") for view in ("front", "in-use")}

    assert len(pictures) == 4


def test_drawing_takes_less_than_two_milliseconds():
    draw("keyboard", "3a434b")
    started = time.perf_counter()
    for family, view in PICTURES:
        draw(family, "6f7d5c", view)
    assert (time.perf_counter() - started) / len(PICTURES) < 0.002


def test_slug_gives_its_parts():
    assert parse_slug("headphones/2b2f36/front") == PictureSlug("headphones", "2b2f36", "front")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "headphones",
        "headphones/2b2f36",
        "headphones/2b2f36/front/",
        "/headphones/2b2f36/front",
        "headphones/2b2f36/front.svg",
        "headphones/2b2f36/front\n",
        "headphones/2B2F36/front",
        "headphones/#2b2f3/front",
        "headphones/2b2f3/front",
        "headphones/2b2f366/front",
        "headphones/2b2f3g/front",
        "headphones/２b2f36/front",
        "headphones/red/front",
        "headphones/2b2f36/back",
        "headphones/2b2f36/FRONT",
        "../../etc/passwd/2b2f36/front",
        "headphones%2F2b2f36/front",
        'headphones/"><scr/front',
        "headphones/2b2f36/front\x00",
        "tardis/2b2f36/front",
        "a" * 100_000,
    ],
)
def test_anything_else_is_no_slug(text):
    with pytest.raises(UnknownPictureError):
        parse_slug(text)


@pytest.mark.parametrize(
    ("family", "colour", "view"),
    [
        ("tardis", "2b2f36", "front"),
        ("camera", '"/><x', "front"),
        ("camera", "2b2f36", "back"),
        ("camera", "2b2f36\n", "front"),
    ],
)
def test_what_has_no_slug_cannot_be_drawn_either(family, colour, view):
    with pytest.raises(UnknownPictureError):
        draw(family, colour, view)
    with pytest.raises(UnknownPictureError):
        slug(family, colour, view)
