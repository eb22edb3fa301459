"""The four learners: the battery, what they must find, what they must not find."""

import numpy as np
import pytest

from techmart.prediction import InputError
from techmart.prediction.checks import CHECKS, Case
from techmart.prediction.features import features_as_of
from techmart.prediction.learners import Boosting, Forest, Learner, Logistic, Tree
from techmart.prediction.metrics import auc
from techmart.prediction.simulate import simulate_history

HISTORY = simulate_history(np.random.default_rng(20), customers=1500, joined_within=200, observed_until=400, alpha=25)
X = features_as_of(HISTORY.until(330), 330, horizon=70).matrix
BOUGHT = HISTORY.bought_after(330, 70)
LEARNERS = [Logistic(), Tree(), Forest(trees=25), Boosting(rounds=25)]


def case(learner: Learner) -> Case:
    return Case(
        estimator=learner,
        rows={"features": X[:400], "bought": BOUGHT[:400]},
        fit=lambda model, rows: model.fit(**rows),
        predictions={"repurchase": lambda model, rows: model.probability(rows["features"])},
        probabilities=frozenset({"repurchase"}),
    )


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: learner.model)
def test_learner(learner: Learner, check):
    check(case(learner))


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: learner.model)
def test_it_ranks_customers_it_has_not_seen(learner):
    p = learner.fit(X[::2], BOUGHT[::2]).probability(X[1::2])
    assert auc(p, BOUGHT[1::2]) > 0.75
    assert p.mean() == pytest.approx(BOUGHT.mean(), rel=0.15)


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: learner.model)
def test_shuffled_labels_cannot_be_ranked(learner):
    rng = np.random.default_rng(1)
    rows = rng.integers(len(X), size=8000)
    shuffled = rng.permutation(BOUGHT[rows])
    p = learner.fit(X[rows[:4000]], shuffled[:4000]).probability(X[rows[4000:]])
    assert auc(p, shuffled[4000:]) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: learner.model)
@pytest.mark.parametrize("everybody", [True, False])
def test_where_all_did_alike_it_foretells_about_that(learner, everybody):
    p = learner.fit(X, np.full(len(X), everybody)).probability(X)
    assert np.abs(p - everybody).max() < 0.01


def test_a_weight_counts_like_copies():
    weight = np.where(np.arange(len(X)) % 3, 1.0, 2.0)
    copied = np.concatenate([X, X[::3]]), np.concatenate([BOUGHT, BOUGHT[::3]])
    weighted = Logistic(ridge=1e-6).fit(X[:, :3], BOUGHT, weight)
    assert weighted.base_rate_ == pytest.approx(copied[1].mean())


def test_boosting_rises_where_it_is_told_to():
    noisy = np.random.default_rng(2).random(len(X)) < 0.5
    learner = Boosting(rising=(0,)).fit(X[:, :1], noisy)
    p = learner.probability(np.linspace(0, 4, 50)[:, None])
    assert (np.diff(p) >= 0).all()


def test_what_does_not_fit_together_is_refused():
    with pytest.raises(InputError, match="5 rows of features, 4 outcomes"):
        Logistic().fit(X[:5], BOUGHT[:4])
    with pytest.raises(InputError, match="2 features, but 3 were learned from"):
        Logistic().fit(X[:, :3], BOUGHT).probability(X[:, :2])
    with pytest.raises(InputError, match="ridge must be positive"):
        Logistic(ridge=0).fit(X, BOUGHT)
    with pytest.raises(InputError, match="weight"):
        Logistic().fit(X, BOUGHT, np.zeros(len(X)))


def test_boosting_splits_at_values_of_its_features():
    trees = Boosting(rounds=10).fit(X, BOUGHT).trees_
    inner = trees.left != np.arange(len(trees.left))
    seen = [set(column.tolist()) for column in X.astype(np.float32).T]
    assert inner.any()
    assert all(cut in seen[feature] for cut, feature in zip(trees.threshold[inner], trees.feature[inner], strict=True))
