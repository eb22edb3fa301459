"""Trees as arrays answer as the library that grew them does."""

import json

import numpy as np

from techmart.prediction.forests import Trees
from techmart.prediction.learners import Boosting, Forest, Tree

RNG = np.random.default_rng(8)
X = RNG.normal(size=(3000, 4)).astype(np.float32).astype(np.float64)
Y = RNG.random(3000) < 1 / (1 + np.exp(-X[:, 0] - X[:, 1] * X[:, 2]))


def test_a_tree_written_by_hand():
    trees = Trees.from_dict(
        {"feature": [1, 0, 0], "threshold": [0.5, 0, 0], "left": [1, 1, 2], "right": [2, 1, 2],
         "value": [0, 0.2, 0.8], "roots": [0], "depth": 1, "base": 1.0}
    )  # fmt: skip
    rows = np.array([[9.0, 0.5], [9.0, 0.6]])
    assert trees.mean(rows).tolist() == [0.2, 0.8]
    assert trees.total(rows).tolist() == [1.2, 1.8]


def test_a_leaf_says_the_same_to_all():
    assert Trees.leaf(-2.0).total(np.zeros((3, 1))).tolist() == [-2.0] * 3


def test_forests_answer_as_scikit_learn_does():
    from sklearn.ensemble import RandomForestClassifier

    grown = RandomForestClassifier(n_estimators=12, min_samples_leaf=9, random_state=0).fit(X, Y)
    ours = Trees.of_sklearn([tree.tree_ for tree in grown.estimators_], 0.5)
    np.testing.assert_allclose(ours.mean(X), grown.predict_proba(X)[:, 1], rtol=1e-12)


def test_boosting_answers_as_scikit_learn_does():
    from sklearn.ensemble import HistGradientBoostingClassifier

    grown = HistGradientBoostingClassifier(max_iter=20, random_state=0).fit(X, Y)
    nodes = [predictors[0].nodes for predictors in grown._predictors]
    ours = Trees.of_boosting(nodes, float(np.ravel(grown._baseline_prediction)[0]))
    np.testing.assert_allclose(ours.total(X), grown.decision_function(X), rtol=1e-6, atol=1e-6)


def test_a_revived_forest_answers_the_same():
    for learner in (Tree(), Forest(trees=10), Boosting(rounds=10)):
        trees = learner.fit(X, Y).trees_
        revived = Trees.from_dict(json.loads(json.dumps(trees.to_dict())))
        assert (revived.total(X) == trees.total(X)).all()
