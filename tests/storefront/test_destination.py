"""Cart, product and checkout reckon with the country that was chosen in this browser."""

import pytest
from django.test import Client
from tests.factories import a_cart

from techmart.accounts.models import Address
from techmart.cart.queries import COOKIE as CART
from techmart.pricing.models import ShippingMethod
from techmart.storefront.destination import COOKIE

pytestmark = pytest.mark.django_db
PATH = "/cart/destination/"


@pytest.fixture
def shopper(client: Client, halo) -> Client:
    """Somebody with headphones for €189.00 in the cart, in a shop that sends to Austria for €9.90."""
    ShippingMethod.objects.update(countries=["DE"])
    ShippingMethod.objects.create(code="alps", name="Over the mountains", countries=["AT"], price=990)
    client.cookies[CART] = a_cart(halo).key
    return client


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_cart_says_what_another_country_costs(shopper: Client):
    page = shopper.post(PATH, {"country": "AT"}, HTTP_HX_REQUEST="true").content.decode()
    assert ("Over the mountains" in page, "€198.90" in page) == (True, True)
    assert '<option value="AT" selected>Austria</option>' in page


def test_it_is_remembered_by_every_page_and_the_checkout_begins_there(shopper: Client):
    assert shopper.post(PATH, {"country": "AT"}).url == "/cart/"
    assert "€198.90" in text_of(shopper, "/cart/")
    assert "To Austria" in text_of(shopper, "/p/halo-2/")
    assert shopper.get("/checkout/").context["form"]["country"].value() == "AT"


def test_what_the_checkout_is_told_the_cart_knows_afterwards(shopper: Client):
    shopper.post("/checkout/", {"country": "AT", "update": "1"})
    assert "€198.90" in text_of(shopper, "/cart/")


def test_an_address_on_file_counts_for_more(shopper: Client, ada):
    shopper.force_login(ada)
    a_cart(shopper.get("/p/halo-2/").context["variant"], customer=ada)
    fields = {"recipient": "Ada", "line1": "Weg 1", "postcode": "20457", "city": "Hamburg", "country": "DE"}
    Address.objects.create(customer=ada, **fields)
    shopper.post(PATH, {"country": "AT"})
    assert shopper.get("/checkout/").context["form"]["country"].value() == "DE"


@pytest.mark.parametrize("country", ["", "US", "at", "\0", "🦊" * 999])
def test_where_the_shop_does_not_send_it_stays_at_home(shopper: Client, country: str):
    page = shopper.post(PATH, {"country": country}, HTTP_HX_REQUEST="true").content.decode()
    assert '<option value="DE" selected>' in page
    shopper.cookies[COOKIE] = "US"
    assert '<option value="DE" selected>' in text_of(shopper, "/cart/")
