"""P(R) = w₁R + w₂F + w₃M, to the letter."""

import numpy as np
import pytest

from techmart.prediction import InputError, WeightedRFM

DAYS, ORDERS, SPEND = np.array([0, 10, 50, 100]), np.array([11, 1, 2, 1]), np.array([900.0, 100, 300, 100])


def simulated(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rng.uniform(0, 300, n), rng.integers(1, 15, n), rng.uniform(5, 800, n)


def test_the_score_is_the_weighted_sum():
    model = WeightedRFM(weights=(0.5, 0.3, 0.2), scaling="minmax").fit(DAYS, ORDERS, SPEND)
    r, f, m = 1 - DAYS / 100, (ORDERS - 1) / 10, (SPEND - 100) / 800
    np.testing.assert_allclose(model.score(DAYS, ORDERS, SPEND), 0.5 * r + 0.3 * f + 0.2 * m)
    assert model.parameters_ == {"recency_weight": 0.5, "frequency_weight": 0.3, "monetary_weight": 0.2}


def test_ranks_scale_by_quantile():
    model = WeightedRFM(weights=(1, 0, 0)).fit(DAYS, ORDERS, SPEND)
    assert model.score(DAYS, ORDERS, SPEND).tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_a_score_ages_with_every_day():
    model = WeightedRFM().fit(DAYS, ORDERS, SPEND)
    aging = model.score(np.arange(0, 150), 2, 300)
    assert (np.diff(aging[:101]) < 0).all()
    assert (aging[100:] == aging[100]).all()  # nobody is further back than last


def test_equal_weights():
    model = WeightedRFM(weights="equal").fit(DAYS, ORDERS, SPEND)
    assert list(model.parameters_.values()) == [1 / 3] * 3


def test_weights_are_learned_from_who_bought():
    rng = np.random.default_rng(6)
    days, orders, spend = simulated(rng, 20_000)
    logit = 2.0 * (1 - days / 300) + 6.0 * (orders - 1) / 13 - 4
    bought = rng.random(20_000) < 1 / (1 + np.exp(-logit))
    model = WeightedRFM(weights="learned", scaling="minmax").fit(days, orders, spend, bought)
    assert model.recency_weight_ == pytest.approx(0.25, abs=0.02)
    assert model.frequency_weight_ == pytest.approx(0.75, abs=0.02)
    assert model.monetary_weight_ == pytest.approx(0, abs=0.02)


def test_weights_are_never_negative():
    rng = np.random.default_rng(6)
    days, orders, spend = simulated(rng, 2000)
    contrary = (days > 150) & (spend < 400) & (orders > 7)  # the silent and thrifty buy
    model = WeightedRFM(weights="learned").fit(days, orders, spend, bought=contrary)
    assert list(model.parameters_.values()) == [0, 1, 0]
    nothing_helps = WeightedRFM(weights="learned").fit(DAYS, ORDERS, SPEND, bought=DAYS > 40)
    assert list(nothing_helps.parameters_.values()) == [1 / 3] * 3


def test_calibration_turns_the_score_into_a_rate():
    rng = np.random.default_rng(8)
    columns = simulated(rng, 20_000)
    model = WeightedRFM().fit(*columns)
    bought = rng.random(20_000) < 0.5 * model.score(*columns) ** 2
    model.calibrate(30, *columns, bought=bought).calibrate(90, *columns, bought=~bought)
    p = model.repurchase_probability(30, *columns)
    assert p.mean() == pytest.approx(bought.mean(), abs=0.01)
    assert list(model.calibrations_) == ["30", "90"]
    assert model.fit(*columns).calibrations_ == {}


def test_an_uncalibrated_horizon_is_refused():
    model = WeightedRFM().fit(DAYS, ORDERS, SPEND).calibrate(30, DAYS, ORDERS, SPEND, [True] * 4)
    with pytest.raises(InputError, match="Not calibrated for 60 days; calibrated horizons: 30"):
        model.repurchase_probability(60, 1, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"weights": (0.5, 0.5, 0.5)}, "sum to 1"),
        ({"weights": (1.5, -0.5, 0.0)}, ">= 0"),
        ({"weights": (0.5, 0.5)}, "three numbers"),
        ({"weights": "guessed"}, '"equal" or "learned", not \'guessed\''),
        ({"weights": "learned"}, "say who bought"),
        ({"scaling": "log"}, "scaling must be one of quantile, minmax"),
    ],
)
def test_impossible_settings_are_refused(wrong, message):
    with pytest.raises(InputError, match=message):
        WeightedRFM(**wrong).fit(DAYS, ORDERS, SPEND)


def test_impossible_rows_are_refused():
    with pytest.raises(InputError, match="There is no customer"):
        WeightedRFM().fit([], [], [])
    with pytest.raises(InputError, match="days_since_last_order is negative"):
        WeightedRFM().fit([-1], [1], [1])
    with pytest.raises(InputError, match="4 customers, but 2 of bought"):
        WeightedRFM(weights="learned").fit(DAYS, ORDERS, SPEND, bought=[True, False])
