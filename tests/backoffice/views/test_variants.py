"""A product's variants as a table."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import a_product, a_variant, an_order

from techmart.catalogue.models import Variant

pytestmark = pytest.mark.django_db


def what_the_table_sends(*variants: Variant, **changes: str) -> dict[str, str]:
    sent = {"form-TOTAL_FORMS": str(len(variants)), "form-INITIAL_FORMS": str(len(variants))}
    for number, variant in enumerate(variants):
        row = {"id": variant.pk, "sku": variant.sku, "price": "10.00", "compare_at": "", "colour": ""}
        row |= {"weight_g": "0", "low_stock_at": "3", "tracks_stock": "on", **changes}
        sent |= {f"form-{number}-{name}": str(value) for name, value in row.items() if value is not None}
    return sent


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_table_of_any_length_takes_four_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    product = a_product()
    for _ in range(how_many):
        a_variant(product=product)
    with django_assert_num_queries(4):
        response = desk.get(f"/backoffice/products/{product.pk}/variants/")
    assert len(response.context["table"].forms) == how_many


def test_prices_are_typed_in_major_units_and_listings_follow(desk: Client) -> None:
    variant = a_variant()
    sent = what_the_table_sends(variant, price="12,50", compare_at="20", colour="#AABBCC")
    assert desk.post(f"/backoffice/products/{variant.product_id}/variants/", sent).status_code == 302
    variant.refresh_from_db()
    variant.product.refresh_from_db()
    assert (variant.price, variant.compare_at, variant.colour) == (1250, 2000, "aabbcc")
    assert (variant.product.price, variant.on_hand) == (1250, 10)


def test_a_former_price_is_a_higher_one(desk: Client) -> None:
    variant = a_variant()
    response = desk.post(
        f"/backoffice/products/{variant.product_id}/variants/", what_the_table_sends(variant, compare_at="9")
    )
    assert (response.status_code, response.context["table"].errors) == (
        422,
        [{"compare_at": ["Higher than the price, or empty."]}],
    )


def test_another_products_variant_cannot_be_changed(desk: Client) -> None:
    variant, other = a_variant(), a_variant(price=555)
    response = desk.post(f"/backoffice/products/{variant.product_id}/variants/", what_the_table_sends(other))
    other.refresh_from_db()
    assert (response.status_code, other.price) == (422, 555)


def test_counting_does_not_stop_while_an_order_waits(desk: Client) -> None:
    variant = a_variant()
    an_order(variant)
    response = desk.post(
        f"/backoffice/products/{variant.product_id}/variants/",
        what_the_table_sends(variant, tracks_stock=None),  # type: ignore[arg-type]
    )
    assert list(response.context["table"].errors[0]) == ["tracks_stock"]


def test_options_make_a_grid(desk: Client) -> None:
    product = a_variant().product
    desk.post(f"/backoffice/products/{product.pk}/options/", {"options": "Colour: Black, Sand; Size: S, L"})
    assert product.variants.count() == 4


@pytest.mark.parametrize("typed", ["Colour", "Colour: Sand"])
def test_options_that_cannot_be_are_refused_with_the_reason(desk: Client, typed: str) -> None:
    product = a_product(options=[{"name": "Colour", "values": ["Black", "Sand"]}])
    a_variant(product=product, options={"Colour": "Black"})
    a_variant(product=product, options={"Colour": "Sand"})
    response = desk.post(f"/backoffice/products/{product.pk}/options/", {"options": typed})
    assert response.status_code == 422
    assert list(response.context["options_form"].errors) == ["options"]
    assert product.variants.count() == 2


def test_rows_that_the_table_never_had_are_refused(desk: Client) -> None:
    variant = a_variant()
    sent = what_the_table_sends(variant, price="12.50") | {"form-TOTAL_FORMS": "5"}
    assert desk.post(f"/backoffice/products/{variant.product_id}/variants/", sent).status_code == 422
    assert [row.price for row in Variant.objects.all()] == [1000]
