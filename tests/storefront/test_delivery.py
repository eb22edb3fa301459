"""When it would arrive, and for how much."""

import pytest
from tests.factories import NOW, a_shop

from techmart.catalogue.models import Variant
from techmart.pricing.models import ShippingMethod
from techmart.storefront.delivery import Delivery, deliveries

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


def test_what_is_sent_nowhere_has_no_delivery():
    assert deliveries(Variant(price=1), "DE", NOW).ways == []
