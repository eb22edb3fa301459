import pytest
from django.test import Client
from tests.factories import a_product, a_variant

from techmart.catalogue.models import Variant

pytestmark = pytest.mark.django_db


def test_what_was_looked_at_is_remembered_after_consent_alone(client: Client, halo: Variant):
    other = a_variant(product=a_product("Tact 75", slug="tact-75"))
    client.get("/p/halo-2/")
    assert "seen" not in client.cookies
    client.post("/privacy/", {"choice": "remember"})
    for slug in ("halo-2", "tact-75", "halo-2"):
        client.get(f"/p/{slug}/")
    assert client.cookies["seen"].value == f"{halo.product_id}.{other.product_id}"
    assert "You looked at" in client.get("/p/tact-75/").content.decode()
    client.post("/privacy/", {"choice": "count"})
    assert client.cookies["seen"].value == ""


def test_a_cookie_that_we_did_not_write_does_no_harm(client: Client, halo: Variant):
    client.cookies["visitor"] = "somebody"
    client.cookies["seen"] = "9" * 30 + ".x.-1." + str(halo.product_id)
    assert client.get("/p/halo-2/").status_code == 200
