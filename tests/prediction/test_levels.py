"""The level: learned from earlier misses, with the season of last year."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.learners import sigmoid
from techmart.prediction.levels import expected_miss, expected_share, shift_to
from techmart.prediction.recipes import fit_beta_geo, forecast
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
    without = forecast(fit_beta_geo(past.history), past.history.summary(), 90).mean()
    assert abs(expected_share(past, 90) - happened) < abs(without - happened) / 2


def test_misses_that_last_are_made_good_and_others_are_not():
    plain = simulate_history(np.random.default_rng(7), customers=1500, joined_within=100, observed_until=400)
    assert abs(expected_miss(Almanac(plain))) < 0.05
    rng = np.random.default_rng(8)
    rising = np.linspace(0.001, 0.02, 300)  # the chance to buy on a day: always more than the days before let expect
    customer, day = np.nonzero(rng.random((800, 300)) < rng.gamma(1.0, 1.0, 800)[:, None] * rising)
    history = PurchaseHistory.from_orders(customer, day, np.ones(len(day)), observed_until=299)
    assert expected_miss(Almanac(history)) > 0.05


@pytest.mark.parametrize(("today", "lasts"), [(394, 0.25), (395, 0.5)])
def test_more_of_a_miss_lasts_once_a_year_has_been_seen(today, lasts):
    almanac = Almanac(seasonal(2 * 365).until(today))
    misses = [
        shift_to(almanac.yardstick(today - span, span), almanac.bought(today - span, span).mean()) for span in (30, 60)
    ]
    assert abs(misses[0]) > 0.2
    assert expected_miss(almanac) == pytest.approx(lasts * sum(misses) / 2, rel=0.1)  # but for the imaginary few


def test_a_shop_of_less_than_two_months_expects_no_miss():
    history = simulate_history(np.random.default_rng(7), customers=100, joined_within=20, observed_until=59)
    assert expected_miss(Almanac(history)) == 0.0
    assert 0.0 < expected_share(Almanac(history), 90) < 1.0
