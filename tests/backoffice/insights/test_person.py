"""What a customer's page says of their orders."""

from datetime import date, timedelta

import pytest
from tests.purchases import a_purchase

from techmart.accounts.models import Customer
from techmart.backoffice.insights.person import order_rhythm
from techmart.scoring.queries import customer_card

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days", "today", "title"),
    [
        ([0], 0, "One order, today."),
        ([0], 1, "One order, yesterday."),
        ([3], 0, "One order, today."),
        ([0, 0], 3, "2 orders, on one day; the last 3 days ago."),
        ([0, 1], 9, "2 orders, 1 day apart on average; the last 8 days ago."),
        ([0, 10, 40], 50, "3 orders, 20 days apart on average; the last 10 days ago."),
    ],
)
def test_it_says_how_often_and_how_long_ago(days, today, title, now):
    for day in days:
        a_purchase("Ada", FIRST + timedelta(days=day))
    card = customer_card(Customer.objects.get(), now=now)
    figure = order_rhythm(card, FIRST + timedelta(days=today))
    assert (figure.title, len(figure.table.rows)) == (title, len(days))


def test_cancelled_orders_are_no_rhythm(now):
    a_purchase("Ada", FIRST, status="cancelled")
    assert order_rhythm(customer_card(Customer.objects.get(), now=now), FIRST) is None
