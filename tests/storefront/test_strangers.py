"""What strangers may not reach, and what people are really called; what they type is walked in `test_every_form`."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import a_cart, a_product, a_shop, a_variant, an_order
from tests.test_every_form import unkind

from techmart.accounts.models import Address, Customer
from techmart.cart.queries import COOKIE
from techmart.core.countries import country_choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> dict[str, object]:
    """A shop, something in it, and Ada."""
    a_shop()
    halo = a_variant(price=1000, product=a_product("Halo 2", slug="halo-2"))
    return {"halo": halo, "ada": Customer.objects.create_user("ada@example.com", name="Ada Winter")}


@pytest.fixture
def stranger(world) -> Client:
    """Ada's browser."""
    client = Client(raise_request_exception=True)
    client.force_login(world["ada"])
    return client


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.fixed_dictionaries(dict.fromkeys(("id", "kind", "reference"), unkind)))
def test_a_notice_that_is_a_form_is_nobodys(stranger, typed):
    sent = {name: value.encode(errors="replace").decode() for name, value in typed.items()}
    assert stranger.post("/pay/demo/notices/", sent).status_code == 400


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    token=unkind,
    path=st.sampled_from(["/o/{}/", "/o/{}/return/", "/o/{}/invoice.pdf", "/pay/return/{}/", "/account/orders/{}/"]),
)
def test_a_link_nobody_was_given_is_not_found(stranger, token, path):
    assert stranger.get(path.format(quote(token, safe="", errors="replace"))).status_code in {200, 302, 404}


def test_an_order_takes_what_people_are_really_called(stranger, world):
    """Names from right to left, with emoji, of any length that a parcel label takes."""
    for name in ("אברהם לוי", "👩‍💻 Zoë", "Null", "O'Neil; DROP TABLE"):
        cart = a_cart(world["halo"])
        client = Client()
        client.cookies[COOKIE] = cart.key
        form = {
            "email": "zoe@example.com", "recipient": name, "line1": "1", "postcode": "1", "city": "X",
            "country": country_choices(["DE"])[0][0], "shipping": "post", "payment": "cash", "total": "1490",
        }  # fmt: skip
        response = client.post("/checkout/", form)
        assert name in client.get(response.url).context["order"].recipient


def test_another_persons_order_is_not_there(stranger, world):
    other = an_order(world["halo"], email="ben@example.com")
    for path in (f"/account/orders/{other.number}/", f"/account/orders/{other.number}/reorder/"):
        assert stranger.get(path, follow=True).status_code == 404
        assert stranger.post(path).status_code in {404, 405}


def test_another_persons_cart_line_and_address_stay_as_they_are(stranger, world):
    theirs = a_cart(world["halo"], quantity=2).lines.get()
    ben = Customer.objects.create_user("ben@example.com")
    Address.objects.create(customer=ben, recipient="B", line1="Bens", postcode="1", city="X", country="DE")
    stranger.post(f"/cart/lines/{theirs.pk}/", {"quantity": 0})
    theirs.refresh_from_db()
    assert theirs.quantity == 2
    a_cart(world["halo"], customer=world["ada"])
    page = stranger.post("/checkout/", {"update": f"address-{ben.addresses.get().pk}"})
    assert "Bens" not in page.content.decode()
