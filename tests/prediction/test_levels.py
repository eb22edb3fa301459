"""The level: learned from earlier misses, with the season of last year."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.learners import sigmoid
from techmart.prediction.levels import expected_miss, expected_share, shift_to
from techmart.prediction.simulate import simulate_history


def seasonal(days: int) -> PurchaseHistory:
    """Return customers who buy every day with a chance that triples in the last quarter of each year."""
    rng = np.random.default_rng(6)
    chance = np.where(np.arange(days) % 365 < 270, 0.004, 0.012)
    rate = rng.gamma(1.0, 1.0, 1500)[:, None]
    customer, day = np.nonzero(rng.random((1500, days)) < np.minimum(rate * chance, 1.0))
    return PurchaseHistory.from_orders(customer, day, np.ones(len(day)), observed_until=days - 1)


def test_a_shift_reaches_its_share():
    log_odds = np.random.default_rng(0).normal(size=500)
    assert sigmoid(log_odds + shift_to(log_odds, 0.1)).mean() == pytest.approx(0.1)
    assert shift_to(log_odds, 0.0) == pytest.approx(-8.0)


def test_a_season_is_expected_again():
    history = seasonal(2 * 365)
    cutoff = 365 + 269.0
    past = Almanac(history.until(cutoff))
    happened = history.bought_after(cutoff, 90).mean()
    without = sigmoid(past.yardstick(cutoff, 90)).mean()
    assert expected_miss(past, 90) > 0.3
    assert abs(expected_share(past, 90) - happened) < abs(without - happened) / 2


def test_a_shop_without_seasons_is_left_alone():
    history = simulate_history(np.random.default_rng(7), customers=3000, joined_within=100, observed_until=500)
    assert abs(expected_miss(Almanac(history), 60)) < 0.15


def test_a_shop_younger_than_a_window_expects_no_miss():
    history = simulate_history(np.random.default_rng(7), customers=100, joined_within=20, observed_until=60)
    assert expected_miss(Almanac(history), 90) == 0.0
