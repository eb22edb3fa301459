"""Every form of the shop, filled in by a stranger: whatever they type is answered, and never by a broken page.

The forms are found by their addresses; the walk is red where an address that takes a POST is not in the list.
"""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import NOW, a_cart, a_discount, a_product, a_shop, a_variant, an_order

from techmart.accounts.models import Address, Customer
from techmart.cart.models import Cart
from techmart.cart.queries import COOKIE
from techmart.core.countries import country_choices
from techmart.orders import actions as orders
from techmart.orders.links import token_of
from techmart.orders.models import Order

pytestmark = pytest.mark.django_db

UNKIND = [
    "", " ", "0", "-1", "1e309", "NaN", "9" * 30, str(10**9), "٣", "½", "one",
    "\0", "a\0b", "x" * 10_000, "שלום \u202edlrow", "👩‍👩‍👧‍👦" * 50, "\ud7ff\ufffe", "a\r\nBcc: b@example.com",
    "' OR 1=1 --", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n", "../../etc/passwd", "//elsewhere.example/",
]  # fmt: skip
answers = st.sampled_from(UNKIND) | st.text(max_size=60)

# Every form of a buyer, with the names of what is filled in. Staff's own forms are tested beside their pages.
FORMS = {
    "/cart/lines/": ["variant", "quantity"],
    "/cart/lines/{line}/": ["quantity"],
    "/cart/coupon/": ["code", "update"],
    "/cart/destination/": ["country"],
    "/cart/checkout/": [],
    "/checkout/": [
        *("email", "recipient", "line1", "postcode", "city", "country", "shipping", "payment", "total"),
        *("update", "code", "refused"),
    ],
    "/track/": ["number", "email"],
    "/o/{token}/cancellation/": ["reason"],
    "/o/{token}/return/": ["reason", "text", "line_{order_line}"],
    "/o/{token}/payment/": [],
    "/o/{token}/account/": [],
    "/pay/demo/{charge}/": ["choice"],
    "/pay/demo/notices/": ["id", "kind", "reference"],
    "/account/orders/{number}/reorder/": [],
}


@pytest.fixture
def world(db) -> dict[str, object]:
    """Something of everything that an address can name."""
    a_shop()
    halo = a_variant(price=1000, product=a_product("Halo 2", slug="halo-2"))
    ada = Customer.objects.create_user("ada@example.com", name="Ada Winter")
    sent = an_order(halo, email=ada.email, paid=True)
    orders.ship_order(order=sent, by=None, carrier="", tracking_number="", now=NOW)
    unpaid = an_order(halo, way="demo")
    orders.begin_payment(order=unpaid, return_url="/", now=NOW)
    a_discount(code="HELLO")
    return {
        "halo": halo,
        "ada": ada,
        "token": token_of(sent),
        "number": sent.number,
        "order_line": sent.lines.get().pk,
        "charge": unpaid.payments.get().reference,
    }


@pytest.fixture
def stranger(world, settings) -> Client:
    """A browser with something in its cart, which no limit stops."""
    settings.ACCOUNT_RATE_LIMITS, settings.ORDERS_PER_ADDRESS = {}, 10**6
    client = Client(raise_request_exception=True)
    client.force_login(world["ada"])
    return client


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("template", FORMS)
def test_whatever_is_typed_is_answered(stranger, world, template, data):
    cart = Cart.objects.open().filter(customer=world["ada"]).first() or a_cart(world["halo"], customer=world["ada"])
    line = cart.lines.first()
    stranger.cookies[COOKIE] = cart.key
    names = {**world, "line": line.pk if line else 0}
    typed = {name.format(**names): data.draw(answers, name) for name in FORMS[template]}
    in_place = {"HX-Request": "true"} if data.draw(st.booleans(), "in place") else {}
    for _ in range(2):  # submitted twice, as impatient people do
        response = stranger.post(template.format(**names), typed, headers=in_place)
        assert response.status_code < 500
    assert Order.objects.filter(total__lt=0).count() == 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    token=st.text(max_size=40) | st.sampled_from(UNKIND),
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


def test_no_form_of_the_cart_the_checkout_or_an_order_is_left_out():
    ours = ("cart", "checkout", "o/", "pay/", "track/", "account/orders")
    takes_no_post = {"/cart/", "/cart/drawer/", "/pay/return/{}/", "/account/orders/", "/account/orders/{}/"}
    takes_no_post |= {"/o/{}/", "/o/{}/invoice/", "/o/{}/invoice.pdf"}
    found = {f"/{address}" for address in addresses() if address.startswith(ours)}
    listed = {blank(template) for template in FORMS} | {"/pay/{}/notices/"}
    assert found - takes_no_post - listed == set()


def addresses() -> Iterator[str]:
    """Yield the shop's addresses, with {} for whatever varies."""
    resolver = get_resolver()
    for name in resolver.reverse_dict:
        if isinstance(name, str):
            for ways, *_ in resolver.reverse_dict.getlist(name):
                for template, names in ways:
                    yield template % dict.fromkeys(names, "{}")


def blank(template: str) -> str:
    """Return an address of the list as `addresses` yields it."""
    return "/".join("{}" if part.startswith("{") else part for part in template.split("/"))
