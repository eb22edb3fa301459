"""What is one person's is nobody else's: carts, orders, addresses, the back office."""

import pytest
from django.test import Client
from tests.factories import ADDRESS

from techmart.accounts.models import Address, Customer
from techmart.cart.models import CartLine
from techmart.orders.models import Order

pytestmark = pytest.mark.live

PASSWORD = "a long enough one"


@pytest.fixture
def signed_in(shopper):
    """Return the browser of somebody who is signed in."""

    def sign_in(email: str, **fields: object):
        client, person = Client(), shopper()
        client.force_login(Customer.objects.create_user(email, **fields))
        person.cookies["sessionid"] = client.cookies["sessionid"].value
        return person

    return sign_in


def test_a_cart_answers_to_its_own_browser_alone(shopper, sold):
    variant, ada, ben = sold(), shopper(), shopper()
    ada.fill_cart(variant.product.slug, variant.pk, quantity=2)
    line = CartLine.objects.get()
    ben.get("/")
    path = f"/cart/lines/{line.pk}/"
    assert path in ada.get("/cart/").text
    assert path not in ben.get("/cart/").text
    ben.post(path, quantity=0)
    ben.fill_cart(variant.product.slug, variant.pk)
    ben.post(path, quantity=9)
    line.refresh_from_db()
    assert line.quantity == 2
    assert ada.get("/cart/").field("quantity") == "1"  # one less


def test_a_cart_of_an_account_is_not_opened_by_its_cookie(signed_in, shopper, sold):
    variant, ada, ben = sold(), signed_in("ada@example.com"), shopper()
    ada.fill_cart(variant.product.slug, variant.pk)
    ben.cookies["cart"] = ada.cookies["cart"]
    path = f"/cart/lines/{CartLine.objects.get().pk}/"
    assert path in ada.get("/cart/").text
    assert path not in ben.get("/cart/").text


def test_orders_and_addresses_are_their_owners(signed_in, sold):
    variant, ada, ben = sold(), signed_in("ada@example.com"), signed_in("ben@example.com")
    ada.fill_cart(variant.product.slug, variant.pk)
    ada.order("ada@example.com")
    number = Order.objects.get().number
    address = Address.objects.create(
        customer=Customer.objects.get(email="ada@example.com"), **{"line2": "", **_columns()}
    )
    paths = (f"/account/orders/{number}/", f"/account/addresses/{address.pk}/")
    assert [ada.get(path).status for path in paths] == [200, 200]
    assert [ben.get(path).status for path in paths] == [404, 404]
    assert number not in ben.get("/account/orders/").text
    acts = (f"/account/orders/{number}/reorder/", f"/account/addresses/{address.pk}/removal/", paths[1])
    assert [ben.post(path, **_columns()).status for path in acts] == [404, 404, 404]
    assert list(Address.objects.values_list("pk", "city")) == [(address.pk, "Hamburg")]


def test_an_order_opens_by_its_link_or_by_number_and_address(shopper, sold):
    variant, ada, ben = sold(), shopper(), shopper()
    ada.fill_cart(variant.product.slug, variant.pk)
    placed = ada.order("ada@example.com")
    token = placed.path.split("/")[2]
    assert ben.get(f"/o/{token}/").order_number == placed.order_number
    for position in (0, 3, len(token) // 2, -2):
        forged = list(token)
        forged[position] = "A" if forged[position] != "A" else "B"
        assert ben.get(f"/o/{''.join(forged)}/").status == 404
    assert [ben.get(f"/o/{guess}/").status for guess in (placed.order_number, "x", "a:b:c")] == [404] * 3
    ben.get("/track/")
    wrong = ben.post("/track/", number=placed.order_number, email="ben@example.com")
    right = ben.post("/track/", number=placed.order_number, email="ADA@example.com")
    assert ("We find no order" in wrong.text, right.order_number) == (True, placed.order_number)


def test_the_back_office_is_for_staff(signed_in, shopper):
    assert signed_in("ben@example.com").get("/backoffice/").status == 403
    mara = Customer.objects.create_superuser("mara@techmart.example", PASSWORD)
    stranger = shopper()
    assert stranger.get("/backoffice/").path == "/account/login/?next=/backoffice/"
    assert stranger.log_in(mara.email, "not her password").path == "/account/login/"
    assert stranger.get("/backoffice/").path == "/account/login/?next=/backoffice/"
    stranger.log_in(mara.email, PASSWORD)
    assert stranger.get("/backoffice/").status == 200


def _columns():
    return {name: getattr(ADDRESS, name) for name in ("recipient", "line1", "postcode", "city", "country")}
