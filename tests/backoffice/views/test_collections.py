"""A merchant puts products together, and into an order."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.factories import a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Collection

pytestmark = pytest.mark.django_db
WORDS = {"title": "A desk that lasts", "starts_at": "2026-03-02T10:00", "position": "0"}


@pytest.fixture
def desk_things() -> Collection:
    """A collection of a lamp and keys; a mouse stands elsewhere."""
    collection = Collection.objects.create(title="Desk", slug="desk")
    for title in ("Lamp", "Keys", "Mouse"):
        variant = a_variant(product=a_product(title))
        if title != "Mouse":
            catalogue.collect(collection=collection, product_id=variant.product_id)
    return collection


def titles(collection: Collection) -> list[str]:
    return list(collection.items.values_list("product__title", flat=True))


def test_a_collection_is_made_with_an_address_from_its_title(desk: Client):
    response = desk.post("/backoffice/products/collections/new/", WORDS)
    row = Collection.objects.get()
    assert response["Location"] == f"/backoffice/products/collections/{row.pk}/"
    assert (row.slug, row.starts_at) == ("a-desk-that-lasts", datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert "A desk that lasts" in desk.get("/backoffice/products/collections/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends_at": "2026-03-01T10:00"}, "It ends before it begins."),
        ({"title": "箱"}, "Type an address"),
        ({"slug": "desk"}, "already exists"),
        ({"starts_at": "soon"}, "Enter a valid date/time."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(desk: Client, desk_things, wrong, said):
    response = desk.post("/backoffice/products/collections/new/", WORDS | wrong)
    assert (response.status_code, Collection.objects.count()) == (422, 1)
    assert said in response.content.decode()


def test_its_photograph_is_seen_in_the_shop(desk: Client, desk_things, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (20, 20), "red").save(file, "PNG")
    photo = SimpleUploadedFile("me.png", file.getvalue(), "image/png")
    desk.post(f"/backoffice/products/collections/{desk_things.pk}/", {**WORDS, "photo": photo})
    desk_things.refresh_from_db()
    for page in ("/collections/", "/collections/desk/"):
        assert f'src="{desk_things.photo.url}"' in Client().get(page).content.decode()
    assert b"".join(Client().get(desk_things.photo.url))[:4] == b"RIFF"


def test_a_file_that_is_no_photograph_is_refused(desk: Client):
    photo = SimpleUploadedFile("photo.webp", b"<script>", content_type="image/webp")
    response = desk.post("/backoffice/products/collections/new/", {**WORDS, "photo": photo})
    assert (response.status_code, Collection.objects.count()) == (422, 0)


def test_its_address_stays(desk: Client, desk_things):
    desk.post(f"/backoffice/products/collections/{desk_things.pk}/", {**WORDS, "slug": "other"})
    desk_things.refresh_from_db()
    assert (desk_things.title, desk_things.slug) == ("A desk that lasts", "desk")


def test_products_are_found_put_in_arranged_and_taken_out(desk: Client, desk_things):
    path = f"/backoffice/products/collections/{desk_things.pk}/"
    found = desk.get(path, {"q": "o"}).context["found"]
    assert [product.title for product in found] == ["Mouse"]
    mouse = found[0].pk
    assert desk.post(f"{path}products/", {"add": mouse, "q": "o"})["Location"] == f"{path}?q=o"
    assert titles(desk_things) == ["Lamp", "Keys", "Mouse"]
    desk.post(f"{path}products/", {f"place-{mouse}": "1"})
    assert titles(desk_things) == ["Mouse", "Lamp", "Keys"]
    desk.post(f"{path}products/", {"remove": mouse})
    assert titles(desk_things) == ["Lamp", "Keys"]


@pytest.mark.parametrize("act", [{"add": "x"}, {"add": "9" * 30}, {"remove": "-1"}])
def test_a_product_that_is_none_is_not_found(desk: Client, desk_things, act):
    path = f"/backoffice/products/collections/{desk_things.pk}/products/"
    assert desk.post(path, act).status_code == 404


def test_it_is_taken_away_without_its_products(desk: Client, desk_things):
    desk.post(f"/backoffice/products/collections/{desk_things.pk}/removal/")
    assert Collection.objects.count() == 0
    assert "Lamp" in desk.get("/backoffice/products/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_its_page_takes_as_many_queries_for_one_as_for_three(desk: Client, number, django_assert_num_queries):
    collection = Collection.objects.create(title="Desk", slug="desk")
    for _ in range(number):
        catalogue.collect(collection=collection, product_id=a_variant().product_id)
    with django_assert_num_queries(5):
        desk.get(f"/backoffice/products/collections/{collection.pk}/", {"q": "nothing"})
