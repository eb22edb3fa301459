import pytest
from django.test import Client
from tests.factories import a_cart, a_discount
from tests.storefront.views.test_checkout import ANSWERS

from techmart.cart.models import Cart
from techmart.cart.queries import COOKIE
from techmart.orders.models import Order
from techmart.pricing.models import Discount

pytestmark = pytest.mark.django_db


@pytest.fixture
def shopper(client: Client, halo) -> Client:
    """Somebody with headphones for €189.00 in the cart, in a shop with a coupon of ten per cent."""
    a_discount("Welcome", code="HELLO")
    client.cookies[COOKIE] = a_cart(halo).key
    return client


def test_a_coupon_on_the_cart_has_its_line(shopper: Client):
    page = shopper.post("/cart/coupon/", {"code": "hello"}, follow=True).content.decode()
    assert "<dt>Welcome (HELLO)</dt><dd>−€18.90</dd>" in page
    assert "€170.10" in page
    assert "Take off" in page


def test_it_can_be_taken_off(shopper: Client):
    shopper.post("/cart/coupon/", {"code": "HELLO"})
    page = shopper.post("/cart/coupon/", {"update": "no-coupon"}, HTTP_HX_REQUEST="true").content.decode()
    assert "Welcome" not in page
    assert Cart.objects.get().coupon is None


@pytest.mark.parametrize("code", ["", "GUESS", "\0", "🦊" * 5000])
def test_a_code_that_is_none_is_answered(shopper: Client, code):
    said = shopper.post("/cart/coupon/", {"code": code}, HTTP_HX_REQUEST="true").content.decode()
    assert ("Please type the code." if not code else "We know no such code.") in said


def test_what_a_coupon_lacks_is_said(shopper: Client):
    Discount.objects.update(minimum=20000)
    page = shopper.post("/cart/coupon/", {"code": "HELLO"}, follow=True).content.decode()
    assert "It counts from €200.00 on: €11.00 more." in page


def test_guessing_codes_comes_to_an_end(shopper: Client):
    said = [shopper.post("/cart/coupon/", {"code": f"G{n}"}, HTTP_HX_REQUEST="true") for n in range(21)][-1]
    assert "That was a lot of tries." in said.content.decode()


def test_a_code_at_the_checkout_loses_nothing_that_was_typed(shopper: Client):
    page = shopper.post("/checkout/", {**ANSWERS, "update": "coupon", "code": "HELLO"}).content.decode()
    assert "Place order · €170.10" in page
    assert 'value="Kade 4"' in page
    page = shopper.post("/checkout/", {**ANSWERS, "update": "no-coupon"}).content.decode()
    assert "Place order · €189.00" in page


def test_a_coupon_that_ended_is_taken_off_with_a_word(shopper: Client):
    shopper.post("/cart/coupon/", {"code": "HELLO"})
    Discount.objects.update(is_active=False)
    page = shopper.post("/checkout/", {**ANSWERS, "total": "17010"}).content.decode()
    assert "HELLO has ended. We took it off: please look at the total." in page
    assert "Place order · €189.00" in page
    shopper.post("/checkout/", ANSWERS)
    assert Order.objects.get().discount_total == 0


def test_a_code_that_was_typed_counts_though_the_order_button_was_pressed(shopper: Client):
    page = shopper.post("/checkout/", {**ANSWERS, "code": "HELLO"}).content.decode()
    assert "Place order · €170.10" in page
    assert 'value="Kade 4"' in page
    assert Order.objects.count() == 0


def test_who_was_told_that_a_code_does_not_count_may_order_without_it(shopper: Client):
    page = shopper.post("/checkout/", {**ANSWERS, "code": "GUESS"}).content.decode()
    assert '<input type="hidden" name="refused" value="GUESS">' in page
    assert 'name="code" value="GUESS"' in page
    shopper.post("/checkout/", {**ANSWERS, "code": "GUESS", "refused": "GUESS"})
    assert Order.objects.get().discount_total == 0


def test_another_country_does_not_lose_a_code_that_is_being_typed(shopper: Client):
    page = shopper.post("/checkout/", {**ANSWERS, "update": "1", "code": "HEL"}).content.decode()
    assert 'name="code" value="HEL"' in page
    assert "We know no such code." not in page
