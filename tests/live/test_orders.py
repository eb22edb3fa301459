"""Orders over HTTP, everybody at once: each cart one order, nothing sold twice."""

from functools import partial
from urllib.parse import urlencode

import pytest
from tests.live.shopper import Page
from tests.races import at_once

from techmart.catalogue.queries import stock_faults
from techmart.mail.models import Message
from techmart.orders.models import Order, Payment
from techmart.tracking.models import Event

pytestmark = pytest.mark.live

BUYERS, UNITS = 40, 5


def test_a_hundred_submissions_of_one_cart_end_on_one_order(shopper, sold):
    variant, ada = sold(on_hand=50), shopper()
    ada.fill_cart(variant.product.slug, variant.pk, quantity=2)
    form = ada.checkout_form("ada@example.com")
    pages = at_once(*(partial(ada.twin().post, "/checkout/", **form) for _ in range(100)))
    order = Order.objects.get()
    assert {page.order_number for page in pages} == {order.number}
    assert (Payment.objects.count(), Message.objects.count(), Event.objects.count()) == (1, 1, 1)
    variant.refresh_from_db()
    assert (variant.allocated, stock_faults()) == (2, [])


def test_a_double_click_is_one_order(shopper, sold):
    variant, ada = sold(), shopper()
    ada.fill_cart(variant.product.slug, variant.pk)
    body = urlencode({"csrfmiddlewaretoken": ada.token, **ada.checkout_form("ada@example.com")})
    first, second = (ada.send("POST", "/checkout/", body) for _ in range(2))
    pages = [ada.twin().receive(connection, "/checkout/") for connection in (second, first)]
    assert [page.order_number for page in pages] == [Order.objects.get().number] * 2


def test_whoever_hears_no_answer_may_submit_again(shopper, sold):
    variant, ada = sold(), shopper()
    ada.fill_cart(variant.product.slug, variant.pk)
    form = ada.checkout_form("ada@example.com")
    ada.send("POST", "/checkout/", urlencode({"csrfmiddlewaretoken": ada.token, **form})).close()
    page = ada.post("/checkout/", **form)
    assert page.order_number == Order.objects.get().number


def test_the_last_units_go_to_as_many_buyers_and_the_others_are_told(shopper, sold):
    variant = sold(on_hand=UNITS)

    def buy(number: int) -> Page:
        buyer, email = shopper(), f"buyer{number}@example.com"
        buyer.fill_cart(variant.product.slug, variant.pk)
        return partial(buyer.post, "/checkout/", **buyer.checkout_form(email))

    submissions = at_once(*(partial(buy, number) for number in range(BUYERS)))
    pages = at_once(*submissions)
    told = [page for page in pages if not page.order_number]
    assert Order.objects.count() == UNITS
    assert len({page.order_number for page in pages} - {""}) == UNITS
    assert [f"{variant.product.title} is sold out." in page.text for page in told] == [True] * (BUYERS - UNITS)
    variant.refresh_from_db()
    assert (variant.allocated, variant.available, stock_faults()) == (UNITS, 0, [])
