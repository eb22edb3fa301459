"""A collection is a listing in the order that the merchant gave it."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Collection, Product
from techmart.storefront.views import listings

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Collection:
    """Three things for a desk, neither by price nor by name."""
    collection = Collection.objects.create(title="Desk", slug="desk", intro="It lasts.", starts_at=NOW)
    for title, brand, price in [("Lamp", "Oak", 5000), ("Keys", "Vale", 9000), ("Mouse", "Oak", 3000)]:
        product = a_product(title, brand=brand)
        a_variant(price=price, product=product)
        catalogue.collect(collection=collection, product_id=product.pk)
    a_variant(product=a_product("Elsewhere", brand="Oak"))
    return collection


def titles(response):
    return [card["title"] for card in response.context["cards"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Lamp", "Keys", "Mouse"]),
        ("?sort=price", ["Mouse", "Lamp", "Keys"]),
        ("?brand=Oak", ["Lamp", "Mouse"]),
        ("?brand=Oak&sort=price", ["Mouse", "Lamp"]),
        ("?sort=nonsense&page=7", ["Lamp", "Keys", "Mouse"]),
    ],
)
def test_it_is_shown_as_arranged_unless_another_order_is_wanted(client: Client, desk, query, expected):
    assert titles(client.get(f"/collections/desk/{query}")) == expected


def test_a_page_goes_on_where_the_last_one_stopped(client: Client, desk, monkeypatch):
    monkeypatch.setattr("techmart.storefront.shelves.PAGE_SIZE", 2)
    assert titles(client.get("/collections/desk/?page=2")) == ["Mouse"]


def test_what_shoppers_may_not_see_is_left_out(client: Client, desk):
    Product.objects.filter(title="Lamp").update(status="draft")
    assert titles(client.get("/collections/desk/")) == ["Keys", "Mouse"]


def test_its_page_says_what_it_is_and_where(client: Client, desk):
    page = client.get("/collections/desk/").content.decode()
    assert '<link rel="canonical" href="http://testserver/collections/desk/">' in page
    assert '<meta property="og:title" content="Desk">' in page
    assert '<meta property="og:description" content="It lasts.">' in page
    assert '<a itemprop="item" href="/collections/">' in page
    assert "It lasts." in page
    assert '<option value="arranged" selected>As arranged</option>' in page
    assert 'name="robots"' not in page


@pytest.mark.parametrize(
    "days", [{"starts_at": NOW + timedelta(days=1)}, {"ends_at": NOW}], ids=["not yet", "not any more"]
)
def test_outside_its_days_it_is_nowhere(client: Client, desk, days):
    Collection.objects.update(**days)
    assert client.get("/collections/desk/").status_code == 404
    for path in ("/", "/collections/", "/sitemap.xml"):
        assert "/collections/desk/" not in client.get(path).content.decode()


def test_it_is_found_from_the_front_page_and_by_search_engines(client: Client, desk):
    for path in ("/", "/collections/", "/sitemap.xml"):
        assert "/collections/desk/" in client.get(path).content.decode()


def test_an_empty_one_leads_elsewhere(client: Client):
    Collection.objects.create(title="Desk", slug="desk", starts_at=NOW)
    page = client.get("/collections/desk/")
    assert (page.status_code, "Nothing here at the moment." in page.content.decode()) == (200, True)
    assert "Nothing here at the moment." in client.get("/collections/").content.decode()


def test_the_sorts_are_those_of_every_listing_and_one_more():
    assert {*listings.COLLECTION_SORTS} - {*listings.SORTS} == {"arranged"}
