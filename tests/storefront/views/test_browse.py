import pytest
from django.test import Client
from tests.factories import NOW, a_category, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Category, Variant
from techmart.tracking.buffer import buffer
from techmart.tracking.models import DayStat

pytestmark = pytest.mark.django_db


def titles(response):
    return [card["title"] for card in response.context["cards"]]


def test_the_front_page_shows_the_newest_large(client: Client):
    a_variant(product=a_product("Old lamp", published_at=NOW.replace(year=2015)))
    a_variant(product=a_product("New lamp", description="<p>Shines for years. Needs no bulb.</p>"))
    page = client.get("/").content.decode()
    assert "<h1>New lamp</h1>" in page
    assert '<p class="lead">Shines for years.</p>' in page
    assert "Old lamp" in page


def test_an_empty_shop_has_a_front_page_too(client: Client):
    assert "Nothing is on sale yet" in client.get("/").content.decode()


def test_a_category_lists_what_is_under_it_and_nothing_else(client: Client):
    audio, home = a_category(), a_category("home", "Home")
    phones = Category.objects.add_child(audio, {"slug": "phones", "title": "Phones"})
    a_variant(product=a_product("Halo", category=phones))
    a_variant(product=a_product("Kettle", category=home))
    assert titles(client.get("/c/audio/")) == ["Halo"]
    assert titles(client.get("/c/phones/")) == ["Halo"]
    assert client.get("/c/attic/").status_code == 404


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("price", ["Cheap", "Dear"]), ("-price", ["Dear", "Cheap"]), ("nonsense", ["Cheap", "Dear"])],
)
def test_listings_are_sorted(client: Client, sort, expected):
    a_variant(price=9000, product=a_product("Dear", published_at=NOW.replace(year=2015)))
    a_variant(price=100, product=a_product("Cheap"))
    assert titles(client.get("/products/", {"sort": sort})) == expected


@pytest.mark.parametrize("page", ["0", "x", "999", "-1", ""])
def test_a_page_that_is_none_is_the_nearest(client: Client, page):
    a_variant()
    assert client.get("/products/", {"page": page}).status_code == 200
    assert client.get("/search/", {"q": "halo", "page": page}).status_code == 200


def test_pages_keep_the_rest_of_the_address(client: Client):
    for _ in range(25):
        a_variant()
    response = client.get("/products/", {"sort": "price"})
    assert len(response.context["cards"]) == 24
    assert 'href="?sort=price&amp;page=2"' in response.content.decode()
    assert len(client.get("/products/", {"page": 2}).context["cards"]) == 1


def test_drafts_and_the_future_are_not_to_be_seen(client: Client):
    a_variant(product=a_product(slug="draft", status="draft"))
    a_variant(product=a_product(slug="later", published_at=NOW.replace(year=2027)))
    assert [client.get(f"/p/{slug}/").status_code for slug in ("draft", "later", "none")] == [404, 404, 404]
    assert titles(client.get("/products/")) == []


def test_a_product_says_price_and_stock_of_the_variant_that_is_asked_for(client: Client):
    product = a_product("Fern", slug="fern", options=[{"name": "Colour", "values": ["Ink", "Rose"]}])
    a_variant(3, price=59900, product=product, options={"Colour": "Ink"}, position=1)
    a_variant(0, price=64900, compare_at=70000, product=product, options={"Colour": "Rose"}, position=2)
    ink = client.get("/p/fern/").content.decode()
    assert "€599.00" in ink
    assert "In stock, 3 left." in ink
    rose = client.get("/p/fern/", {"colour": "Rose"}).content.decode()
    assert "€649.00" in rose
    assert "€700.00" in rose
    assert "Sold out." in rose
    assert "Add to cart" not in rose


def test_the_picker_swaps_only_its_own_part(client: Client, halo):
    fragment = client.get("/p/halo-2/", headers={"hx-request": "true"}).content.decode()
    assert fragment.startswith('<div class="product" id="choice">')
    assert "<html" not in fragment


def test_what_a_merchant_writes_is_cleaned(client: Client):
    a_variant(product=a_product(slug="x", description="<p onclick=x()>Good<script>evil()</script></p>"))
    page = client.get("/p/x/").content.decode()
    assert "<p>Good</p>" in page
    assert "evil" not in page


def test_search_finds_and_counts(client: Client, halo):
    response = client.get("/search/", {"q": "halo"})
    assert "Results for “halo”" in response.content.decode()
    assert response.context["total"] == 1


def test_a_search_without_results_offers_what_there_is(client: Client, halo):
    page = client.get("/search/", {"q": "<zebra>\x00"}).content.decode()
    assert "Nothing found for “&lt;zebra&gt;”" in page
    assert "Halo 2" in page


def test_looking_is_noted_but_not_written(halo):
    client = Client(headers={"user-agent": "Mozilla/5.0"})
    for path in ("/p/halo-2/", "/search/?q=halo", "/search/?q=halo&page=2"):
        client.get(path)
    assert len(buffer) == 2
    buffer.flush()
    assert set(DayStat.objects.values_list("metric", "value")) == {("product.viewed", 1), ("search.performed", 1)}


def test_a_page_beyond_the_last_is_the_last(client: Client, halo):
    assert titles(client.get("/search/", {"q": "halo", "page": 7})) == ["Halo 2"]
    assert titles(client.get("/products/", {"page": 7})) == ["Halo 2"]


@pytest.mark.parametrize("number", ["9" * 5000, "0", "-1", "%00", "²"])
def test_a_number_that_is_no_page_is_the_first(client: Client, number: str):
    a_variant(product=a_product("Halo"))
    assert titles(client.get(f"/products/?page={number}")) == ["Halo"]
    assert client.get(f"/search/?q=halo&page={number}").status_code == 200


def test_a_reduced_price_names_the_lowest_of_the_days_before(client: Client, halo: Variant):
    halo.price, halo.compare_at = 14900, 19900
    catalogue.save_variants(product=halo.product, variants=[halo], now=NOW)
    assert "Lowest price of the 30 days before: €189.00" in client.get("/p/halo-2/").content.decode()


def test_caches_tell_the_page_from_its_part(client: Client, halo):
    page, part = client.get("/p/halo-2/"), client.get("/p/halo-2/", headers={"HX-Request": "true"})
    assert "<html" in page.content.decode()
    assert "<html" not in part.content.decode()
    assert all("HX-Request" in answer["Vary"] for answer in (page, part))


@pytest.mark.parametrize(
    "path", ["/", "/products/", "/search/?q=husk", "/search/suggestions/?q=husk", "/compare/?p=husk"]
)
def test_a_product_without_variants_breaks_no_page(client: Client, path: str):
    husk = a_product("Husk", slug="husk")
    catalogue.refresh_cards(product_ids=[husk.pk])
    client.cookies["wishes"] = str(husk.pk)
    assert client.get("/p/husk/").status_code == 404
    assert client.get(path).status_code == 200
