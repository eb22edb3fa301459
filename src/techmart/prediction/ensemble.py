"""The mean of four forecasts for who comes first, set to a level of its own for how many come."""

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
    """Set four forecasts to the same level, a given share of buyers, and take their mean.

    The four: logistic regression, gradient boosting and a forest on all features, and the lifetime models' own
    probabilities, which have learned from no window and so carry no season.

    Parameters
    ----------
    names : sequence of str, length k
        What the columns of the features are, as ``Features.names``.
    rounds, trees : int
        Of the boosting, and in the forest.

    Attributes
    ----------
    logistic_shift_, boosting_shift_, forest_shift_, lifetime_shift_ : float
        What is added to each forecast's log odds.
    members_ : list of Learner
    """

    model = "ensemble"
    columns = ("features",)
    parameter_names = ("logistic_shift", "boosting_shift", "forest_shift", "lifetime_shift")

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
        boosting = Boosting(rounds=self.rounds, rising=rising)
        members: list[Learner] = [Logistic(ridge=30.0), boosting, Forest(trees=self.trees)]
        self.members_ = [member.fit(X, bought, weight) for member in members]
        return self.set_level(X, self.members_[0].base_rate_)

    def set_level(self, features: ArrayLike, share: float) -> Self:
        """Shift each of the four so that, for these customers, its mean is `share`; then so is theirs.

        Raises
        ------
        NotFittedError
            Before ``fit``.
        """
        for name, forecast in zip(self.parameter_names, self._forecasts(features), strict=True):
            setattr(self, f"{name}_", shift_to(forecast, share))
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
        shifts = self.parameters_.values()
        levelled = [sigmoid(each + shift) for each, shift in zip(self._forecasts(features), shifts, strict=True)]
        return np.asarray(np.mean(levelled, axis=0))

    def _forecasts(self, features: ArrayLike) -> list[Floats]:
        """Return the log odds that each of the four gives."""
        X = np.asarray(features, dtype=np.float64)
        learned = [log_odds(member.probability(X)) for member in self.members_]
        lifetime = [X[:, self.names.index(name)] for name in LIFETIME]
        return [*learned, np.asarray(np.mean(lifetime, axis=0))]

    def _learned(self) -> dict[str, Any]:
        learned = super()._learned()
        if "members_" in learned:
            learned["members_"] = [member.to_dict() for member in self.members_]
        return learned

    def _restore(self, learned: Mapping[str, Any]) -> None:
        super()._restore(learned)
        self.members_ = [cast("Learner", from_dict(member)) for member in learned["members_"]]
