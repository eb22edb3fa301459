"""No page tells a stranger whether an address has an account here, has only ordered, or was never heard of."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client
from tests.factories import a_cart, a_product, a_shop, a_variant, an_order
from tests.storefront.views.test_checkout import ANSWERS

from techmart.accounts.models import Customer
from techmart.cart.queries import COOKIE
from techmart.catalogue.models import Variant
from techmart.orders import actions as orders
from techmart.orders.models import Order

pytestmark = pytest.mark.django_db
# As long as each other, and first so in the alphabet: only what is known of them differs.
ACCOUNT, GUEST, NOBODY = "ada@example.com", "ben@example.com", "eve@example.com"
# What differs from one answer to the next whoever asks.
CHANGES = re.compile(r'value="[\w-]{60,}"|/(?:o|n|m)/[\w:-]+|order=[\w:-]+|T\d{5,}|id="\w+-\d+"|"/cart/lines/\d+/"')


@pytest.fixture
def lamp(db: None) -> Variant:
    a_shop()
    Customer.objects.create_user(ACCOUNT, "a quiet garden", name="Ada")
    variant = a_variant(100, price=18900, product=a_product("Lamp", slug="lamp"))
    an_order(variant, email=GUEST)
    return variant


def log_in(client: Client, email: str, lamp: Variant):
    return client.post("/account/login/", {"login": email, "password": "not this one"}, follow=True)


def sign_up(client: Client, email: str, lamp: Variant):
    return client.post("/account/signup/", {"email": email, "password1": "a-hushed-orchard-9"}, follow=True)


def reset(client: Client, email: str, lamp: Variant):
    return client.post("/account/password/reset/", {"email": email}, follow=True)


def order(client: Client, email: str, lamp: Variant):
    client.cookies[COOKIE] = a_cart(lamp).key
    return client.post("/checkout/", {**ANSWERS, "email": email}, follow=True)


def look_at_checkout(client: Client, email: str, lamp: Variant):
    client.cookies[COOKIE] = a_cart(lamp).key
    return client.post("/checkout/", {**ANSWERS, "email": email, "update": "1"})


def open_account(client: Client, email: str, lamp: Variant):
    placed = order(client, email, lamp).request["PATH_INFO"]
    return client.post(f"{placed}account/", follow=True)


def look_at_order(client: Client, email: str, lamp: Variant):
    placed = order(client, email, lamp).request["PATH_INFO"]
    orders.ship_order(
        order=Order.objects.latest("pk"),
        by=None,
        carrier="",
        tracking_number="",
        now=Order.objects.latest("pk").placed_at,
    )
    return client.get(placed)


def review(client: Client, email: str, lamp: Variant):
    link = re.search(r"/p/lamp/reviews/new/\?order=[\w:-]+", look_at_order(client, email, lamp).content.decode())
    return client.post(link[0], {"rating": "1", "text": "It is not theirs."}, follow=True)


def find_order(client: Client, email: str, lamp: Variant):
    return client.post("/track/", {"number": "T99", "email": email})


def wait_for(client: Client, email: str, lamp: Variant):
    return client.post("/p/lamp/notices/", {"kind": "cheaper", "variant": lamp.pk, "email": email}, follow=True)


def ask(client: Client, email: str, lamp: Variant):
    return client.post("/p/lamp/questions/new/", {"text": "Is it warm?", "email": email}, follow=True)


@pytest.mark.parametrize(
    "act",
    [log_in, sign_up, reset, look_at_checkout, order, open_account, look_at_order, review, find_order, wait_for, ask],
    ids=lambda act: act.__name__,
)
def test_three_addresses_get_the_same_answer(lamp: Variant, act: Callable[..., object]):
    assert len({said(act, email, lamp) for email in (ACCOUNT, GUEST, NOBODY)}) == 1


def said(act: Callable[..., object], email: str, lamp: Variant) -> tuple[int, str, str]:
    caches["default"].clear()
    answer = act(Client(), email, lamp)
    page = CHANGES.sub("", answer.content.decode()).replace(email, "somebody@example.com")
    return answer.status_code, CHANGES.sub("", answer.request["PATH_INFO"]), page
