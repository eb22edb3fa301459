"""A mean of four forecasts for who comes first, set to a level of its own for how many come."""

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
MOST_LEARNED = 0.75  # of the weight: each of the four counts the same once there is enough to learn from
SHIFTS = ("logistic_shift_", "boosting_shift_", "forest_shift_", "lifetime_shift_")
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
    """Set four forecasts to the same level, a given share of buyers, and take their mean.

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
    logistic_shift_, boosting_shift_, forest_shift_, lifetime_shift_ : float
        What is added to each forecast's log odds.
    learned_ : float
        The weight of the three that learn, in [0, 0.75].
    members_ : list of Learner
    """

    model = "ensemble"
    columns = ("features",)
    parameter_names = ("logistic_shift", "boosting_shift", "forest_shift", "lifetime_shift", "learned")

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
        """Shift each of the four so that, for these customers, its mean is `share`; then so is theirs.

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
        forecasts = self._forecasts(features, lifetime)
        for name in SHIFTS:
            setattr(self, name, shift_to(forecasts[name], share) if name in forecasts else 0.0)
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
        levelled = {
            name: sigmoid(each + getattr(self, name)) for name, each in self._forecasts(features, lifetime).items()
        }
        lifetime = levelled.pop(SHIFTS[-1])
        if not levelled:
            return lifetime
        return np.asarray(self.learned_ * np.mean(list(levelled.values()), axis=0) + (1.0 - self.learned_) * lifetime)

    def _forecasts(self, features: ArrayLike, lifetime: ArrayLike | None) -> dict[str, Floats]:
        """Return the log odds that each gives, the lifetime models last, by the name of what shifts them."""
        X = np.asarray(features, dtype=np.float64)
        own = lifetime_log_odds(X, self.names) if lifetime is None else np.asarray(lifetime, dtype=np.float64)
        learned = {f"{member.model}_shift_": log_odds(member.probability(X)) for member in self.members_}
        return {**learned, SHIFTS[-1]: own}

    def _learned(self) -> dict[str, Any]:
        learned = super()._learned()
        if "members_" in learned:
            learned["members_"] = [member.to_dict() for member in self.members_]
        return learned

    def _restore(self, learned: Mapping[str, Any]) -> None:
        super()._restore(learned)
        self.members_ = [cast("Learner", from_dict(member)) for member in learned["members_"]]
