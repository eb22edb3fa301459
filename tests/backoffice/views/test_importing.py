"""A file of products: first what it would do, with its faults; then it is done, once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from techmart.catalogue.models import Product

pytestmark = pytest.mark.django_db
FILE = b'sku,name,price,tags\nA1,Halo,189,"new, loud"\nA2,Lamp,cheap,\nA3,Kettle,,\n'


def upload(desk: Client, content: bytes):
    return desk.post("/backoffice/products/import/", {"file": SimpleUploadedFile("products.csv", content)})


def test_a_preview_writes_nothing_and_names_the_faults(desk: Client):
    page = upload(desk, FILE).content.decode()
    assert "2 new products, 0 changed, 0 unchanged. 1 without a price become drafts." in page
    assert "Line 3, price: &#x27;cheap&#x27; is no price in EUR; write it as 84.90" in page
    assert not Product.objects.exists()


def test_what_was_shown_is_imported_once(desk: Client):
    page = upload(desk, FILE).content.decode()
    address = re.search(r'action="(/backoffice/products/import/[^"]+/)"', page)[1]
    assert desk.post(address).url == "/backoffice/products/"
    assert set(Product.objects.values_list("title", "status")) == {("Halo", "published"), ("Kettle", "draft")}
    assert Product.objects.get(title="Halo").tags == ["new", "loud"]
    again = desk.post(address, follow=True)
    assert "That file is no longer kept." in again.content.decode()
    assert Product.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"colour\nred\n", "no column for sku and title"),
        (b"\xff\xfe\x00", "not text"),
        (b"x" * 1_100_000, "larger than"),
    ],
)
def test_a_file_that_is_none_is_refused(desk: Client, content: bytes, said: str):
    response = upload(desk, content)
    assert (response.status_code, said in response.content.decode()) == (422, True)


def test_it_is_for_staff_alone(client: Client):
    assert client.get("/backoffice/products/import/").status_code == 302
    some = "3d4d1c1e-0d5e-4b1c-9d5c-0d6a4f1f9b5a"
    assert client.post(f"/backoffice/products/import/{some}/").status_code == 302
