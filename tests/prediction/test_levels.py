"""The level: learned from earlier misses, with the season of last year."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.learners import sigmoid
from techmart.prediction.levels import expected_miss, expected_share, shift_to
from techmart.prediction.recipes import fit_beta_geo, fit_weighted_rfm, forecast
from techmart.prediction.simulate import simulate_history


def logit(p: float) -> float:
    return float(np.log(p / (1 - p)))


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
    without = forecast(fit_beta_geo(past.history), past.history.summary(), 90).mean()
    assert abs(expected_share(past, 90) - happened) < abs(without - happened) / 2


def test_misses_that_last_are_made_good_and_others_are_not():
    plain = simulate_history(np.random.default_rng(7), customers=1500, joined_within=100, observed_until=400)
    assert abs(expected_miss(Almanac(plain), 30)) < 0.05
    rng = np.random.default_rng(8)
    rising = np.linspace(0.001, 0.02, 300)  # the chance to buy on a day: always more than the days before let expect
    customer, day = np.nonzero(rng.random((800, 300)) < rng.gamma(1.0, 1.0, 800)[:, None] * rising)
    history = PurchaseHistory.from_orders(customer, day, np.ones(len(day)), observed_until=299)
    assert expected_miss(Almanac(history), 30) > 0.05


def test_the_nearer_the_future_the_more_it_is_like_the_last_window():
    history = seasonal(400)
    almanac = Almanac(history.until(300))  # a season has begun of which the shop's clock knows nothing
    for horizon in (7, 60):
        by_clock = sigmoid(almanac.yardstick(300, horizon) + expected_miss(almanac, horizon)).mean()
        weighted = fit_weighted_rfm(almanac.history, [horizon])
        last = forecast(weighted, almanac.history.summary(), horizon).mean()
        between = (logit(expected_share(almanac, horizon)) - logit(by_clock)) / (logit(last) - logit(by_clock))
        assert between == pytest.approx(15 / (15 + horizon), abs=0.05)


def test_a_shop_younger_than_a_window_expects_no_miss():
    history = simulate_history(np.random.default_rng(7), customers=100, joined_within=20, observed_until=60)
    assert expected_miss(Almanac(history), 90) == 0.0
    assert 0.0 < expected_share(Almanac(history), 90) < 1.0
