import pytest

from techmart.catalogue.models import Product, Variant
from techmart.storefront.picker import is_sold_out, pick, stock_message

PHONE = Product(
    title="Fern",
    options=[{"name": "Colour", "values": ["Ink", "Rose"]}, {"name": "Storage", "values": ["128 GB", "256 GB"]}],
)


def variant(pk: int, colour: str, storage: str, on_hand: int = 9) -> Variant:
    options = {"Colour": colour, "Storage": storage}
    return Variant(
        pk=pk, position=pk, options=options, on_hand=on_hand, colour="2b2f36" if colour == "Ink" else "d6a19c"
    )


SMALL_INK, LARGE_INK = variant(1, "Ink", "128 GB"), variant(2, "Ink", "256 GB", on_hand=0)
SMALL_ROSE = variant(3, "Rose", "128 GB")
ALL = [SMALL_INK, LARGE_INK, SMALL_ROSE]


def faults(picker):
    return {choice.value: choice.fault for option in picker.options for choice in option.choices}


def test_without_a_wish_the_first_that_can_be_bought_is_chosen():
    assert pick(PHONE, ALL, {}).variant == SMALL_INK
    assert pick(PHONE, [LARGE_INK, SMALL_ROSE], {}).variant == SMALL_ROSE


def test_a_wish_finds_its_variant_even_where_it_is_sold_out():
    picker = pick(PHONE, ALL, {"colour": "Ink", "storage": "256 GB"})
    assert (picker.variant, picker.note) == (LARGE_INK, "")


def test_what_does_not_exist_leads_to_the_nearest_and_says_so():
    picker = pick(PHONE, ALL, {"colour": "Rose", "storage": "256 GB"})
    assert picker.variant == SMALL_ROSE
    assert picker.note == "There is no Rose, 256 GB; this is the nearest."


def test_sold_out_and_impossible_values_are_greyed_out():
    assert faults(pick(PHONE, ALL, {"colour": "Ink"})) == {
        "Ink": "",
        "Rose": "",
        "128 GB": "",
        "256 GB": "sold out",
    }
    assert faults(pick(PHONE, ALL, {"colour": "Rose"}))["256 GB"] == "not in this combination"


def test_values_nobody_offers_are_ignored():
    assert pick(PHONE, ALL, {"colour": "<script>", "storage": ""}).variant == SMALL_INK


def test_only_colours_have_a_swatch():
    colour, storage = pick(PHONE, ALL, {}).options
    assert [choice.colour for choice in colour.choices] == ["2b2f36", "d6a19c"]
    assert [choice.colour for choice in storage.choices] == ["", ""]


@pytest.mark.parametrize(
    ("fields", "message", "sold_out"),
    [
        ({"on_hand": 0}, "Sold out.", True),
        ({"on_hand": 1}, "In stock, 1 left.", False),
        ({"on_hand": 5, "allocated": 2}, "In stock, 3 left.", False),
        ({"on_hand": 5, "held": 5}, "Sold out.", True),
        ({"on_hand": 6}, "In stock.", False),
        ({"on_hand": 0, "tracks_stock": False}, "In stock.", False),
    ],
)
def test_stock_in_words(fields, message, sold_out):
    assert (stock_message(Variant(**fields)), is_sold_out(Variant(**fields))) == (message, sold_out)
