"""The mean of several learners for who comes first, set to a level of its own for how many come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from techmart.prediction.base import Estimator, from_dict
from techmart.prediction.features import log_odds
from techmart.prediction.learners import Boosting, Forest, Learner, Logistic, sigmoid
from techmart.prediction.levels import shift_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

# Whoever buys more, is likelier to be alive, or bought in this season last year, is not foretold to buy less.
RISING = ("bg_buys", "bg_expected", "pareto_buys", "pareto_expected", "purchases", "recent_180", "season_last_year")
LIFETIME = ("bg_buys", "pareto_buys")


class Ensemble(Estimator):
    """Rank by the mean probability of four learners; shift all log odds so that the mean is a given share.

    The four: logistic regression, gradient boosting and a forest on all features, and the lifetime models'
    probabilities alone, recalibrated by a logistic regression.

    Parameters
    ----------
    names : sequence of str, length k
        What the columns of the features are, as ``Features.names``.
    rounds, trees : int
        Of the boosting, and in the forest.

    Attributes
    ----------
    shift_ : float
        What is added to the log odds of the mean; 0 before ``set_level``.
    members_ : list of Learner
    """

    model = "ensemble"
    columns = ("features",)
    parameter_names = ("shift",)

    shift_: float
    members_: list[Learner]

    def __init__(self, *, names: Sequence[str], rounds: int = 100, trees: int = 80) -> None:
        self.names = names
        self.rounds = rounds
        self.trees = trees

    def fit(self, features: ArrayLike, bought: ArrayLike, weight: ArrayLike | None = None) -> Self:
        """Fit all members to the same examples; see ``Learner.fit``. Forgets an earlier level.

        Raises
        ------
        InputError
            If there is no example, shapes differ, or a number is not finite.
        """
        X = np.asarray(features, dtype=np.float64)
        rising = [self.names.index(name) for name in RISING if name in self.names]
        members: list[Learner] = [
            Logistic(ridge=30.0),
            Boosting(rounds=self.rounds, rising=rising),
            Forest(trees=self.trees),
        ]
        members = [member.fit(X, bought, weight) for member in members]
        self.members_ = [*members, Logistic().fit(self._lifetime(X), bought, weight)]
        self.shift_ = 0.0
        return self

    def set_level(self, features: ArrayLike, share: float) -> Self:
        """Shift the forecasts so that, for these customers, their mean is `share`.

        Raises
        ------
        NotFittedError
            Before ``fit``.
        """
        self.shift_ = shift_to(self._ranking(np.asarray(features, dtype=np.float64)), share)
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
        return sigmoid(self._ranking(np.asarray(features, dtype=np.float64)) + self.shift_)

    def _ranking(self, X: Floats) -> Floats:
        *learners, lifetime = self.members_
        answers = [*(learner.probability(X) for learner in learners), lifetime.probability(self._lifetime(X))]
        return log_odds(np.mean(answers, axis=0))

    def _lifetime(self, X: Floats) -> Floats:
        return X[:, [self.names.index(name) for name in LIFETIME]]

    def _learned(self) -> dict[str, Any]:
        learned = super()._learned()
        if "members_" in learned:
            learned["members_"] = [member.to_dict() for member in self.members_]
        return learned

    def _restore(self, learned: Mapping[str, Any]) -> None:
        super()._restore(learned)
        self.members_ = [cast("Learner", from_dict(member)) for member in learned["members_"]]
