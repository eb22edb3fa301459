"""The mean log odds of four forecasts for who comes first, set to a level of its own for how many come."""

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

# Whoever buys or visits more, is likelier to be alive, or bought in this season last year, is not foretold to buy less.
RISING = (
    *("bg_buys", "bg_expected", "pareto_buys", "pareto_expected", "purchases", "recent_180", "season_last_year"),
    *("visits_30", "carts_30"),
)
LIFETIME = ("bg_buys", "pareto_buys")
MOST_LEARNED = 0.75  # of the weight: each of the four counts the same once there is enough to learn from
BOLDER = 1.05  # times the mean log odds: a mean of forecasts that each are right is too cautious
HALF_LEARNED = 100.0  # outcomes of the rarer kind, at which learners have half of that


def learners(names: Sequence[str], rounds: int = 100, trees: int = 80) -> dict[str, Learner]:
    """Return the three that learn, unfitted, by their names."""
    rising = [names.index(name) for name in RISING if name in names]
    members = Logistic(ridge=30.0), Boosting(rounds=rounds, rising=rising), Forest(trees=trees)
    return {member.model: member for member in members}


def lifetime_log_odds(features: Floats, names: Sequence[str]) -> Floats:
    """Return the mean of what the lifetime models say, shape (n,), from features so named."""
    return np.asarray(np.mean([features[:, names.index(name)] for name in LIFETIME], axis=0))


class Ensemble(Estimator):
    """Take the mean log odds of four forecasts, and shift it to a given share of buyers.

    The four: logistic regression, gradient boosting and a forest on all features, and the lifetime models' own
    probabilities, which have learned from no window and so carry no season. The fewer outcomes the learners have
    seen, the more the lifetime models count; without any they stand alone.

    Parameters
    ----------
    names : sequence of str, length k
        What the columns of the features are, as ``Features.names``.
    rounds, trees : int
        Of the boosting, and in the forest.

    Attributes
    ----------
    shift_ : float
        What is added to the mean log odds.
    learned_ : float
        The weight of the three that learn, in [0, 0.75].
    members_ : list of Learner

    References
    ----------
    Ranjan, R. and Gneiting, T. (2010), Combining Probability Forecasts, Journal of the Royal Statistical Society B
    72(1): the mean of calibrated forecasts lacks sharpness.
    """

    model = "ensemble"
    columns = ("features",)
    parameter_names = ("shift", "learned")

    shift_: float
    learned_: float
    members_: list[Learner]

    def __init__(self, *, names: Sequence[str], rounds: int = 100, trees: int = 80) -> None:
        self.names = names
        self.rounds = rounds
        self.trees = trees

    def fit(self, features: ArrayLike, bought: ArrayLike, weight: ArrayLike | None = None, *, days: int = 1) -> Self:
        """Fit all members to the same examples; see ``Learner.fit``. Forgets an earlier level.

        Parameters
        ----------
        features : array_like of float, shape (n, k)
        bought : array_like of bool, shape (n,)
        weight : array_like of float, shape (n,), > 0, optional
        days : int, >= 1
            Of how many earlier days these are the customers: the same ones again tell little more.

        Raises
        ------
        InputError
            If there is no example, shapes differ, or a number is not finite.
        """
        X, y = np.asarray(features, dtype=np.float64), np.asarray(bought, dtype=bool)
        fitted = [learner.fit(X, y, weight) for learner in learners(self.names, self.rounds, self.trees).values()]
        return self.join(fitted, min(y.sum(), (~y).sum()) / days).set_level(X, fitted[0].base_rate_)

    def join(self, members: Sequence[Learner], outcomes: float) -> Self:
        """Take learners that were fitted before, or none; the level is still to be set.

        Parameters
        ----------
        members : sequence of Learner
        outcomes : float, >= 0
            Of the rarer kind, on one day: how much there was to learn from.
        """
        self.members_ = list(members)
        self.learned_ = float(MOST_LEARNED * outcomes / (outcomes + HALF_LEARNED)) if members else 0.0
        return self

    def set_level(self, features: ArrayLike, share: float, *, lifetime: ArrayLike | None = None) -> Self:
        """Shift the log odds so that, for these customers, the mean probability is `share`.

        Parameters
        ----------
        features, lifetime
            As of ``probability``.
        share : float, in (0, 1)

        Raises
        ------
        NotFittedError
            Before ``fit``.
        """
        self.shift_ = shift_to(self._log_odds(features, lifetime), share)
        return self

    def probability(self, features: ArrayLike, lifetime: ArrayLike | None = None) -> Floats:
        """Return P(buys in the window).

        Parameters
        ----------
        features : array_like of float, shape (n, k)
        lifetime : array_like of float, shape (n,), log odds, optional
            The lifetime models' own, where the window is longer than the one that the features are for.

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
        return sigmoid(self._log_odds(features, lifetime) + self.shift_)

    def _log_odds(self, features: ArrayLike, lifetime: ArrayLike | None) -> Floats:
        """Return the weighted mean of the four, before its level is set."""
        X, members = np.asarray(features, dtype=np.float64), self.members_
        own = lifetime_log_odds(X, self.names) if lifetime is None else np.asarray(lifetime, dtype=np.float64)
        if not members:
            return own
        learned = np.mean([log_odds(member.probability(X)) for member in members], axis=0)
        return np.asarray(BOLDER * (self.learned_ * learned + (1.0 - self.learned_) * own))

    def _learned(self) -> dict[str, Any]:
        learned = super()._learned()
        if "members_" in learned:
            learned["members_"] = [member.to_dict() for member in self.members_]
        return learned

    def _restore(self, learned: Mapping[str, Any]) -> None:
        super()._restore(learned)
        self.members_ = [cast("Learner", from_dict(member)) for member in learned["members_"]]
