"""Every model by its name, fitted to a history for one horizon. Which is to be trusted, ``champion`` says.

fitted = fit_model("ensemble", history, horizon=90)
p = fitted.probability(history)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from techmart.prediction.almanac import FARTHEST, Almanac, examples
from techmart.prediction.base import InputError, NotEnoughData
from techmart.prediction.base import from_dict as estimator_from_dict
from techmart.prediction.ensemble import Ensemble, learners, lifetime_log_odds
from techmart.prediction.features import features_as_of
from techmart.prediction.learners import Boosting, Forest, Learner, Logistic, Tree
from techmart.prediction.levels import expected_share
from techmart.prediction.recipes import RECIPES, forecast
from techmart.prediction.weighted_rfm import WeightedRFM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Self

    from techmart.prediction.almanac import Examples
    from techmart.prediction.base import Floats
    from techmart.prediction.features import Crowd, Features
    from techmart.prediction.history import PurchaseHistory

LEARNERS = (Logistic.model, Tree.model, Forest.model, Boosting.model)
NAMES = (*RECIPES, *LEARNERS, Ensemble.model)


@dataclass(frozen=True, eq=False)
class Fitted:
    """A model fitted for one horizon: it answers for the customers of any history, as of its end.

    `names` are the features that a learner was taught with; for all others there are none.
    """

    name: str
    horizon: float
    estimator: Any
    names: tuple[str, ...] = ()

    def probability(self, history: PurchaseHistory) -> Floats:
        """Return P(at least one purchase within the horizon), in the order of ``history.summary()``.

        Raises
        ------
        InputError
            If nobody has bought.
        """
        return self.of(Almanac(history))

    def of(self, almanac: Almanac) -> Floats:
        """Return the same for an almanac's today."""
        return self._answer(almanac.history, partial(almanac.features, almanac.today))

    def among(self, few: PurchaseHistory, crowd: Crowd) -> Floats:
        """Return the same for a history of a few customers, as if they were asked about among all of the `crowd`."""
        return self._answer(few, lambda days: features_as_of(few, few.observed_until, horizon=days, crowd=crowd))

    def _answer(self, history: PurchaseHistory, features: Callable[[float], Features]) -> Floats:
        if isinstance(self.estimator, Ensemble):
            return self.estimator.probability(*_asked(features, self.horizon, self.estimator.names))
        if isinstance(self.estimator, Learner):
            return self.estimator.probability(features(self.horizon).select(self.names))
        return forecast(self.estimator, history.summary(), self.horizon)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that ``json.dumps`` accepts."""
        named = {"names": list(self.names)} if self.names else {}
        return {"name": self.name, "horizon": self.horizon, "estimator": self.estimator.to_dict(), **named}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the fitted model that ``to_dict`` described.

        Raises
        ------
        InputError
            If `data` is not the work of ``to_dict``.
        """
        try:
            estimator = estimator_from_dict(data["estimator"])
            return cls(str(data["name"]), float(data["horizon"]), estimator, tuple(data.get("names", ())))
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"This is not a stored model: {error}.") from error


def fit_model(name: str, history: PurchaseHistory | Almanac, *, horizon: float) -> Fitted:
    """Fit the model called `name` to all of the history.

    Parameters
    ----------
    name : str
        Of ``NAMES``.
    history : PurchaseHistory, or its Almanac, which remembers what several models need
    horizon : float, > 0, days

    Raises
    ------
    InputError
        If there is no such model or no customer, or the horizon is not positive.
    NotEnoughData
        If the history is too young to learn from, or too few have bought again.
    ConvergenceError
        If the model's search does not settle.
    """
    almanac = history if isinstance(history, Almanac) else Almanac(history)
    if name not in NAMES:
        raise InputError(f"Unknown model {name!r}; known are {', '.join(NAMES)}.")
    if not (math.isfinite(horizon) and horizon > 0):
        raise InputError(f"The horizon must be a positive number of days, not {horizon}.")
    if not len(almanac.history.code):
        raise NotEnoughData("Nobody has bought yet.")
    if name in RECIPES:
        return Fitted(name, horizon, _fit_recipe(name, almanac, horizon))
    if name in LEARNERS:
        taught = examples(almanac, horizon)
        return Fitted(name, horizon, _fit_learner(name, almanac, horizon, taught), taught.names)
    return Fitted(name, horizon, _fit_ensemble(almanac, horizon))


def _fit_recipe(name: str, almanac: Almanac, horizon: float) -> Any:
    estimator = RECIPES[name](almanac.history, [horizon])
    if isinstance(estimator, WeightedRFM) and not estimator.calibrations_:
        raise NotEnoughData(f"The shop is younger than {horizon:g} days: no score has a known outcome yet.")
    return estimator


def _fit_learner(name: str, almanac: Almanac, horizon: float, taught: Examples) -> Learner:
    """Fit one, once for each day: alone it is the same as in the ensemble."""
    key = (name, almanac.today, horizon)
    if key not in almanac.learned:
        learner = Tree() if name == Tree.model else learners(taught.names)[name]
        almanac.learned[key] = learner.fit(taught.features, taught.bought, taught.weight)
    return almanac.learned[key]


def _fit_ensemble(almanac: Almanac, horizon: float) -> Ensemble:
    near, share = min(horizon, FARTHEST), expected_share(almanac, horizon)
    try:
        taught = examples(almanac, near)
        members = [_fit_learner(name, almanac, near, taught) for name in learners(taught.names)]
        ensemble = Ensemble(names=taught.names).join(members, taught.outcomes)
    except NotEnoughData:  # what the lifetime models say of a young shop is worth having
        ensemble = Ensemble(names=almanac.features(almanac.today, near).names).join([], 0.0)
    features, lifetime = _asked(partial(almanac.features, almanac.today), horizon, ensemble.names)
    return ensemble.set_level(features, share, lifetime=lifetime)


def _asked(features: Callable[[float], Features], horizon: float, names: Sequence[str]) -> tuple[Floats, Floats]:
    """Return what an ensemble is asked with: the features it knows, and what lifetime models say of all the horizon."""
    near = features(min(horizon, FARTHEST))
    whole = near if horizon <= FARTHEST else features(horizon)
    return near.select(names), lifetime_log_odds(whole.matrix, whole.names)
