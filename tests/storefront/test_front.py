import pytest
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Collection
from techmart.feedback.models import Feedback
from techmart.pricing.models import ShippingMethod
from techmart.storefront.front import Sending, front_page

pytestmark = pytest.mark.django_db


def send(**fields):
    ShippingMethod.objects.create(code="post", name="Post", price=490, free_over=10_000, **fields)


def a_review(product, title, **fields):
    fields = {"text": "Plays.", "is_verified": True, "published_at": NOW, "rating": 4, **fields}
    return Feedback.objects.create(kind="review", product=product, title=title, created_at=NOW, **fields)


def test_it_shows_each_thing_where_it_belongs():
    a_variant(product=a_product("Old", published_at=NOW.replace(year=2015), popularity=9))
    reduced = a_product("Reduced", published_at=NOW.replace(year=2016))
    a_variant(price=800, compare_at=1000, product=reduced)
    a_variant(product=a_product("New", published_at=NOW.replace(year=2017)))
    front = front_page(NOW)
    assert front["hero"]["title"] == "New"
    assert [card["title"] for card in front["newest"]] == ["Reduced", "Old"]
    assert [card["title"] for card in front["reduced"]] == ["Reduced"]
    assert front["popular"][0]["title"] == "Old"


def test_it_quotes_buyers_good_and_bad_but_not_strangers(halo):
    product = halo.product
    a_review(product, "Bad", rating=1)
    a_review(product, "Not bought", is_verified=False)
    a_review(product, "Not read yet", published_at=None)
    a_review(a_product("Gone", status="draft"), "Of what is gone")
    assert [(review.title, rating.full) for review, rating, _ in front_page(NOW)["said"]] == [("Bad", "★")]


def test_it_says_how_the_shop_sends():
    send(fastest_days=1, slowest_days=1)
    assert front_page(NOW)["sending"] == Sending("Germany", "Tue 16 Jun", "€100")


def test_it_asks_five_questions_however_much_there_is(django_assert_num_queries):
    for number in range(3):
        variant = a_variant(price=800, compare_at=1000, product=a_product(f"Lamp {number}"))
        desk = Collection.objects.create(title=f"Desk {number}", slug=f"desk-{number}", starts_at=NOW)
        catalogue.collect(collection=desk, product_id=variant.product_id)
        a_review(variant.product, "Shines")
    with django_assert_num_queries(7):  # two more are remembered: the shop's options and its ways of sending
        front_page(NOW)
