from datetime import timedelta

import pytest
from django.test import RequestFactory
from tests.factories import NOW

from techmart.storefront.limits import may_order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_each(settings):
    settings.ORDERS_PER_ADDRESS = 2


def tries(rf: RequestFactory, address: str, now=NOW, times=3):
    return [may_order(rf.post("/checkout/", REMOTE_ADDR=address), now) for _ in range(times)]


def test_so_many_in_ten_minutes_and_then_again(rf):
    assert tries(rf, "192.0.2.1") == [True, True, False]
    assert tries(rf, "192.0.2.2") == [True, True, False]
    assert tries(rf, "192.0.2.1", NOW + timedelta(minutes=10)) == [True, True, False]


def test_a_household_has_half_of_a_newer_address(rf):
    assert tries(rf, "2001:db8::1", times=2) == [True, True]
    assert tries(rf, "2001:db8::2", times=1) == [False]
    assert tries(rf, "2001:db8:0:1::1", times=1) == [True]
