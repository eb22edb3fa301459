"""What learns from examples: rows of features at earlier days, and who bought in the window that followed.

Fitting trees needs scikit-learn, imported when a fit runs; what is learned is kept as plain numbers and answered
by numpy. Nothing is pickled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from techmart.prediction.base import Estimator, InputError
from techmart.prediction.forests import Trees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

FAR = 4.0  # standard deviations: a customer beyond is taken to be there
NEWTON_STEPS = 50
BINS = 64  # more do no better
EDGES = np.arange(1, BINS) / BINS
SETTLED = 1e-10


class Learner(Estimator):
    """Learn P(buys in the window) from features; a kind of learner adds ``_learn`` and ``_answer``.

    Attributes
    ----------
    base_rate_ : float
        The weighted share of buyers among the examples.
    width_ : int
        How many features there are.
    """

    columns = ("features",)
    parameter_names: ClassVar[tuple[str, ...]] = ("base_rate",)

    base_rate_: float
    width_: int

    def fit(self, features: ArrayLike, bought: ArrayLike, weight: ArrayLike | None = None) -> Self:
        """Learn from examples, whose order does not matter.

        Parameters
        ----------
        features : array_like of float, shape (n, k)
        bought : array_like of bool, shape (n,)
        weight : array_like of float, shape (n,), > 0, optional
            How much each example counts; alike, by default.

        Raises
        ------
        InputError
            If there is no example, shapes differ, or a number is not finite.
        """
        X, y = _matrix(features), np.atleast_1d(np.asarray(bought, dtype=bool))
        w = np.ones(len(y)) if weight is None else np.asarray(weight, dtype=np.float64)
        if not len(y) or not len(X) == len(y) == len(w):
            raise InputError(f"{len(X)} rows of features, {len(y)} outcomes, {len(w)} weights.")
        if not (np.isfinite(w) & (w > 0)).all():
            raise InputError("A weight is not a positive number.")
        order = np.lexsort((w, y, *X.T))
        X, y, w = X[order], y[order], w[order] / w.mean()
        self.base_rate_, self.width_ = float(np.average(y, weights=w)), X.shape[1]
        self._learn(X, y, w)
        return self

    def probability(self, features: ArrayLike) -> Floats:
        """Return P(buys in the window).

        Parameters
        ----------
        features : array_like of float, shape (n, k)

        Returns
        -------
        array of float64, shape (n,), in [0, 1]

        Raises
        ------
        InputError
            If the shape is another than at the fit, or a number is not finite.
        NotFittedError
            Before ``fit``.
        """
        width, X = self.width_, _matrix(features)
        if X.shape[1] != width:
            raise InputError(f"{X.shape[1]} features, but {width} were learned from.")
        return self._answer(X)

    def _learn(self, X: Floats, y: NDArray[np.bool_], w: Floats) -> None:
        raise NotImplementedError

    def _answer(self, X: Floats) -> Floats:
        raise NotImplementedError


class Logistic(Learner):
    """Logistic regression on standardised features, with a ridge.

    Parameters
    ----------
    ridge : float, > 0
        The penalty on squared coefficients, in examples.

    Examples
    --------
    >>> learner = Logistic().fit([[0.0], [0.1], [0.9], [1.0]], [False, False, True, True])
    >>> bool(learner.probability([[0.0]])[0] < 0.5 < learner.probability([[1.0]])[0])
    True
    """

    model = "logistic"

    centre_: list[float]
    scale_: list[float]
    coefficients_: list[float]

    def __init__(self, *, ridge: float = 1.0) -> None:
        self.ridge = ridge

    def _learn(self, X: Floats, y: NDArray[np.bool_], w: Floats) -> None:
        if not self.ridge > 0:
            raise InputError(f"ridge must be positive, not {self.ridge}.")
        spread = X.std(axis=0)
        constant = spread <= 1e-12 * (1.0 + np.abs(X).max(axis=0))  # the deviation of equal numbers is not quite 0
        self.centre_, self.scale_ = X.mean(axis=0).tolist(), np.where(constant, 1.0, spread).tolist()
        design = self._design(X)
        design[:, 1:][:, constant] = 0.0
        self.coefficients_ = _ridge_logistic(design, y, w, self.ridge).tolist()

    def _answer(self, X: Floats) -> Floats:
        # Row by row and not as one product: a row's digits must not depend on how many there are.
        return sigmoid((self._design(X) * self.coefficients_).sum(axis=1))

    def _design(self, X: Floats) -> Floats:
        away = np.clip((X - self.centre_) / self.scale_, -FAR, FAR)
        return np.column_stack([np.ones(len(X)), away])


class _OfTrees(Learner):
    """What the three kinds of trees share: their stored form."""

    trees_: Trees

    def _learned(self) -> dict[str, Any]:
        learned = super()._learned()
        if "trees_" in learned:
            learned["trees_"] = self.trees_.to_dict()
        return learned

    def _restore(self, learned: Mapping[str, Any]) -> None:
        super()._restore(learned)
        self.trees_ = Trees.from_dict(learned["trees_"])

    def _answer(self, X: Floats) -> Floats:
        return np.clip(self.trees_.mean(X), 0.0, 1.0)


class Tree(_OfTrees):
    """One decision tree, shallow enough to read.

    Parameters
    ----------
    depth : int
    least_share : float
        The smallest share of the examples in a leaf.
    """

    model = "tree"

    def __init__(self, *, depth: int = 6, least_share: float = 0.005) -> None:
        self.depth = depth
        self.least_share = least_share

    def _learn(self, X: Floats, y: NDArray[np.bool_], w: Floats) -> None:
        from sklearn.tree import DecisionTreeClassifier

        tree = DecisionTreeClassifier(
            max_depth=self.depth, min_samples_leaf=max(10, int(self.least_share * len(y))), random_state=0
        )
        self.trees_ = Trees.of_sklearn([tree.fit(_single(X), y, sample_weight=w).tree_], self.base_rate_)


class Forest(_OfTrees):
    """The mean of trees that each saw a share of the examples and, at each split, of the features.

    Parameters
    ----------
    trees, seed : int
    least_share : float
        The smallest share of a tree's examples in a leaf.
    most : int
        How many examples a tree sees, at most; else three in ten.
    """

    model = "forest"

    def __init__(self, *, trees: int = 80, least_share: float = 0.003, most: int = 15_000, seed: int = 0) -> None:
        self.trees = trees
        self.least_share = least_share
        self.most = most
        self.seed = seed

    def _learn(self, X: Floats, y: NDArray[np.bool_], w: Floats) -> None:
        from sklearn.ensemble import RandomForestClassifier

        seen = min(self.most, max(10, 3 * len(y) // 10))
        forest = RandomForestClassifier(
            n_estimators=self.trees,
            min_samples_leaf=max(10, int(self.least_share * seen)),
            max_samples=seen,
            max_features="sqrt",
            random_state=self.seed,
        )
        fitted = forest.fit(_single(X), y, sample_weight=w).estimators_
        self.trees_ = Trees.of_sklearn([tree.tree_ for tree in fitted], self.base_rate_)


class Boosting(_OfTrees):
    """Gradient boosting over binned features.

    Parameters
    ----------
    rounds, leaves, least_leaf, seed : int
    rate : float
        How far each round goes.
    rising : sequence of int
        The features in which the answer may not fall.
    """

    model = "boosting"

    def __init__(
        self,
        *,
        rounds: int = 100,
        rate: float = 0.05,
        leaves: int = 8,
        least_leaf: int = 40,
        rising: Sequence[int] = (),
        seed: int = 0,
    ) -> None:
        self.rounds = rounds
        self.rate = rate
        self.leaves = leaves
        self.least_leaf = least_leaf
        self.rising = rising
        self.seed = seed

    def _learn(self, X: Floats, y: NDArray[np.bool_], w: Floats) -> None:
        from sklearn.ensemble import HistGradientBoostingClassifier

        if y.all() or not y.any():
            self.trees_ = Trees.leaf(_log_odds(self.base_rate_))
            return
        boosting = HistGradientBoostingClassifier(
            max_iter=self.rounds,
            learning_rate=self.rate,
            max_leaf_nodes=self.leaves,
            min_samples_leaf=self.least_leaf,
            l2_regularization=1.0,
            monotonic_cst=[1 if i in self.rising else 0 for i in range(X.shape[1])],
            max_bins=BINS,
            early_stopping=False,
            random_state=self.seed,
        )
        single = _single(X)
        edges = [np.unique(np.quantile(column, EDGES, method="inverted_cdf")) for column in single.T]
        # Binned here: with weights it takes scikit-learn longer to find the bins than to grow the trees.
        bins = [np.searchsorted(cuts, column) for cuts, column in zip(edges, single.T, strict=True)]
        boosting.fit(np.column_stack(bins).astype(np.float32), y, sample_weight=w)
        nodes = [_in_units(predictors[0].nodes, edges) for predictors in boosting._predictors]
        self.trees_ = Trees.of_boosting(nodes, float(np.ravel(boosting._baseline_prediction)[0]))

    def _answer(self, X: Floats) -> Floats:
        return sigmoid(self.trees_.total(X))


def sigmoid(log_odds: Floats) -> Floats:
    """Return 1 / (1 + exp(-log_odds)), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -700.0, 700.0))))


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-6), 1.0 - 1e-6)
    return float(np.log(p / (1.0 - p)))


def _matrix(features: ArrayLike) -> Floats:
    try:
        X = np.asarray(features, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"features: {error}") from error
    if X.ndim != 2:
        raise InputError(f"features must be a matrix, not of shape {X.shape}.")
    if not np.isfinite(X).all():
        raise InputError(f"features are not finite numbers in row {int(np.argwhere(~np.isfinite(X))[0, 0])}.")
    return X


def _single(X: Floats) -> NDArray[np.float32]:
    """Return X in the precision that trees are grown in, held within its range."""
    return np.clip(X, -1e30, 1e30).astype(np.float32)


def _in_units(nodes: NDArray[Any], edges: Sequence[NDArray[np.float32]]) -> NDArray[Any]:
    """Return a tree's nodes with thresholds that are values instead of numbers of bins."""
    nodes, splits = nodes.copy(), np.flatnonzero(nodes["is_leaf"] == 0)
    cuts = zip(nodes["feature_idx"][splits], nodes["num_threshold"][splits], strict=True)
    nodes["num_threshold"][splits] = [edges[feature][int(place)] for feature, place in cuts]
    return nodes


def _ridge_logistic(design: Floats, y: NDArray[np.bool_], w: Floats, ridge: float) -> Floats:
    """Return the coefficients, the first of them, which is not penalised, for the intercept; by Newton's method."""
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 1e-3  # of no weight except where all or none bought
    theta = np.zeros(design.shape[1])
    for _ in range(NEWTON_STEPS):
        p = sigmoid(design @ theta)
        slope = design.T @ (w * (p - y)) + penalty * theta
        curve = (design * (w * p * (1.0 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        theta = theta - step * min(1.0, 2.0 / float(np.abs(step).max()) if step.any() else 1.0)
        if np.abs(step).max() < SETTLED:
            break
    return theta
