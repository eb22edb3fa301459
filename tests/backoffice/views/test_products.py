"""The list of products, a product's words and facts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories import a_category, a_product, a_variant

from techmart.catalogue.models import Category, Product

SCHEMA = [
    {"key": "weight_g", "label": "Weight", "type": "number", "unit": "g"},
    {"key": "wireless", "label": "Wireless", "type": "boolean"},
    {"key": "form", "label": "Form", "type": "choice", "choices": ["Over-ear", "In-ear"]},
]


def titles(response: object) -> list[str]:
    return [product.title for product in response.context["page"]]  # type: ignore[attr-defined]


@pytest.fixture
def audio(db: None) -> Category:
    category = a_category()
    category.spec_schema = SCHEMA
    category.save()
    return category


def what_a_form_sends(category: Category, **changes: str) -> dict[str, str]:
    return {
        "title": "Halo 2",
        "category": str(category.pk),
        "tax_class": "standard",
        "status": "published",
        "published_at": "2026-06-01T12:00",
        **changes,
    }


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_list_of_any_length_takes_five_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(how_many):
        a_variant()
    with django_assert_num_queries(5):
        response = desk.get("/backoffice/products/")
    assert len(titles(response)) == how_many


def test_stock_is_summed_over_variants(desk: Client) -> None:
    product = a_variant(on_hand=3).product
    a_variant(on_hand=4, product=product)
    a_variant(product=product, tracks_stock=False)
    (row,) = desk.get("/backoffice/products/").context["page"]
    assert (row.available, row.variant_count) == (7, 3)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=kettle", ["Kettle"]),
        ("q=sku-halo", ["Halo"]),
        ("status=draft", ["Draft"]),
        ("status=scheduled", ["Soon"]),
        ("stock=low", ["Kettle"]),
        ("sort=title", ["Draft", "Halo", "Kettle", "Soon"]),
        ("sort=-price&status=published", ["Kettle", "Halo"]),
        ("sort=nonsense&category=999&q=halo", ["Halo"]),
    ],
)
def test_the_address_says_what_is_seen(desk: Client, query: str, found: list[str]) -> None:
    a_variant(on_hand=2, price=900, product=a_product(title="Kettle"))
    a_variant(price=500, product=a_product(title="Halo"), sku="SKU-HALO")
    a_product(title="Draft", status="draft")
    a_product(title="Soon", published_at=timezone.now() + timedelta(days=3))
    assert titles(desk.get(f"/backoffice/products/?{query}")) == found


def test_a_category_holds_what_stands_under_it(desk: Client, audio: Category) -> None:
    child = Category.objects.add_child(audio, {"slug": "pads", "title": "Pads"})
    a_product(title="Pad", category=child)
    a_product(title="Lamp", category=a_category("home", "Home"))
    assert titles(desk.get(f"/backoffice/products/?category={audio.pk}")) == ["Pad"]


def test_a_new_product_is_made_with_its_price(desk: Client, audio: Category) -> None:
    response = desk.post("/backoffice/products/new/", what_a_form_sends(audio, price="189", tags="New, studio, new"))
    product = Product.objects.get()
    assert response["Location"] == f"/backoffice/products/{product.pk}/"
    assert (product.slug, product.tags, product.price, product.currency) == ("halo-2", ["new", "studio"], 18900, "EUR")
    assert product.variants.get().sku == "HALO-2"


def test_facts_are_typed_by_the_category(desk: Client, audio: Category) -> None:
    product = a_product()
    facts = {"spec_weight_g": "250", "spec_wireless": "no", "spec_form": "In-ear"}
    desk.post(f"/backoffice/products/{product.pk}/", what_a_form_sends(audio, **facts))
    product.refresh_from_db()
    assert product.specs == {"weight_g": 250, "wireless": False, "form": "In-ear"}
    page = desk.get(f"/backoffice/products/{product.pk}/").content.decode()
    assert '<option value="no" selected>' in page


def test_a_fact_that_is_no_number_is_refused(desk: Client, audio: Category) -> None:
    product = a_product()
    response = desk.post(f"/backoffice/products/{product.pk}/", what_a_form_sends(audio, spec_weight_g="heavy"))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["spec_weight_g"]


def test_choosing_a_category_shows_its_facts_before_anything_is_saved(desk: Client, audio: Category) -> None:
    product = a_product(category=a_category("home", "Home"))
    page = desk.get(f"/backoffice/products/{product.pk}/?category={audio.pk}").content.decode()
    assert "Weight, g" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One\n\nTwo", "<p>One</p>\n\n<p>Two</p>"),
        ("1 & 2", "<p>1 &amp; 2</p>"),
        ("<p onclick=x()>Hi</p><script>x()</script>", "<p>Hi</p>"),
        ("", ""),
    ],
)
def test_descriptions_are_simple_html(desk: Client, audio: Category, typed: str, kept: str) -> None:
    product = a_product()
    desk.post(f"/backoffice/products/{product.pk}/", what_a_form_sends(audio, description=typed))
    product.refresh_from_db()
    assert product.description == kept


def test_an_address_is_taken_once(desk: Client, audio: Category) -> None:
    a_product(slug="halo-2")
    response = desk.post("/backoffice/products/new/", what_a_form_sends(audio, price="1"))
    assert list(response.context["form"].errors) == ["slug"]


@pytest.mark.parametrize(("days", "state"), [(-1, "Published"), (1, "Scheduled")])
def test_its_page_says_whether_it_is_in_the_shop_already(desk: Client, db: None, days: int, state: str) -> None:
    product = a_product(published_at=timezone.now() + timedelta(days=days))
    page = desk.get(f"/backoffice/products/{product.pk}/").content.decode()
    head, _, _ = page.partition('class="split"')
    assert (state in head, "See it in the shop" in head) == (True, state == "Published")


def test_times_are_the_shops_own(desk: Client, audio: Category) -> None:
    product = a_product()
    desk.post(f"/backoffice/products/{product.pk}/", what_a_form_sends(audio))
    product.refresh_from_db()
    assert product.published_at.isoformat() == "2026-06-01T10:00:00+00:00"


def test_a_product_takes_a_fixed_number_of_queries(
    desk: Client, audio: Category, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    product = a_variant().product
    with django_assert_num_queries(5):
        desk.get(f"/backoffice/products/{product.pk}/")


@pytest.mark.parametrize("asked", ["9" * 5000, "9" * 18, "x", "-1"])
def test_a_category_that_cannot_be_asks_for_nothing(asked: str, desk: Client) -> None:
    response = desk.get(f"/backoffice/products/new/?category={asked}")
    assert (response.status_code, response.context["form"].specs) == (200, [])
