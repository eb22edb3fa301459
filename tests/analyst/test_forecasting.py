"""What is said of each customer hangs together, and comes from the models that it names."""

from datetime import date

import numpy as np
import pytest

from techmart.analyst.files import day_number
from techmart.analyst.forecasting import predict
from techmart.analyst.judging import Court
from techmart.prediction import PurchaseHistory
from techmart.prediction.champion import BASELINE
from techmart.prediction.recipes import fit_beta_geo, fit_gamma_gamma, forecast

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    """Customers who buy at random over 200 days; every third once, every third long ago."""
    rng = np.random.default_rng(11)
    customer = np.repeat(np.arange(90), np.where(np.arange(90) % 3, 5, 1))
    day = day_number(TODAY) - rng.integers(0, 100, len(customer)) - np.where(customer % 3 == 2, 100, 0)
    return PurchaseHistory.from_orders(customer, day, rng.uniform(5, 50, len(customer)), observed_until=TODAY)


def test_a_named_model_says_what_it_says_by_itself(history):
    said = predict(Court.of(history), [30, 60], model="bg-nbd")
    alone = fit_beta_geo(history)
    assert (said.models, said.lifetime) == ({30: "bg-nbd", 60: "bg-nbd"}, "bg-nbd")
    for horizon in (30, 60):
        assert said.probability[horizon].tolist() == forecast(alone, said.summary, horizon).tolist()
    columns = said.summary.select(alone.columns)
    assert said.alive.tolist() == alone.probability_alive(**columns).tolist()
    assert said.purchases[60].tolist() == alone.expected_purchases(60, **columns).tolist()
    spend = fit_gamma_gamma(history).expected_spend(**said.summary.select(("frequency", "monetary_value")))
    assert said.value[60].tolist() == (said.purchases[60] * spend).tolist()


def test_every_figure_has_a_range_around_it(history):
    said = predict(Court.of(history), [30], model="bg-nbd")
    ranges = said.ranges[30]
    assert ranges.windows > 0
    assert ((ranges.probability[0] < said.probability[30]) & (said.probability[30] < ranges.probability[1])).all()
    assert ranges.buyers.low < said.probability[30].sum() < ranges.buyers.high
    assert ranges.total_value.low < said.value[30].sum() < ranges.total_value.high


def test_auto_is_the_champion_of_the_day(history):
    court = Court.of(history)
    said = predict(court, [30, 60])
    assert said.models == {horizon: court.choice(horizon).champion for horizon in (30, 60)}


def test_the_likeliest_come_first_and_more_days_never_mean_less(history):
    said = predict(Court.of(history), [60, 30], model="bg-nbd")
    assert said.horizons == [30, 60]
    assert (np.diff(said.probability[60]) <= 0).all()
    assert (said.probability[60] >= said.probability[30]).all()


def test_a_model_without_a_purchasing_rate_says_whether_and_another_how_often(history):
    said = predict(Court.of(history), [30], model=BASELINE)
    assert (said.models, said.lifetime) == ({30: BASELINE}, "bg-nbd")
    rate = fit_beta_geo(history)
    columns = said.summary.select(rate.columns)
    per_buyer = rate.expected_purchases(30, **columns) / rate.repurchase_probability(30, **columns)
    assert said.purchases[30].tolist() == (said.probability[30] * per_buyer).tolist()


def test_rows_have_the_header_s_cells(history):
    said = predict(Court.of(history), [30, 60], model="bg-nbd")
    rows = list(said.rows())
    assert said.header == [
        "customer", "purchases", "first_purchase_on", "last_purchase_on", "p_alive",
        "p_30", "p_30_low", "p_30_high", "p_60", "p_60_low", "p_60_high",
        "expected_purchases_60", "purchases_60_low", "purchases_60_high",
        "expected_value_60", "value_60_low", "value_60_high", "next_purchase_on", "weighted_score", "reasons",
    ]  # fmt: skip
    assert {len(row) for row in rows} == {len(said.header)}
    assert {row[0] for row in rows} == {str(customer) for customer in range(90)}
    assert all(row[17] is None or row[17] > TODAY for row in rows)


def test_where_nobody_repeated_a_purchase_of_value_all_are_expected_to_spend_the_mean():
    gifts = PurchaseHistory.from_orders([1, 1, 2, 3], [0, 40, 10, 20], [0, 0, 30, 30], observed_until=60)
    said = predict(Court.of(gifts), [10], model="bg-nbd")
    assert said.value[10].tolist() == (said.purchases[10] * 15.0).tolist()
