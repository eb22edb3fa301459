import pytest
from django.test import Client
from tests.factories import a_cart, a_product, a_shop, a_variant

from techmart.cart.models import Cart, CartLine
from techmart.cart.queries import COOKIE

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def add(client: Client, variant, quantity: object = 1, **headers):
    return client.post("/cart/lines/", {"variant": variant.pk, "quantity": quantity}, headers=headers)


def test_adding_gives_the_browser_a_cart(client: Client, halo):
    response = add(client, halo, 2)
    assert (response.status_code, response.url) == (302, "/cart/")
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    line = CartLine.objects.get(cart__key=cookie.value)
    assert (line.variant_id, line.quantity) == (halo.pk, 2)


def test_looking_gives_nobody_a_cart(client: Client, halo):
    client.get("/cart/")
    client.get("/p/halo-2/")
    assert Cart.objects.count() == 0


def test_more_than_there_is_is_announced(client: Client, halo):
    page = client.post("/cart/lines/", {"variant": halo.pk, "quantity": 9}, follow=True).content.decode()
    assert "Only 3 left: your cart now holds 3." in page


def test_with_script_the_answer_comes_in_place_with_the_new_count(client: Client, halo):
    page = add(client, halo, 2, **HTMX).content.decode()
    assert "It is in your cart." in page
    assert '<span class="count" id="cart-count" hx-swap-oob="true">2</span>' in page


@pytest.mark.parametrize("quantity", ["0", "-1", "x", "", "100"])
def test_a_quantity_that_is_none_adds_nothing(client: Client, halo, quantity):
    assert "Please choose a quantity" in add(client, halo, quantity, **HTMX).content.decode()
    assert CartLine.objects.count() == 0


def test_what_is_not_for_sale_is_not_added(client: Client, halo):
    halo.product.status = "draft"
    halo.product.save()
    assert "not for sale" in add(client, halo, 1, **HTMX).content.decode()
    assert Cart.objects.count() == 0


def test_quantity_changes_and_zero_removes(client: Client, halo):
    add(client, halo)
    line = CartLine.objects.get()
    assert client.post(f"/cart/lines/{line.pk}/", {"quantity": 2}).status_code == 302
    line.refresh_from_db()
    assert line.quantity == 2
    page = client.post(f"/cart/lines/{line.pk}/", {"quantity": 0}, headers=HTMX).content.decode()
    assert "Nothing in it yet." in page
    assert 'id="cart-count" hx-swap-oob="true" hidden' in page


def test_an_empty_cart_shows_what_others_buy(client: Client, halo):
    assert halo.product.title in client.get("/cart/").content.decode()
    add(client, halo)
    assert "Bought most" not in client.get("/cart/").content.decode()


def test_a_long_cart_leads_to_its_total(client: Client):
    a_shop()
    for number in range(5):
        page = client.get("/cart/").content.decode()
        assert "#cart-summary" not in page
        add(client, a_variant(product=a_product(f"Thing {number}"), price=1000))
    assert 'href="#cart-summary">To the total: €54.90' in client.get("/cart/").content.decode()


def test_nobody_reaches_into_another_cart(client: Client, halo):
    other = a_cart(halo).lines.get()
    add(client, halo)
    client.post(f"/cart/lines/{other.pk}/", {"quantity": 3})
    other.refresh_from_db()
    assert other.quantity == 1


def test_sold_out_meanwhile_is_said_and_stops_the_checkout(client: Client, halo):
    add(client, halo, 3)
    type(halo).objects.filter(pk=halo.pk).update(on_hand=1)
    page = client.get("/cart/").content.decode()
    assert "Only 1 left. Please lower the quantity." in page
    assert 'class="btn btn--main btn--wide" disabled' in page


def test_shipping_and_tax_are_shown_before_the_checkout(client: Client, halo):
    add(client, halo)
    type(halo).objects.update(price=5000)
    page = client.get("/cart/").content.decode()
    assert "<dt>Post</dt><dd>€4.90</dd>" in page
    assert "<dt>Total</dt><dd>€54.90</dd>" in page
    assert "Includes €8.76 tax." in page
    assert "€50.00 more and sending is free." in page


def test_going_to_the_checkout_holds_the_stock(client: Client, halo):
    add(client, halo, 2)
    assert client.post("/cart/checkout/").url == "/checkout/"
    halo.refresh_from_db()
    assert (halo.held, halo.available) == (2, 1)


def test_without_a_cart_there_is_no_checkout(client: Client, halo):
    assert client.post("/cart/checkout/").url == "/cart/"
    assert client.get("/checkout/").url == "/cart/"


def test_the_drawer_shows_the_cart_and_changes_it_in_place(client: Client, halo):
    client.post("/cart/lines/", {"variant": halo.pk, "quantity": 1})
    assert 'data-units="1"' in client.get("/cart/drawer/").content.decode()
    line = CartLine.objects.get()
    in_drawer = {"HX-Request": "true", "HX-Target": "drawer"}
    said = client.post(f"/cart/lines/{line.pk}/", {"quantity": "9"}, headers=in_drawer).content.decode()
    assert 'data-units="3"' in said
    assert "Only 3 left: your cart now holds 3." in said
    assert 'id="cart"' not in said


def test_how_far_it_is_to_free_shipping_is_said(client: Client):
    a_shop()
    client.post("/cart/lines/", {"variant": a_variant(price=6000).pk, "quantity": 1})
    page = client.get("/cart/").content.decode()
    assert "€40.00 more and sending is free." in page
    assert '<progress id="to-free" value="6000" max="10000">' in page
