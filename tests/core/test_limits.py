from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from tests.factories import NOW

from techmart.core import limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_each(settings):
    settings.ORDERS_PER_ADDRESS = 2


def tries(rf: RequestFactory, address: str, now=NOW, times=3):
    return [limits.may_order(rf.post("/checkout/", REMOTE_ADDR=address), now=now) for _ in range(times)]


def test_so_many_in_ten_minutes_and_then_again(rf):
    assert tries(rf, "192.0.2.1") == [True, True, False]
    assert tries(rf, "192.0.2.2") == [True, True, False]
    assert tries(rf, "192.0.2.1", NOW + timedelta(minutes=10)) == [True, True, False]


def test_a_household_has_half_of_a_newer_address(rf):
    assert tries(rf, "2001:db8::1", times=2) == [True, True]
    assert tries(rf, "2001:db8::2", times=1) == [False]
    assert tries(rf, "2001:db8:0:1::1", times=1) == [True]


def test_older_addresses_written_as_newer_ones_are_no_household(rf):
    assert tries(rf, "::ffff:192.0.2.1") == [True, True, False]
    assert tries(rf, "192.0.2.1", times=1) == [False]
    assert tries(rf, "::ffff:192.0.2.2", times=1) == [True]


def test_what_a_browser_says_of_its_address_counts_only_behind_a_proxy(rf, settings):
    def orders(*said):
        requests = [rf.post("/checkout/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": words}) for words in said]
        return [limits.may_order(request, now=NOW) for request in requests]

    assert orders("192.0.2.1", "192.0.2.2", "192.0.2.3") == [True, True, False]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert orders("1.1.1.1, 192.0.2.9", "2.2.2.2, 192.0.2.9", "3.3.3.3, 192.0.2.9") == [True, True, False]


def test_five_messages_pass_and_the_sixth_waits_but_not_for_others(rf):
    cache.clear()
    ada, ben = (rf.post("/contact/", REMOTE_ADDR=f"203.0.113.{last}") for last in (7, 8))
    assert [limits.may(ada, "feedback") for _ in range(6)] == [True] * 5 + [False]
    assert limits.may(ben, "feedback") is True


def test_who_fills_in_the_hidden_field_is_a_robot(rf):
    assert limits.is_robot(rf.post("/contact/", {"website": "http://spam.example"})) is True
    assert limits.is_robot(rf.post("/contact/", {"website": ""})) is False
