"""The bare view shows what the shop's own view shows, and asks the database nothing."""

import re

import pytest
from bench.shop.names import BARE, COUNT_QUERIES, QUERIES

from techmart.demo.furnish import furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(settings, now):
    settings.ROOT_URLCONF = "bench.shop.urls"
    settings.MIDDLEWARE = ["bench.shop.counting.CountQueries", *settings.MIDDLEWARE]
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
    assert int(client.get("/products/", headers=asked)[QUERIES]) > 0


def test_nobody_counts_who_does_not_ask(client, shop):
    assert QUERIES not in client.get("/products/").headers
