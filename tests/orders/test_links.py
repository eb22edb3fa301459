"""The link in an order's e-mail opens that order, for a year and a month."""

import time

import pytest
from django.conf import settings
from tests.factories import an_order

from techmart.orders import links

pytestmark = pytest.mark.django_db


def token_of(order) -> str:
    return links.tracking_path(order).strip("/").rpartition("/")[2]


def test_a_link_opens_its_own_order():
    order, _ = an_order(), an_order()
    assert links.order_from_token(token_of(order)) == order
    assert links.tracking_url(order).startswith(f"{settings.BASE_URL}/o/")


def test_an_altered_link_opens_nothing():
    token = token_of(an_order())
    assert links.order_from_token(f"x{token}") is None
    assert links.order_from_token("T10001") is None


def test_an_old_link_opens_nothing(monkeypatch):
    token, today = token_of(an_order()), time.time()
    monkeypatch.setattr("time.time", lambda: today + links.MAX_AGE_SECONDS - 60)
    assert links.order_from_token(token) is not None
    monkeypatch.setattr("time.time", lambda: today + links.MAX_AGE_SECONDS + 60)
    assert links.order_from_token(token) is None


def test_a_link_of_an_e_mail_opens_the_same_and_says_where_it_came_from():
    order = an_order()
    mailed = links.tracking_url(order).strip("/").rpartition("/")[2]
    assert links.order_from_token(mailed) == order
    tokens = (mailed, token_of(order), f"x{mailed}", "")
    assert [links.came_by_mail(token) for token in tokens] == [True, False, False, False]
