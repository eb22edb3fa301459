"""What listings count is the catalogue as it is: whatever changes it, the next page sees it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from tests.factories import LONG_AGO, NOW, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue.columns import columns
from techmart.catalogue.models import Product
from techmart.catalogue.queries import sold_out

pytestmark = pytest.mark.django_db
ORDERS = {
    "newest": ("-published_at", "-pk"),
    "popular": ("-popularity", "pk"),
    "rating": ("-rating", "-rating_count", "pk"),
    "price": ("price", "pk"),
    "-price": ("-price", "pk"),
}


@pytest.fixture
def shelf() -> list[int]:
    """Seven products, of which some are alike in everything but their keys, and a draft."""
    for number in range(7):
        fields = {"published_at": LONG_AGO + timedelta(days=number % 3), "popularity": number % 2, "brand": "Oak"}
        product = a_product(rating=100 * (number % 4), rating_count=number % 2, **fields)
        a_variant(price=500 + 100 * (number % 3), product=product)
    a_variant(product=a_product(status="draft"))
    return list(Product.objects.filter(status="published").order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("order", ORDERS)
def test_orders_are_those_of_the_database(shelf, order):
    known = columns()
    by_database = Product.objects.filter(status="published").order_by(*ORDERS[order]).values_list("pk", flat=True)
    assert known.pk[known.orders[order]].tolist() == list(by_database)


def test_products_are_found_by_their_keys_in_any_order_and_drafts_are_none(shelf):
    known = columns()
    wanted = [shelf[4], 0, shelf[1], shelf[-1] + 1, shelf[6], 10**12]
    assert known.pk[known.rows_of(wanted)].tolist() == [shelf[4], shelf[1], shelf[6]]
    assert known.pk[known.among(wanted)].tolist() == [shelf[1], shelf[4], shelf[6]]
    assert not known.among([]).any()
    assert known.pk.tolist() == shelf


def test_a_shop_with_nothing_has_columns_too():
    known = columns()
    assert (len(known.pk), known.facts, known.among([1]).tolist()) == (0, {}, [])


def test_of_what_day_a_product_is_decides_when_it_is_shown(shelf):
    known = columns()
    assert known.pk[known.published_since(LONG_AGO + timedelta(days=2))].tolist() == [shelf[2], shelf[5]]
    assert known.pk[known.published_until(LONG_AGO)].tolist() == [shelf[0], shelf[3], shelf[6]]


def _rename(product: Product) -> None:
    product.brand = "Pine"
    catalogue.save_product(product=product)


def _withdraw(product: Product) -> None:
    product.status = "draft"
    catalogue.save_product(product=product)


def _price(product: Product) -> None:
    variant = product.variants.get()
    variant.price = 1
    catalogue.save_variants(product=product, variants=[variant], now=NOW)


CHANGES: dict[str, Callable[[Product], object]] = {
    "saved": _rename,
    "another price": _price,
    "withdrawn": _withdraw,
    "rated": lambda product: catalogue.set_rating(product_id=product.pk, rating=500, count=9),
    "sold": lambda product: catalogue.set_popularity(units={product.pk: 7}),
    "deleted": lambda _: a_product().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once_and_nothing_is_read_twice(shelf, change):
    before = columns()
    assert columns() is before
    CHANGES[change](Product.objects.get(pk=shelf[0]))
    after = columns()
    assert after is not before
    assert columns() is after


def test_what_was_taken_back_was_never_there(shelf):
    before = columns()
    with transaction.atomic():
        catalogue.set_rating(product_id=shelf[0], rating=500, count=9)
        assert columns().rating[0] == 500
        transaction.set_rollback(True)
    assert columns().rating.tolist() == before.rating.tolist()


def test_sold_out_is_what_no_variant_of_can_be_bought(shelf):
    product = a_product()
    a_variant(on_hand=0, product=product)
    assert columns().with_other_variants(sold_out()).tolist() == [True] * 7 + [False]
    a_variant(on_hand=1, product=product)
    assert columns().with_other_variants(sold_out()).tolist() == [True] * 8
