"""Every page asks the database a fixed number of questions: the same for one thing and for three, at most 10.

That is with nothing of the page remembered, only what the merchant chose for all of them: the shop's options, the tree
of categories, the pages in the footer, the ways of sending. These are four questions more, once in some seconds; and
three after a change of the catalogue, which each process reads once.
"""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import NOW, a_cart, a_category, a_product, a_shop, a_variant, an_order

from techmart.accounts.models import Address, Customer
from techmart.cart.queries import COOKIE
from techmart.catalogue import actions as catalogue
from techmart.catalogue.columns import columns
from techmart.catalogue.models import Category, Collection, Image, Product
from techmart.catalogue.queries import navigation
from techmart.core.models import ShopSettings
from techmart.core.pages import shown_pages
from techmart.feedback import actions as feedback
from techmart.orders import actions as orders
from techmart.orders.links import tracking_path
from techmart.pricing.queries import shipping_offers
from techmart.tracking.actions import give_consent
from techmart.tracking.visitors import VISITOR_COOKIE

pytestmark = pytest.mark.django_db


def queries_of(client: Client, path: str) -> int:
    """Count what a page asks on any but the first visit in some seconds."""
    caches["local"].clear()
    ShopSettings.current()
    navigation()
    shown_pages()
    shipping_offers(country="DE", value=0, weight_g=0)
    columns()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(path)
    assert response.status_code == 200
    return len(asked)


def fill_shelf(number: int) -> None:
    audio = a_category()
    child = Category.objects.filter(slug="phones").first() or Category.objects.add_child(
        audio, {"slug": "phones", "title": "Phones"}
    )
    desk = Collection.objects.create(title="Desk", slug="desk", starts_at=NOW)
    for _ in range(number):
        variant = a_variant(product=a_product("Halo", category=child))
        catalogue.collect(collection=desk, product_id=variant.product_id)
        Image.objects.create(product=variant.product, variant=variant, drawing="headphones/2b2f36/front")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", 6),
        ("/collections/desk/", 7),
        ("/products/", 4),
        ("/c/audio/", 5),
        ("/c/audio/?stock=1&from=1&to=99&sort=price", 5),
        ("/sitemap.xml", 2),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_listings(client, path, expected, number):
    fill_shelf(number)
    assert queries_of(client, path) == expected


@pytest.mark.parametrize(("query", "expected"), [("halo", 8), ("holo", 10), ("zebra", 7)])
@pytest.mark.parametrize("number", [6, 8])
def test_search(client, query, expected, number):
    fill_shelf(number)
    client.cookies[COOKIE] = a_cart(a_variant()).key
    assert queries_of(client, f"/search/?q={query}") == expected


@pytest.mark.parametrize("number", [1, 3])
def test_product(client, number):
    product = a_product(slug="halo-2", options=[{"name": "Colour", "values": ["A", "B", "C"]}])
    for value in "ABC"[:number]:
        variant = a_variant(product=product, options={"Colour": value})
        Image.objects.create(product=product, variant=variant, drawing="headphones/2b2f36/front")
        a_variant(product=a_product())
    assert queries_of(client, "/p/halo-2/") == 7
    for name in "abc"[:number]:
        writer = Customer.objects.create(email=f"{name}@example.com")
        review = feedback.write_review(product=product, customer=writer, rating=5, text="Good.", now=NOW)
        feedback.publish(feedback=review, now=NOW)
    assert queries_of(client, "/p/halo-2/") == 8


@pytest.mark.parametrize("number", [1, 3])
def test_a_product_with_all_there_can_be(client, mara, number):
    """Reduced, reviewed and answered, looked at by somebody who has seen others and carries a cart."""
    others = [a_product(category=a_category("home", "Home")) for _ in range(number)]
    product = a_product("Halo", slug="halo-2")
    variant = a_variant(product=product, price=1000, compare_at=1500)
    for other in others:
        a_variant(product=other)
        a_variant(product=a_product())
        writer = Customer.objects.create(email=f"{other.slug}@example.com")
        review = feedback.write_review(product=product, customer=writer, rating=5, text="Good.", now=NOW)
        feedback.publish(feedback=review, now=NOW)
        feedback.reply(feedback=review, text="Thank you.", by=mara, now=NOW)
    client.cookies[COOKIE] = a_cart(variant).key
    client.cookies[VISITOR_COOKIE] = give_consent(visitor=None, customer=None, source="banner", now=NOW).key
    client.cookies["seen"] = ".".join(str(other.pk) for other in others)
    assert queries_of(client, "/p/halo-2/") == 10
    page = client.get("/p/halo-2/").content.decode()
    assert all(words in page for words in ("You looked at", "Thank you.", "More in Audio"))


@pytest.mark.parametrize(("path", "expected"), [("/cart/", 6), ("/checkout/", 6)])
@pytest.mark.parametrize("number", [1, 3])
def test_cart_and_checkout(client, path, expected, number):
    a_shop()
    client.cookies[COOKIE] = a_cart(*(a_variant() for _ in range(number))).key
    assert queries_of(client, path) == expected


@pytest.mark.parametrize("number", [1, 3])
def test_an_order_by_its_link(client, number):
    order = an_order(*(a_variant() for _ in range(number)))
    assert queries_of(client, tracking_path(order)) == 6


@pytest.mark.parametrize("number", [1, 3])
def test_the_account(as_ada, ada, number):
    for _ in range(number):
        order = an_order(*(a_variant() for _ in range(number)))
        Address.objects.create(
            customer=ada, recipient="Ada", line1="Weg 1", postcode="20457", city="Hamburg", country="DE"
        )
    counts = {path: queries_of(as_ada, path) for path in ("/account/orders/", "/account/profile/")}
    assert counts == {"/account/orders/": 8, "/account/profile/": 5}
    assert queries_of(as_ada, f"/account/orders/{order.number}/") == 9
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    assert queries_of(as_ada, f"/account/orders/{order.number}/") == 10


OTHERS = {
    "/new/": 4,
    "/sale/": 4,
    "/collections/": 3,
    "/search/suggestions/?q=ha": 6,
    "/p/halo-2/reviews/": 7,
    "/p/halo-2/questions/": 4,
    "/wishes/": 3,
    "/compare/?p=halo-2": 5,
    "/contact/": 2,
    "/feedback/": 2,
    "/privacy/": 2,
    "/track/": 2,
    "/account/login/": 2,
    "/account/signup/": 2,
}


@pytest.mark.parametrize("number", [1, 3])
def test_all_other_pages(client, number):
    fill_shelf(number)
    product = a_product("Halo", slug="halo-2")
    a_variant(product=product)
    client.cookies["wishes"] = ".".join(map(str, Product.objects.values_list("pk", flat=True)[:number]))
    client.cookies[COOKIE] = a_cart(a_variant()).key
    for name in "abc"[:number]:
        writer = Customer.objects.create(email=f"{name}@example.com")
        review = feedback.write_review(product=product, customer=writer, rating=5, text="Good.", now=NOW)
        feedback.publish(feedback=review, now=NOW)
    assert {path: queries_of(client, path) for path in OTHERS} == OTHERS
