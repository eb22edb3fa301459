"""The shop as a whole."""

from datetime import date, datetime, timedelta

import pytest

from techmart.core.clock import local_day
from techmart.scoring import actions, queries
from techmart.scoring.models import CustomerSummary
from techmart.tracking.models import DayStat

MONDAY = date(2026, 2, 23)  # the week before the one of `now`


@pytest.mark.usefixtures("scored")
def test_quintile_rates_are_those_of_the_days_before_the_fit(now: datetime) -> None:
    rates = queries.repurchase_by_quintile(90)

    assert list(rates) == ["recency", "frequency", "monetary"]
    begun = local_day(now) - timedelta(days=90)
    known = CustomerSummary.objects.filter(first_purchase_on__lte=begun)
    for each in rates.values():
        assert sum(rate.customers for rate in each) == known.count()
        assert sum(rate.bought for rate in each) == known.filter(last_purchase_on__gt=begun).count()


def test_a_young_shop_has_no_rates(db: None) -> None:
    assert queries.repurchase_by_quintile() == {}


@pytest.mark.usefixtures("scored")
def test_map_and_histogram_hold_everybody_once(now: datetime) -> None:
    scores = queries.customer_scores(now=now)
    grid = queries.rfm_heat_map(scores)

    assert grid.customers.sum() == 200
    assert grid.expected.sum() == pytest.approx(scores.probability[90].sum())
    assert sum(queries.probability_histogram(scores, 30)) == 200
    assert len(queries.probability_histogram(scores, 90)) == 10


def test_weeks_are_whole_and_begin_with_the_first_sale(db: None, now: datetime) -> None:
    for day, revenue, orders in (
        (MONDAY - timedelta(days=14), 100, 1),
        (MONDAY, 1000, 2),
        (MONDAY + timedelta(days=6), 500, 1),
        (MONDAY + timedelta(days=7), 9999, 9),  # this week is not over
    ):
        DayStat.objects.create(day=day, metric="revenue", currency="EUR", value=revenue)
        DayStat.objects.create(day=day, metric="order.placed", value=orders)
    DayStat.objects.create(day=MONDAY, metric="revenue", currency="USD", value=7)
    DayStat.objects.create(day=MONDAY, metric="product.viewed", value=7)

    weeks = queries.weekly_revenue(now=now, currency="EUR")

    assert [(week.starts_on, week.revenue, week.orders) for week in weeks] == [
        (MONDAY - timedelta(days=14), 100, 1),
        (MONDAY - timedelta(days=7), 0, 0),
        (MONDAY, 1500, 3),
    ]


def test_a_shop_without_sales_has_no_weeks(db: None, now: datetime) -> None:
    assert queries.weekly_revenue(now=now, currency="EUR") == []


@pytest.mark.usefixtures("furnished")
def test_weights_in_use(now: datetime) -> None:
    assert queries.weights_in_use().learned is None

    actions.fit_models(now=now, names=[])
    actions.set_weights(weights=(0.2, 0.3, 0.5), now=now)

    weights = queries.weights_in_use()
    assert weights.used == (0.2, 0.3, 0.5)
    assert sum(weights.learned) == pytest.approx(1)
