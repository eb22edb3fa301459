"""One customer's card."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from techmart.accounts.models import Customer
from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.scoring import actions, queries
from techmart.tracking.enums import checked
from techmart.tracking.models import Event


@pytest.fixture
def ada(scored: None, buy: Callable[..., Order], now: datetime) -> Customer:
    """Ada buys every ten days, and did so five days ago."""
    for days in range(5, 105, 10):
        order = buy("Ada", local_day(now) - timedelta(days=days), 5000)
    actions.refresh_customer(customer_id=order.customer_id, now=now)
    return order.customer


def test_a_card_says_what_is_likely_and_why(ada: Customer, now: datetime) -> None:
    card = queries.customer_card(ada, now=now)
    forecast = card.forecast

    assert list(forecast.probabilities) == [30, 60, 90]
    assert forecast.day == local_day(now)
    assert forecast.day < forecast.next_from < forecast.next_on < forecast.next_until
    assert [reason.factor for reason in forecast.reasons] == ["silence", "habit"]
    assert str(forecast.reasons[0].fact) == "Last purchase 5 days ago; typical is 92 days ago"
    assert all(reason.probability == pytest.approx(forecast.probabilities[90]) for reason in forecast.reasons)
    assert all(reason.speaks_for for reason in forecast.reasons)
    assert forecast.quintiles[:2] == (5, 5)
    assert sum(part.points for part in forecast.parts) == pytest.approx(forecast.weighted_rfm)
    assert [part.letter for part in forecast.parts] == ["R", "F", "M"]
    assert 0 < forecast.weighted_probability < 1
    assert forecast.expected_value.minor > 0
    assert forecast.value_range[0].minor <= forecast.expected_value.minor <= forecast.value_range[1].minor
    assert forecast.year_value.minor > forecast.expected_value.minor
    for horizon, chance in forecast.probabilities.items():
        assert forecast.ranges[horizon][0] < chance < forecast.ranges[horizon][1]
    assert 0 < forecast.never < 1 - forecast.probabilities[90]
    assert [score.probability_30 for score in card.history] == [forecast.probabilities[30]]


def test_a_card_and_the_list_agree(ada: Customer, now: datetime) -> None:
    later = now + timedelta(days=40)
    forecast = queries.customer_card(ada, now=later).forecast
    (row,) = queries.scored_customers(now=later, search=ada.email).rows

    assert forecast.probabilities == pytest.approx(
        {30: row.probability_30, 60: row.probability_60, 90: row.probability_90}
    )
    assert (forecast.next_on, forecast.group, forecast.expected_value) == (
        row.next_purchase_on, row.group, row.expected_value,
    )  # fmt: skip


def test_somebody_long_silent_is_likelier_never_to_come_back(ada: Customer, now: datetime) -> None:
    forecast = queries.customer_card(ada, now=now + timedelta(days=300)).forecast

    assert forecast.next_on is None
    assert forecast.probability_alive < 0.1


def test_the_timeline_is_the_newest_first_of_orders_and_events(ada: Customer, now: datetime) -> None:
    said = checked("search.performed", {"text": "headphones", "results": 3})
    Event.objects.create(name="search.performed", at=now, customer=ada, data=said)
    Event.objects.create(name="order.placed", at=now, customer=ada, order_number="P1")

    timeline = queries.customer_card(ada, now=now).timeline

    assert [entry.event for entry in timeline] == ["search.performed", *["order"] * 10]
    assert timeline[0].detail == "headphones"
    assert timeline[1].order.placed_on == local_day(now) - timedelta(days=5)


def test_somebody_without_a_purchase_has_no_forecast(scored: None, now: datetime) -> None:
    cleo = Customer.objects.create(email="cleo@example.com")

    card = queries.customer_card(cleo, now=now)

    assert (card.summary, card.forecast, card.history, card.timeline) == (None, None, [], [])


def test_before_the_first_fit_there_is_no_forecast(buy: Callable[..., Order], now: datetime) -> None:
    order = buy("Ada", local_day(now))
    actions.refresh_summaries()

    card = queries.customer_card(order.customer, now=now)

    assert card.forecast is None
    assert card.summary.orders == 1


@pytest.mark.parametrize("orders", [1, 3])
def test_a_card_costs_six_queries(
    orders: int, scored: None, buy: Callable[..., Order], now: datetime, django_assert_num_queries: Callable
) -> None:
    for days in range(orders):
        order = buy("Ben", local_day(now) - timedelta(days=days))
        Event.objects.create(name="checkout.started", at=now, customer=order.customer)
    actions.refresh_customer(customer_id=order.customer_id, now=now)

    with django_assert_num_queries(6):
        assert len(queries.customer_card(order.customer, now=now).timeline) == 2 * orders
