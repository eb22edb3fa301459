"""The ensemble: the battery, its members, its level."""

import numpy as np
import pytest

from techmart.prediction.checks import CHECKS, Case
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.features import features_as_of, log_odds
from techmart.prediction.learners import sigmoid
from techmart.prediction.levels import shift_to
from techmart.prediction.metrics import auc
from techmart.prediction.simulate import simulate_history

HISTORY = simulate_history(np.random.default_rng(20), customers=1500, joined_within=200, observed_until=400, alpha=25)
FEATURES = features_as_of(HISTORY.until(330), 330, horizon=70)
X, BOUGHT = FEATURES.matrix, HISTORY.bought_after(330, 70)

CASE = Case(
    estimator=Ensemble(names=list(FEATURES.names), rounds=10, trees=10),
    rows={"features": X[:250], "bought": BOUGHT[:250]},
    fit=lambda model, rows: model.fit(**rows),
    predictions={"repurchase": lambda model, rows: model.probability(rows["features"])},
    probabilities=frozenset({"repurchase"}),
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_ensemble(check):
    check(CASE)


def test_a_level_changes_how_many_and_not_who():
    ensemble = Ensemble(names=FEATURES.names, rounds=30, trees=30).fit(X, BOUGHT)
    before = ensemble.probability(X)
    after = ensemble.set_level(X, 0.05).probability(X)
    assert after.mean() == pytest.approx(0.05)
    assert auc(after, BOUGHT) == pytest.approx(auc(before, BOUGHT), rel=1e-9)


def test_it_is_the_mean_of_four_and_a_little_bolder():
    ensemble = Ensemble(names=FEATURES.names, rounds=30, trees=30).fit(X, BOUGHT).set_level(X, 0.2)
    own = (FEATURES.column("bg_buys") + FEATURES.column("pareto_buys")) / 2
    forecasts = [log_odds(member.probability(X)) for member in ensemble.members_]
    outcomes = min(BOUGHT.sum(), (~BOUGHT).sum())
    learned = 0.75 * outcomes / (outcomes + 100)
    mean = 1.05 * (learned * np.mean(forecasts, axis=0) + (1 - learned) * own)
    np.testing.assert_allclose(ensemble.probability(X), sigmoid(mean + shift_to(mean, 0.2)), rtol=1e-9)


def test_without_examples_the_lifetime_models_stand_alone():
    ensemble = Ensemble(names=FEATURES.names).join([], 0.0).set_level(X, 0.2)
    own = (FEATURES.column("bg_buys") + FEATURES.column("pareto_buys")) / 2
    np.testing.assert_allclose(ensemble.probability(X), sigmoid(own + shift_to(own, 0.2)), rtol=1e-9)


def test_a_longer_window_takes_its_own_lifetime_forecast():
    ensemble = Ensemble(names=FEATURES.names).join([], 0.0)
    longer = np.linspace(-3, 1, len(X))
    ensemble.set_level(X, 0.3, lifetime=longer)
    np.testing.assert_allclose(ensemble.probability(X, longer), sigmoid(longer + shift_to(longer, 0.3)), rtol=1e-9)


def test_the_same_customers_on_more_days_teach_no_more():
    once = Ensemble(names=FEATURES.names, rounds=2, trees=2).fit(X, BOUGHT)
    twice = Ensemble(names=FEATURES.names, rounds=2, trees=2).fit(np.tile(X, (2, 1)), np.tile(BOUGHT, 2), days=2)
    assert twice.learned_ == once.learned_


def test_shuffled_labels_cannot_be_ranked():
    rng = np.random.default_rng(1)
    rows = rng.integers(len(X), size=8000)
    shuffled = rng.permutation(BOUGHT[rows])
    p = (
        Ensemble(names=FEATURES.names, rounds=30, trees=30)
        .fit(X[rows[:4000]], shuffled[:4000])
        .probability(X[rows[4000:]])
    )
    assert auc(p, shuffled[4000:]) == pytest.approx(0.5, abs=0.03)
