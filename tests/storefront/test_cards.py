import pytest
from django.urls import reverse
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue.queries import cards as rows_of
from techmart.storefront.cards import cards, is_reduced, short_money

pytestmark = pytest.mark.django_db


def card_of(**fields):
    a_variant(**fields)
    return cards(rows_of(NOW))[0]


def test_a_card_carries_what_the_template_prints():
    product = a_product("Tact 75", slug="tact-75", summary="75 %")
    assert card_of(price=12900, product=product) == {
        "pk": product.pk,
        "slug": "tact-75",
        "url": reverse("product", args=["tact-75"]),
        "title": "Tact 75",
        "summary": "75 %",
        "price": "€129",
        "was": "",
        "is_from": False,
        "stars": "",
        "review_count": 0,
        "rating_words": "",
        "tag": "",
        "is_buyable": True,
        "picture": "",
        "fills": True,
        "alt": "Tact 75",
        "tint": "stone",
        "swatches": [],
    }


def test_a_reduced_product_shows_what_it_was_and_by_how_much():
    card = card_of(price=8000, compare_at=10000)
    assert (card["price"], card["was"], card["tag"]) == ("€80", "€100", "−20 %")


def test_what_nobody_can_buy_says_so():
    assert card_of(on_hand=0)["tag"] == "Sold out"


def test_no_reduction_without_a_higher_price_before():
    assert [is_reduced(100, None), is_reduced(100, 100), is_reduced(100, 101)] == [False, False, True]


@pytest.mark.parametrize(
    ("minor", "currency", "text"), [(18900, "EUR", "€189"), (8490, "EUR", "€84.90"), (500, "JPY", "¥500")]
)
def test_price_tags_leave_out_zero_decimals(minor, currency, text):
    assert short_money(minor, currency) == text
