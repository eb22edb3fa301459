"""Listings keep what they are narrowed by in their address, and say what each choice would leave."""

import pytest
from django.test import Client
from tests.factories import NOW, a_category, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Category, Product
from techmart.catalogue.search_models import OldSlug

pytestmark = pytest.mark.django_db
SCHEMA = [
    {"key": "wireless", "label": "Wireless", "type": "boolean"},
    {"key": "battery_h", "label": "Battery life", "type": "number", "unit": "h"},
]


@pytest.fixture
def shelf() -> None:
    """Four headphones and a lamp."""
    Category.objects.filter(pk=a_category().pk).update(spec_schema=SCHEMA)
    rows = [
        ("Halo", "Vale", 18900, 3, None, {"wireless": True, "battery_h": 30}, ["repairable"]),
        ("Drop", "Vale", 4900, 0, 6900, {"wireless": True, "battery_h": 8}, []),
        ("Reel", "Oak", 9900, 5, None, {"wireless": False}, ["repairable"]),
        ("Cone", "Pine", 24900, 1, None, {"wireless": False}, []),
    ]
    for title, brand, price, on_hand, was, specs, tags in rows:
        product = a_product(title, brand=brand, specs=specs, tags=tags)
        a_variant(on_hand, price=price, compare_at=was, product=product)
    a_variant(product=a_product("Lamp", category=a_category("home", "Home")))


def titles(response):
    return sorted(card["title"] for card in response.context["cards"])


def choices(response, key):
    boxes = {box.facet.key: box.facet for box in response.context["boxes"]}
    return {choice.label: choice.count for choice in boxes[key].choices} if key in boxes else {}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Cone", "Drop", "Halo", "Reel"]),
        ("brand=Vale", ["Drop", "Halo"]),
        ("brand=Vale&brand=Oak", ["Drop", "Halo", "Reel"]),
        ("brand=Vale&stock=1", ["Halo"]),
        ("sale=1", ["Drop"]),
        ("from=99&to=189", ["Halo", "Reel"]),
        ("from=x&to=", ["Cone", "Drop", "Halo", "Reel"]),
        ("tag=repairable&spec.wireless=yes", ["Halo"]),
        ("spec.battery_h=..20", ["Drop"]),
        ("spec.battery_h=20..&spec.battery_h=8", ["Drop", "Halo"]),
        ("spec.battery_h=no..no&brand=%00", []),
        ("rating=4", []),
        ("category=attic", []),
    ],
)
def test_any_value_of_one_filter_and_every_filter(client: Client, asked, expected):
    assert titles(client.get(f"/c/audio/?{asked}")) == expected


@pytest.mark.usefixtures("shelf")
def test_a_choice_counts_what_the_other_filters_leave(client: Client):
    narrowed = client.get("/c/audio/?brand=Vale&stock=1&spec.wireless=yes")
    assert narrowed.context["total"] == 1
    assert choices(narrowed, "brand") == {"Vale": 1, "Oak": 0, "Pine": 0}
    assert choices(narrowed, "stock") == {"In stock": 1}
    assert choices(narrowed, "spec.wireless") == {"Yes": 1, "No": 0}
    assert choices(narrowed, "spec.battery_h") == {"8 h": 0, "30 h": 1}
    page = narrowed.content.decode()
    assert 'name="brand" value="Oak" disabled' in page
    assert 'name="brand" value="Vale" checked' in page


@pytest.mark.usefixtures("shelf")
def test_search_results_are_narrowed_and_sorted_too(client: Client):
    assert titles(client.get("/search/?q=audio&brand=Oak")) == ["Reel"]
    by_price = client.get("/search/?q=audio&sort=-price")
    assert [card["title"] for card in by_price.context["cards"]] == ["Cone", "Halo", "Reel", "Drop"]
    assert choices(client.get("/products/"), "category") == {"Audio": 4, "Home": 1}


@pytest.mark.usefixtures("shelf")
def test_what_is_new_and_what_is_reduced_have_pages(client: Client):
    Product.objects.filter(title="Reel").update(published_at=NOW)
    assert titles(client.get("/new/")) == ["Reel"]
    assert titles(client.get("/sale/")) == ["Drop"]


@pytest.mark.usefixtures("shelf")
def test_a_change_of_filters_asks_for_a_part_of_the_page(client: Client):
    part = client.get("/c/audio/?brand=Vale", headers={"hx-request": "true"})
    assert part.content.decode().startswith('<section id="results"')
    assert f"Show {part.context['total']} product" in part.content.decode()
    assert '<div id="facets" hx-swap-oob="true">' in part.content.decode()
    back = client.get("/c/audio/", headers={"hx-request": "true", "hx-history-restore-request": "true"})
    assert back.content.decode().startswith("<!doctype html>")
    assert "HX-Request" in part["Vary"]


@pytest.mark.usefixtures("shelf")
def test_search_engines_keep_the_bare_listing(client: Client):
    bare, narrowed = (client.get(f"/c/audio/{query}").content.decode() for query in ("", "?brand=Vale"))
    assert ("noindex" in bare, "noindex" in narrowed) == (False, True)
    for page in (bare, narrowed):
        assert '<link rel="canonical" href="http://testserver/c/audio/">' in page


def test_a_page_beyond_the_first_is_its_own_canonical(client: Client):
    for _ in range(25):
        a_variant()
    assert 'href="http://testserver/products/?page=2">' in client.get("/products/?page=2").content.decode()


def test_an_old_address_of_a_category_leads_to_the_new_one(client: Client):
    OldSlug.objects.create(slug="hifi", category=a_category())
    response = client.get("/c/hifi/")
    assert (response.status_code, response["Location"]) == (301, "/c/audio/")


def test_many_different_numbers_are_offered_in_ranges(client: Client):
    Category.objects.filter(pk=a_category().pk).update(spec_schema=SCHEMA)
    for hours in (4, 6, 9, 11, 19, 22, 30, 44):
        a_variant(product=a_product("Halo", specs={"battery_h": hours}))
    assert choices(client.get("/c/audio/"), "spec.battery_h") == {
        "Under 9 h": 2,
        "9 to 20 h": 3,
        "20 to 30 h": 1,
        "30 h and more": 2,
    }


def test_a_product_that_changes_takes_its_facts_along(client: Client):
    product = a_product("Halo", tags=["repairable"])
    a_variant(product=product)
    assert titles(client.get("/products/?tag=repairable")) == ["Halo"]
    product.tags = []
    catalogue.save_product(product=product)
    assert titles(client.get("/products/?tag=repairable&sort=price")) == []


def test_an_old_address_of_a_product_leads_to_the_new_one_until_something_else_has_it(client: Client):
    product = a_product("Halo", slug="halo")
    a_variant(product=product)
    for slug in ("halo-2", "halo-3"):
        product.slug = slug
        catalogue.save_product(product=product)
    assert [client.get(f"/p/{slug}/").get("Location") for slug in ("halo", "halo-2")] == ["/p/halo-3/"] * 2
    product.slug = "halo"
    catalogue.save_product(product=product)
    assert client.get("/p/halo/").status_code == 200
    assert client.get("/p/halo-3/")["Location"] == "/p/halo/"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("path", "suggested"), [("/p/halo-9000/", ["Halo"]), ("/products/red%20lamp/", ["Lamp"]), ("/nowhere/", [])]
)
def test_where_nothing_is_the_words_of_the_address_are_searched_for(client: Client, path, suggested):
    response = client.get(path)
    titles = [
        title for title in ("Halo", "Drop", "Reel", "Cone", "Lamp") if f">{title}</a>" in response.content.decode()
    ]
    assert (response.status_code, titles) == (404, suggested)
