"""A product's pictures."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import SettingsWrapper
from tests.factories import a_product, a_variant

from techmart.catalogue.models import Image, Product


@pytest.fixture
def product(db: None, tmp_path: Path, settings: SettingsWrapper) -> Product:
    settings.MEDIA_ROOT = tmp_path
    return a_variant().product


def a_photo() -> SimpleUploadedFile:
    file = BytesIO()
    Pillow.new("RGB", (20, 20), "red").save(file, "PNG")
    return SimpleUploadedFile("me.png", file.getvalue(), "image/png")


def test_an_upload_becomes_the_listings_picture(desk: Client, product: Product, tmp_path: Path) -> None:
    desk.post(f"/backoffice/products/{product.pk}/photos/", {"photo": a_photo(), "alt": "Red"})
    product.refresh_from_db()
    (file,) = tmp_path.rglob("*.webp")
    assert product.card["picture"] == f"/media/products/{file.name}"
    assert product.images.get().alt == "Red"


def test_what_is_no_photograph_is_refused(desk: Client, product: Product, tmp_path: Path) -> None:
    fake = SimpleUploadedFile("me.png", b"<svg onload=alert(1)>", "image/png")
    response = desk.post(f"/backoffice/products/{product.pk}/photos/", {"photo": fake})
    assert (response.status_code, list(response.context["photo_form"].errors)) == (422, ["photo"])
    assert (list(tmp_path.rglob("*.*")), product.images.count()) == ([], 0)


def test_a_drawing_is_chosen(desk: Client, product: Product) -> None:
    chosen = {"family": "headphones", "colour": "#2B2F36", "view": "front", "variant": product.variants.get().pk}
    desk.post(f"/backoffice/products/{product.pk}/drawings/", chosen)
    image = product.images.get()
    assert (image.drawing, image.variant) == ("headphones/2b2f36/front", product.variants.get())


@pytest.mark.parametrize("wrong", [{"colour": "red"}, {"family": "unicorn"}, {"variant": "999999"}])
def test_a_drawing_that_nobody_can_draw_is_refused(desk: Client, product: Product, wrong: dict[str, str]) -> None:
    chosen = {"family": "headphones", "colour": "2b2f36", "view": "front", **wrong}
    assert desk.post(f"/backoffice/products/{product.pk}/drawings/", chosen).status_code == 422


def test_pictures_of_another_product_are_out_of_reach(desk: Client, product: Product) -> None:
    image = Image.objects.create(product=a_product(), drawing="lamp/2b2f36/front")
    for act in ("first", "removal"):
        assert desk.post(f"/backoffice/products/{product.pk}/pictures/{image.pk}/{act}/").status_code == 404
    assert Image.objects.count() == 1


def test_a_picture_is_put_first_and_taken_away(desk: Client, product: Product) -> None:
    Image.objects.create(product=product, drawing="lamp/2b2f36/front")
    second = Image.objects.create(product=product, drawing="lamp/cf3b0b/front", position=1)
    desk.post(f"/backoffice/products/{product.pk}/pictures/{second.pk}/first/")
    assert product.images.first() == second
    desk.post(f"/backoffice/products/{product.pk}/pictures/{second.pk}/removal/")
    assert product.images.get().drawing == "lamp/2b2f36/front"


@pytest.mark.parametrize("how_many", [1, 3])
def test_any_number_of_pictures_takes_a_fixed_number_of_queries(
    how_many: int, desk: Client, product: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(how_many):
        Image.objects.create(product=product, drawing="lamp/2b2f36/front", position=number)
    with django_assert_num_queries(6):
        desk.get(f"/backoffice/products/{product.pk}/pictures/")
