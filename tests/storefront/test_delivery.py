"""When it would arrive, and for how much."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from tests.factories import NOW, a_shop, an_order

from techmart.catalogue.models import Variant
from techmart.orders.actions import cancel_order
from techmart.pricing.models import ShippingMethod
from techmart.storefront.delivery import Delivery, arrival_of, deliveries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "price", "expected"),
    [
        ((2, 3), 9_900, Delivery("Post", "Wed 17 Jun to Thu 18 Jun", "€4.90, free from €100")),
        ((1, 1), 10_000, Delivery("Post", "Tue 16 Jun", "free")),
        ((None, 5), 9_900, Delivery("Post", "Mon 22 Jun", "€4.90, free from €100")),
        ((None, None), 9_900, Delivery("Post", "soon", "€4.90, free from €100")),
    ],
    ids=["a few days", "tomorrow", "one day alone, over a weekend", "words alone"],
)
def test_a_way_of_sending_in_words(days, price, expected):
    a_shop()
    ShippingMethod.objects.update(promise="soon", fastest_days=days[0], slowest_days=days[1])
    found = deliveries(Variant(price=price), "DE", NOW)
    assert (found.destination, found.ways) == ("Germany", [expected])


def test_an_order_says_when_it_arrives_until_that_day_is_over():
    order = an_order(way="cash")
    assert arrival_of(order, NOW) == ""
    ShippingMethod.objects.update(fastest_days=2, slowest_days=3)
    caches["local"].clear()
    said = [arrival_of(order, NOW + timedelta(days=days)) for days in (0, 3, 4)]
    assert said == ["Wed 17 Jun to Thu 18 Jun", "Wed 17 Jun to Thu 18 Jun", ""]


def test_what_a_bank_decides_or_nobody_sends_arrives_nobody_knows_when():
    orders = [an_order(way="transfer"), an_order(way="transfer", paid=True)]
    cancelled = an_order(way="cash")
    cancel_order(order=cancelled, by=None, reason="", now=NOW)
    cancelled.refresh_from_db()
    ShippingMethod.objects.update(slowest_days=3)
    caches["local"].clear()
    assert [arrival_of(order, NOW) for order in [*orders, cancelled]] == ["", "", ""]


def test_what_is_sent_nowhere_has_no_delivery():
    assert deliveries(Variant(price=1), "DE", NOW).ways == []
