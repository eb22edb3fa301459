import pytest
from django.test import Client
from tests.factories import a_variant, an_order

from techmart.accounts.models import Customer
from techmart.cart.models import CartLine
from techmart.catalogue.models import Image, Variant
from techmart.mail.models import Message
from techmart.orders.links import tracking_path

pytestmark = pytest.mark.django_db


def test_the_link_shows_the_order(client: Client):
    order = an_order(a_variant(price=1000))
    page = client.get(tracking_path(order)).content.decode()
    assert order.number in page
    assert "Hafenstraße 4" in page
    assert "<dd>€14.90</dd>" in page
    assert "Germany" in page


def test_a_forged_link_shows_nothing(client: Client):
    path = tracking_path(an_order())
    assert client.get(path.replace("/o/", "/o/x")).status_code == 404
    assert client.get("/o/T10001/").status_code == 404


def test_an_account_is_offered_to_guests_right_after_ordering_only(client: Client):
    path = tracking_path(an_order(email="cleo@example.com"))
    assert "Open account" in client.get(path, {"placed": 1}).content.decode()
    assert "Open account" not in client.get(path).content.decode()


def test_one_press_sends_the_link_that_opens_an_account(client: Client):
    path = tracking_path(an_order(email="cleo@example.com"))
    assert client.post(f"{path}account/").url == "/account/confirm-email/"
    kinds = Message.objects.filter(to="cleo@example.com").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["order_placed", "account.choose_password"]
    assert client.post("/o/forged/account/").status_code == 404


def test_number_and_address_together_find_an_order(client: Client):
    order = an_order(email="cleo@example.com")
    found = client.post("/track/", {"number": f" {order.number.lower()}", "email": "Cleo@example.com"})
    assert found.url == tracking_path(order)
    lost = client.post("/track/", {"number": order.number, "email": "ben@example.com"})
    assert "We find no order with this number and address." in lost.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_shows_what_was_in_them_in_as_many_questions(as_ada: Client, ada, number, django_assert_num_queries):
    lamp, speaker = a_variant(), a_variant()
    for variant in (lamp, speaker):
        Image.objects.create(product=variant.product, variant=variant, drawing="headphones/2b2f36/front")
    for _ in range(number):
        an_order(lamp, speaker, email=ada.email)
    as_ada.get("/account/orders/")
    with django_assert_num_queries(7):
        page = as_ada.get("/account/orders/").content.decode()
    assert page.count('src="/pictures/headphones/2b2f36/front.svg"') == 2 * number


def test_customers_see_their_own_orders_and_no_other(as_ada: Client, ada):
    mine, other = an_order(email=ada.email), an_order(email="ben@example.com")
    page = as_ada.get("/account/orders/").content.decode()
    assert mine.number in page
    assert other.number not in page
    assert as_ada.get(f"/account/orders/{mine.number}/").status_code == 200
    assert as_ada.get(f"/account/orders/{other.number}/").status_code == 404
    assert as_ada.post(f"/account/orders/{other.number}/reorder/").status_code == 404


@pytest.mark.parametrize("path", ["orders/", "orders/T1/", "profile/", "addresses/"])
def test_the_account_asks_who_you_are(client: Client, path):
    assert client.get(f"/account/{path}").url == f"/account/login/?next=/account/{path}"


def test_ordering_the_same_again_fills_the_cart_and_says_what_is_gone(as_ada: Client, ada: Customer):
    stays, goes = a_variant(), a_variant()
    order = an_order(stays, goes, email=ada.email)
    Variant.objects.filter(pk=goes.pk).update(on_hand=1)
    page = as_ada.post(f"/account/orders/{order.number}/reorder/", follow=True).content.decode()
    assert [line.variant_id for line in CartLine.objects.filter(cart__customer=ada, cart__state="open")] == [stays.pk]
    assert "sold out" in page


def test_an_imported_number_may_hold_slashes(as_ada: Client):
    order = an_order(email="ada@example.com")
    type(order).objects.update(number="INV/2024/17")
    assert 'href="/account/orders/INV/2024/17/"' in as_ada.get("/account/orders/").content.decode()
    assert as_ada.get("/account/orders/INV/2024/17/").status_code == 200


def test_guessing_numbers_comes_to_an_end(client: Client):
    for _ in range(21):
        page = client.post("/track/", {"number": "T1", "email": "eve@example.com"}).content.decode()
    assert "That was a lot of tries." in page
