"""The bare view shows what the shop's own view shows, and asks the database nothing."""

import re

import pytest
from bench.shop.multiply import multiply
from bench.shop.names import BARE, COUNT_QUERIES, FORGET, QUERIES

from techmart.catalogue.models import Product
from techmart.demo.furnish import furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(settings, now):
    settings.ROOT_URLCONF = "bench.shop.urls"
    settings.MIDDLEWARE = ["bench.shop.middleware.CountQueries", "bench.shop.middleware.Forget", *settings.MIDDLEWARE]
    furnish(customers=30, seed=7, now=now, progress=lambda step: None)


@pytest.mark.parametrize("address", ["/", "/products/", "/search/?q=lamp"])
def test_a_bare_page_is_the_page(client, shop, address):
    own, bare = client.get(address), client.get(BARE + address)
    assert words(bare) == words(own)


def words(response):
    """Return a page without what differs each time it is drawn."""
    text = re.sub(r'(name="(csrfmiddlewaretoken|next)" value)="[^"]*"', r"\1", response.content.decode())
    return text.replace(BARE, "")


def test_a_bare_page_asks_the_database_nothing_the_second_time(client, shop):
    asked = {COUNT_QUERIES: "1"}
    client.get(f"{BARE}/products/", headers=asked)
    assert client.get(f"{BARE}/products/", headers=asked)[QUERIES] == "0"


def test_a_page_that_is_asked_to_forget_asks_the_database_anew(client, shop):
    counts = [
        int(client.get("/", headers={COUNT_QUERIES: "1", **headers})[QUERIES]) for headers in ({}, {}, {FORGET: "1"})
    ]
    assert counts[1] == 0
    assert counts[2] > 0


def test_a_catalogue_multiplied_has_so_many_that_can_be_found_and_bought(client, shop):
    multiply(150)
    assert Product.objects.count() == 150
    copy = Product.objects.get(slug="halo-2-2")
    original = Product.objects.get(slug="halo-2")
    assert copy.brand == f"{original.brand} 2"
    assert copy.variants.count() == original.variants.count() > 0
    assert [image.url for image in copy.images.all()] == [image.url for image in original.images.all()]
    assert client.get("/p/halo-2-2/").status_code == 200


def test_nobody_counts_who_does_not_ask(client, shop):
    assert QUERIES not in client.get("/products/").headers
