"""What earlier windows missed by is learned from them alone."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.champion import Trials
from techmart.prediction.intervals import BELIEVED, Uncertainty
from techmart.prediction.misses import amount_variation, learn_uncertainty
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def steady() -> PurchaseHistory:
    """A shop in which nothing changes."""
    drawn = simulate_history(np.random.default_rng(6), customers=600, joined_within=300, observed_until=420, alpha=30)
    return PurchaseHistory.from_orders(drawn.code, np.floor(drawn.day), drawn.amount, observed_until=420)


@pytest.fixture(scope="module")
def fickle(steady) -> PurchaseHistory:
    """The same shop, in which every second pair of months four purchases in five do not happen."""
    first = np.diff(steady.code, prepend=-1) != 0
    quiet = (steady.day // 60 % 2 == 1) & (np.arange(len(steady.day)) % 5 > 0)
    stays = first | ~quiet
    return PurchaseHistory(steady.customers, steady.code[stays], steady.day[stays], steady.amount[stays], 420.0)


def test_a_steady_shop_is_surer_than_a_fickle_one(steady, fickle):
    calm, wild = (learn_uncertainty(Trials(Almanac(shop), 60), "bg-nbd") for shop in (steady, fickle))
    assert calm.windows == wild.windows == 12
    assert calm.buyers.scale < BELIEVED < wild.buyers.scale
    p = np.full(1000, 0.3)
    narrow, wide = calm.total_buyers(p), wild.total_buyers(p)
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_nothing_of_the_future_is_in_it(fickle):
    then = learn_uncertainty(Trials(Almanac(fickle).until(300), 60), "bg-nbd")
    assert then == learn_uncertainty(Trials(Almanac(fickle.until(300)), 60), "bg-nbd")


def test_the_ensemble_s_level_is_judged_without_fitting_it(steady):
    trials = Trials(Almanac(steady), 90)
    learned = learn_uncertainty(trials, "ensemble")
    assert learned.windows > 0
    assert not any(trials.holds("ensemble", day) for day in (330.0, 240.0))


def test_without_a_window_all_is_belief(steady):
    assert learn_uncertainty(Trials(Almanac(steady), 400), "bg-nbd") == Uncertainty()
    assert learn_uncertainty(Trials(Almanac(steady), 60), "population-mbg-nbd") == Uncertainty()


def test_amounts_vary_as_they_did():
    history = PurchaseHistory.from_orders([1, 1, 2], [0, 9, 4], [10.0, 30.0, 20.0])
    assert amount_variation(history, np.array([20.0, 20.0])) == pytest.approx((2 * 0.5**2 + 5 * 0.5) / 8)
    only = PurchaseHistory.from_orders([1], [0], [10.0])
    assert amount_variation(only, np.array([10.0])) == pytest.approx(2.5 / 6)
