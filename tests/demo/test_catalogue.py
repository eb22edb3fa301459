"""The demo catalogue keeps its own promises before it ever meets a database."""

import re
import xml.etree.ElementTree as ET

import pytest

from techmart.demo.catalogue import CATEGORIES, COLLECTIONS, PRODUCTS, Replenishment, Visibility
from techmart.pictures import FAMILIES, draw, parse_slug

LEAVES = {leaf.slug: leaf for branch in CATEGORIES for leaf in branch.children}
VARIANTS = [variant for product in PRODUCTS for variant in product.variants]
by_slug = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.slug)


def repeated(values):
    values = list(values)
    return {value for value in values if values.count(value) > 1}


def test_slugs_and_skus_are_unique():
    branches = [branch.slug for branch in CATEGORIES]

    assert repeated(product.slug for product in PRODUCTS) == set()
    assert repeated(product.title for product in PRODUCTS) == set()
    assert repeated(variant.sku for variant in VARIANTS) == set()
    assert repeated([*branches, *(leaf.slug for branch in CATEGORIES for leaf in branch.children)]) == set()


def test_tree_is_five_aisles_with_every_shelf_filled():
    assert [branch.title for branch in CATEGORIES] == ["Audio", "Computers", "Photo", "Home", "Parts"]
    assert {product.category for product in PRODUCTS} == set(LEAVES)


def test_spec_keys_mean_the_same_wherever_they_are_used():
    fields = {
        (field.key, field.label, field.type, field.unit) for leaf in LEAVES.values() for field in leaf.spec_schema
    }

    assert repeated(key for key, *_ in fields) == set()


@by_slug
def test_specs_match_the_schema_of_the_category(product):
    schema = {field.key: field for field in LEAVES[product.category].spec_schema}

    assert [key for key, value in product.specs.items() if key not in schema or not schema[key].accepts(value)] == []
    assert product.specs


@by_slug
def test_prices_stock_and_weights_are_sane(product):
    assert min(product.price + variant.price_delta for variant in product.variants) > 0
    assert product.compare_at is None or product.compare_at > product.price
    assert min(variant.stock for variant in product.variants) >= 0
    assert product.weight_g > 0


@by_slug
def test_variants_differ_in_the_same_options(product):
    combinations = [tuple(variant.options.items()) for variant in product.variants]

    assert {tuple(variant.options) for variant in product.variants} == {product.option_names}
    assert repeated(combinations) == set()


@by_slug
def test_every_variant_has_its_drawings(product):
    for variant in product.variants:
        for view in FAMILIES[variant.family].views:
            text = draw(*parse_slug(variant.picture(view)))
            assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
            assert len(text) < 12_000


@by_slug
def test_words_are_calm_and_whole(product):
    text = " ".join([product.title, product.facts, product.about, *product.points])

    assert not re.search(r"!|lorem|[A-Z]{6,}|  ", text)
    assert product.about.endswith(".")
    assert ET.fromstring(f"<div>{product.description}</div>").find("p").text == product.about


def test_what_is_used_up_says_for_what_and_how_long_it_lasts():
    known = {product.slug for product in PRODUCTS}
    consumables = {product.slug for product in PRODUCTS if product.replenishment is Replenishment.CONSUMABLE}

    assert {product.slug for product in PRODUCTS if product.refill_days} == consumables
    assert {other for product in PRODUCTS for other in product.goes_with} <= known


def test_shop_shows_every_state_a_product_can_be_in():
    states = [product.visibility for product in PRODUCTS]

    assert (states.count(Visibility.DRAFT), states.count(Visibility.SCHEDULED)) == (1, 1)
    assert [product.opens_in_days > 0 for product in PRODUCTS] == [state is Visibility.SCHEDULED for state in states]
    assert sum(product.compare_at is not None for product in PRODUCTS) >= 5
    assert sum(0 < variant.stock <= variant.low_stock_threshold for variant in VARIANTS) >= 4
    assert sum(variant.stock == 0 for variant in VARIANTS) >= 1


def test_collections_hold_products_that_shoppers_see_each_once():
    shown = {product.slug for product in PRODUCTS if product.visibility is Visibility.PUBLISHED}
    for collection in COLLECTIONS:
        assert set(collection.products) - shown == set()
        assert repeated(collection.products) == set()
