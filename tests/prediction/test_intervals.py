"""Intervals hold what they promise, widen where less is known, and never leave the possible."""

import json

import numpy as np
import pytest

from techmart.prediction import InputError
from techmart.prediction.intervals import Spread, Uncertainty
from techmart.prediction.outcomes import purchases_range

P = np.random.default_rng(1).beta(1, 4, 500)


def test_student_s_quantiles_are_those_of_the_tables():
    assert Spread(1.0, 5.0).quantile(0.95) == pytest.approx(2.015, abs=0.002)
    assert Spread(1.0, 2.0).quantile(0.95) == pytest.approx(2.920, abs=0.005)
    assert Spread(2.0, 30.0).points().mean() == pytest.approx(0.0, abs=1e-9)


def test_misses_are_learned_and_what_chance_gave_them_is_not():
    misses = np.random.default_rng(2).normal(0, 0.5, 200)
    assert Spread.learn(misses, np.zeros(200), worth=1.0).scale == pytest.approx(0.5, abs=0.06)
    assert Spread.learn(misses, np.full(200, 0.25), worth=1.0).scale < 0.15
    assert Spread.learn([], [], worth=1.0) == Spread()


def test_overlapping_windows_count_for_less():
    assert Spread.learn([0.4] * 8, [0.0] * 8, worth=0.5).freedom == 6.0


@pytest.mark.parametrize("scale", [0.05, 0.4])
def test_nine_of_ten_windows_lie_within(scale):
    rng = np.random.default_rng(3)
    total = Uncertainty(buyers=Spread(scale, 1000.0)).total_buyers(P)
    odds = np.log(P / (1 - P))
    buyers = [(rng.random(500) < 1 / (1 + np.exp(-odds - rng.normal(0, scale)))).sum() for _ in range(800)]
    assert 0.86 <= np.mean([total.low <= count <= total.high for count in buyers]) <= 0.94
    assert total.expected == P.sum()


def test_purchases_and_value_of_customers_who_buy_again_and_again():
    rng = np.random.default_rng(4)
    made = np.where(rng.random((800, 500)) < P, rng.geometric(0.5, (800, 500)), 0)  # two for each buyer
    known = Uncertainty(purchases=Spread(1e-6, 1000.0), value=Spread(1e-6, 1000.0))
    total = known.total_purchases(P, 2 * P)
    assert 0.86 <= np.mean((total.low <= made.sum(axis=1)) & (made.sum(axis=1) <= total.high)) <= 0.94
    paid = rng.gamma(np.maximum(made, 1e-9) * 4.0, 5.0).sum(axis=1)  # twenty for each, a quarter its variation
    total = known.total_value(P, 2 * P, np.full(500, 20.0), 0.25)
    assert 0.86 <= np.mean((total.low <= paid) & (paid <= total.high)) <= 0.94
    low, high = purchases_range(P, 2 * P)
    assert ((low <= made) & (made <= high)).mean() >= 0.9


def test_probabilities_stay_possible_and_widen_with_doubt():
    p = np.array([0.0, 0.001, 0.5, 0.999, 1.0])
    low, high = Uncertainty().probability(p)
    assert ((low >= 0) & (low <= p) & (p <= high) & (high <= 1)).all()
    less = Uncertainty().probability(p, own=3.0)
    assert (less[0] <= low).all()
    assert (less[1] >= high).all()


def test_fewer_customers_tell_less():
    few, many = (Uncertainty().probability(np.full(n, 0.3)) for n in (5, 5000))
    assert few[1][0] - few[0][0] > 2 * (many[1][0] - many[0][0])


def test_totals_stay_possible():
    one = Uncertainty().total_buyers(np.array([0.5]))
    assert (one.low, one.high) == (0.0, 1.0)
    nobody = Uncertainty().total_value(np.zeros(3), np.zeros(3), np.ones(3), 1.0)
    assert (nobody.low, nobody.expected) == (0.0, 0.0)


def test_what_is_stored_is_all_there_is():
    learned = Uncertainty(Spread(0.3, 7.0), Spread(0.4, 7.0), Spread(0.5, 7.0), 0.1, 5).widened(0.4)
    assert learned.buyers.scale == pytest.approx(0.5)
    assert Uncertainty.from_dict(json.loads(json.dumps(learned.to_dict()))) == learned


@pytest.mark.parametrize("stored", [{}, {"buyers": {"width": 1}, "purchases": {}, "value": {}}])
def test_what_is_no_uncertainty_is_refused(stored):
    with pytest.raises(InputError, match="no stored uncertainty"):
        Uncertainty.from_dict(stored)
