"""Variants follow from options, and whatever has a past stays."""

import pytest
from tests.factories import NOW, a_product, a_variant, an_order

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Product
from techmart.catalogue.options import parse_options

pytestmark = pytest.mark.django_db
TWO_COLOURS = parse_options("Colour: Black, Sand")


def grid(product: Product) -> list[tuple[str, str]]:
    return [(variant.sku, variant.option_text) for variant in product.variants.all()]


def test_a_new_product_has_one_variant_and_is_found() -> None:
    product = a_product(title="Halo 2")
    catalogue.create_product(product=product, price=18900)
    product.refresh_from_db()
    assert (grid(product), product.price) == ([("HALO-2", "")], 18900)


def test_every_combination_becomes_a_variant() -> None:
    product = a_product(title="Halo 2")
    catalogue.set_options(product=product, options=parse_options("Colour: Black, Sand; Size: S, L"), price=100)
    assert grid(product) == [
        ("HALO-2-BLACK-S", "Black, S"),
        ("HALO-2-BLACK-L", "Black, L"),
        ("HALO-2-SAND-S", "Sand, S"),
        ("HALO-2-SAND-L", "Sand, L"),
    ]


def test_the_variant_there_was_becomes_the_first_and_lends_its_price() -> None:
    plain = a_variant(on_hand=7, price=500, sku="OLD")
    catalogue.set_options(product=plain.product, options=TWO_COLOURS)
    first, second = plain.product.variants.all()
    assert (first.sku, first.on_hand, first.options) == ("OLD", 7, {"Colour": "Black"})
    assert (second.price, second.on_hand, second.options) == (500, 0, {"Colour": "Sand"})


def test_the_same_options_again_change_nothing() -> None:
    product = a_product()
    catalogue.set_options(product=product, options=TWO_COLOURS, price=100)
    before = list(product.variants.values())
    catalogue.set_options(product=product, options=TWO_COLOURS, price=200)
    assert list(product.variants.values()) == before


def test_a_value_more_adds_a_variant_and_a_new_order_of_values_moves_them() -> None:
    product = a_product(title="Halo")
    catalogue.set_options(product=product, options=TWO_COLOURS, price=100)
    catalogue.set_options(product=product, options=parse_options("Colour: Sand, Clay, Black"))
    assert [words for _, words in grid(product)] == ["Sand", "Clay", "Black"]
    assert product.variants.get(options={"Colour": "Sand"}).sku == "HALO-SAND"


def test_what_nothing_fits_any_more_is_taken_away() -> None:
    product = a_product()
    catalogue.set_options(product=product, options=TWO_COLOURS, price=100)
    catalogue.set_options(product=product, options=parse_options("Colour: Sand"))
    assert [words for _, words in grid(product)] == ["Sand"]


def test_what_has_had_stock_or_orders_is_not() -> None:
    product = a_product()
    catalogue.set_options(product=product, options=TWO_COLOURS, price=100)
    black = product.variants.get(options={"Colour": "Black"})
    catalogue.change_stock(variant_id=black.pk, change=1, kind="received", note="", by="", now=NOW)
    with pytest.raises(catalogue.VariantInUse):
        catalogue.set_options(product=product, options=parse_options("Colour: Sand"))
    product.refresh_from_db()
    assert (product.options, product.variants.count()) == (TWO_COLOURS, 2)


def test_an_uncounted_variant_that_was_ordered_stays_too() -> None:
    product = a_product()
    catalogue.set_options(product=product, options=TWO_COLOURS, price=100)
    product.variants.update(tracks_stock=False)
    an_order(product.variants.get(options={"Colour": "Black"}))
    with pytest.raises(catalogue.VariantInUse):
        catalogue.set_options(product=product, options=parse_options("Colour: Sand"))


def test_codes_never_collide() -> None:
    a_variant(sku="HALO-2")
    product = a_product(title="Halo 2")
    catalogue.create_product(product=product, price=1)
    assert grid(product) == [("HALO-2-2", "")]


def test_a_colour_word_gives_the_swatch_its_colour() -> None:
    product = a_product()
    catalogue.set_options(product=product, options=parse_options("Colour: Black, Quokka"), price=1)
    assert [variant.colour for variant in product.variants.all()] == ["2b2c31", ""]
