"""Every address of the shop, asked for what exists, for what does not, and with nonsense: nothing breaks.

`Shopper` raises for an answer that is a 5xx, lacks a security header, or redirects to another host.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from tests.factories import a_product, a_variant, an_order
from tests.live.server import OPENED
from tests.live.shopper import Page, Shopper

from techmart.accounts.models import Address, Customer
from techmart.catalogue.models import Image
from techmart.orders.links import tracking_path

pytestmark = pytest.mark.live

# Whatever an address names by a number has this one.
PK = 77
# Would end the walk of whoever is signed in.
LOG_OUT = {"account/logout/", "backoffice/admin/logout/"}
# Django's own pages: their lists are looked at, the rest is not tested again.
ADMIN = "backoffice/admin/"
HUGE, NUL = "9" * 30, "%00"
ODD_QUERIES = (
    "q=%00",
    "q=%F0%9F%A6%8A%FF",
    "q=%27%22%3Cscript%3E",
    "q=" + "x" * 2000,
    "page=-1",
    "page=" + HUGE,
    "sort=x",
)
NONSENSE = {
    **dict.fromkeys(("quantity", "variant", "total", "amount", "rating", "page", "price", "change"), HUGE),
    **dict.fromkeys(("email", "text", "name", "number", "order_number", "login", "reason", "title", "slug"), "\0🦊"),
    **dict.fromkeys(("next", "to", "url"), "//elsewhere.example/"),
}


@pytest.fixture
def real(transactional_db: None) -> dict[str, str]:
    """Furnish a shop in which everything that an address can name exists."""
    thing = a_product(pk=PK, slug="audio", published_at=OPENED)
    order = an_order(a_variant(pk=PK, product=thing), paid=True)
    Image.objects.create(pk=PK, product=thing, drawing="headphones/2b2f36/front")
    Address.objects.create(
        pk=PK, customer=order.customer, recipient="Ada", line1="1", postcode="1", city="X", country="DE"
    )
    token = tracking_path(order).split("/")[2]
    picture = {"family": "headphones", "colour": "2b2f36", "view": "front"}
    return {"slug": "audio", "number": order.number, "token": token, "face": "storefront", **picture}


@pytest.mark.parametrize("who", ["stranger", "customer", "staff"])
def test_no_address_breaks_whoever_asks(shopper, real, who):
    person = shopper()
    person.get("/contact/")  # its form has the token
    if who != "stranger":
        sign_in(person, is_staff=who == "staff")
    templates = sorted(set(addresses(get_resolver())) - LOG_OUT)
    assert len(templates) > 100
    assert [fault for template in templates for fault in ask(person, template, real)] == []


@pytest.mark.parametrize("path", ["/", "/search/", "/products/", "/c/audio/", "/p/audio/", "/cart/"])
def test_odd_questions_get_an_answer(shopper, real, path):
    statuses = {shopper().get(f"{path}?{query}").status for query in ODD_QUERIES}
    assert statuses == {200}


def test_files_and_what_is_not_there_carry_the_same_headers(shopper, real):
    assert shopper().get("/static/techmart/favicon.svg").status == 200
    missing = ("/static/none.js", "/media/none.png", "/nothing/", "/%FF", "/static/../../settings.py")
    assert {shopper().get(path).status for path in missing} == {404}
    assert shopper(Host="elsewhere.example").get("/").status == 400


def test_a_form_without_its_token_changes_nothing(shopper, real):
    assert shopper().post("/cart/lines/", variant=PK, quantity=1).status == 403


def ask(person: Shopper, template: str, real: dict[str, str]) -> Iterator[str]:
    """Ask one address in every way; yield what went wrong."""
    path = "/" + template % defaultdict(lambda: str(PK), real)
    if template.startswith(ADMIN):
        yield from faults(person.get, path) if "%(" not in template else ()
        return
    yield from faults(person.get, path)
    yield from faults(person.post, path)
    yield from faults(person.post, path, **NONSENSE)
    if "%(" in template:
        for absurd in (HUGE, NUL):
            path = "/" + template % defaultdict(lambda: absurd)  # noqa: B023  (used at once)
            yield from faults(person.get, path)
            yield from faults(person.post, path)


def faults(act: Callable[..., Page], *path: str, **fields: str) -> Iterator[str]:
    try:
        act(*path, **fields)
    except AssertionError as error:
        yield f"{act.__name__} {error}"


def sign_in(person: Shopper, *, is_staff: bool) -> None:
    Customer.objects.filter(addresses=PK).update(is_staff=is_staff, is_superuser=is_staff)
    client = Client()
    client.force_login(Customer.objects.get(addresses=PK))
    person.cookies["sessionid"] = client.cookies["sessionid"].value


def addresses(resolver: URLResolver) -> Iterator[str]:
    """Yield every address as a template: `p/%(slug)s/`."""
    for name in resolver.reverse_dict:
        if isinstance(name, str):
            yield from (template for ways, *_ in resolver.reverse_dict.getlist(name) for template, _ in ways)
    for prefix, inner in resolver.namespace_dict.values():
        yield from (prefix + template for template in addresses(inner))
