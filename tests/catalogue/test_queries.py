from datetime import timedelta, timezone

import pytest
from tests.factories import NOW, a_category, a_product

from techmart.catalogue.queries import aisles

pytestmark = pytest.mark.django_db


def test_an_aisle_opens_with_its_first_product_whatever_the_clock_of_whoever_asks():
    a_product(category=a_category("audio"), published_at=NOW - timedelta(hours=1))
    a_product(category=a_category("home"), published_at=NOW + timedelta(hours=1))
    samoa = timezone(timedelta(hours=13))
    assert [(aisle.slug, aisle.product_count) for aisle in aisles(NOW.astimezone(samoa))] == [("audio", 1)]
