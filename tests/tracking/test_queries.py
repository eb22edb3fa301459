from datetime import datetime, timedelta

import pytest
from tests.factories import NOW

from techmart.accounts.models import Customer
from techmart.catalogue.actions import Searched
from techmart.catalogue.search_models import PopularSearch
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName
from techmart.tracking.models import Event, Visitor
from techmart.tracking.queries import shared_searches

pytestmark = pytest.mark.django_db


def searched(text: str, *visitors: Visitor | None, results: int = 4, at: datetime = NOW) -> None:
    """Let each of them have searched for it; who is nobody left no row."""
    for visitor in visitors:
        Event.objects.create(
            name=EventName.SEARCH_PERFORMED,
            at=at,
            visitor=visitor,
            customer=visitor.customer,
            data={"text": text, "results": results},
        )


@pytest.fixture
def visitors() -> list[Visitor]:
    """Four browsers, each of somebody else as far as we know."""
    return [Visitor.objects.create(created_at=NOW) for _ in range(4)]


def test_three_people_make_a_search_and_two_do_not(visitors):
    searched("Usb  Hub", *visitors[:2])
    searched("usb hub", visitors[2])
    searched("my sister's name", *visitors[:2], visitors[0])
    assert shared_searches(NOW) == [Searched("usb hub", 3, 4)]


def test_one_person_with_three_browsers_is_one(visitors):
    ada = Customer.objects.create(email="ada@example.com")
    for visitor in visitors[:3]:
        visitor.customer = ada
        visitor.save()
    searched("usb hub", *visitors[:3])
    assert shared_searches(NOW) == []
    searched("usb hub", visitors[3], Visitor.objects.create(created_at=NOW))
    assert shared_searches(NOW) == [Searched("usb hub", 3, 4)]


def test_addresses_of_people_what_is_long_ago_and_what_is_too_long_are_left_out(visitors):
    searched("ben@example.com", *visitors)
    searched("gramophone", *visitors, at=NOW - timedelta(days=91))
    searched("straße" * 13, *visitors)  # longer, once it is folded, than what is kept
    assert shared_searches(NOW) == []


def test_the_last_one_says_what_is_found_now(visitors):
    searched("usb hub", *visitors[:3], results=0, at=NOW - timedelta(days=2))
    searched("usb hub", visitors[3], results=7)
    searched("zebra", *visitors, results=0)
    assert shared_searches(NOW) == [Searched("usb hub", 4, 7), Searched("zebra", 4, 0)]


def test_what_is_hidden_stays_hidden_and_what_nobody_wants_any_more_goes(visitors):
    searched("usb hub", *visitors)
    searched("zebra", *visitors[:3], at=NOW - timedelta(days=80))
    tracking.count_searches(now=NOW)
    PopularSearch.objects.filter(text="usb hub").update(is_hidden=True)
    Visitor.objects.all()[3].events.all().delete()
    tracking.count_searches(now=NOW + timedelta(days=20))
    assert list(PopularSearch.objects.values_list("text", "people", "is_hidden")) == [("usb hub", 3, True)]
    tracking.count_searches(now=NOW + timedelta(days=200))
    assert PopularSearch.objects.get().is_hidden is True
