"""By how much a model's forecasts of earlier windows missed, and what that says of the one to come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.almanac import YOUNGEST
from techmart.prediction.base import ConvergenceError, PredictionError
from techmart.prediction.beta_geo import BetaGeo
from techmart.prediction.champion import Trials
from techmart.prediction.diagnostics import reliability_table
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.features import log_odds
from techmart.prediction.gamma_gamma import GammaGamma
from techmart.prediction.intervals import BELIEF, BELIEVED, Spread, Uncertainty
from techmart.prediction.levels import at_share, expected_share, shift_to
from techmart.prediction.outcomes import purchase_variance, purchases_per_buyer, value_variance
from techmart.prediction.recipes import RECIPES, fit_beta_geo, fit_gamma_gamma
from techmart.prediction.spend import value_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from techmart.prediction.almanac import Almanac
    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory

MOST_WINDOWS = 12
MONTH = 30.0
DEAR = 2  # windows of a model that takes long to fit
GROUPS = 5
LEAST_IN_GROUP = 20
USUAL_VARIATION, IMAGINARY = 0.5, 5  # of amounts, and in how many purchases


@dataclass(frozen=True)
class Miss:
    """How one window differed from what was expected: differences in logarithms, and the variance chance gave each."""

    buyers: float
    buyers_noise: float
    purchases: float
    purchases_noise: float
    value: float
    value_noise: float


def learn_uncertainty(trials: Trials, name: str) -> Uncertainty:
    """Return how far today's forecasts of the model called `name` may be off, from its misses in earlier windows.

    The ensemble, whose level is set apart from its members, is not fitted anew for each window: its level there is
    known without. A model that is neither it nor a recipe is judged by two windows.

    Parameters
    ----------
    trials : Trials
        Of the history and the horizon in question; forecasts that it holds already are used again.
    name : str
        Of ``engine.NAMES``; any other has no earlier forecasts, and all is belief.
    """
    days, worth = _windows(trials.almanac, trials.horizon)
    if name not in RECIPES and name != Ensemble.model:
        days = days[:DEAR]
    seen = [(day, p) for day in days if (p := _forecast(trials, name, day)) is not None]
    misses = [_miss(trials, day, p) for day, p in seen]
    if not misses:
        return Uncertainty()
    judged = [(trials.almanac.bought(day, trials.horizon), p) for day, p in _shapes(trials, name, seen)]

    def spread(what: str) -> Spread:
        noise = [getattr(miss, f"{what}_noise") for miss in misses]
        return Spread.learn([getattr(miss, what) for miss in misses], noise, worth=worth)

    return Uncertainty(spread("buyers"), spread("purchases"), spread("value"), _shape(judged), len(misses))


def amount_variation(history: PurchaseHistory, per_purchase: Floats) -> float:
    """Return the mean squared deviation of purchases from what is expected of the customer, over its square.

    Five imaginary purchases that deviate as much as is usual are among them: a shop's only order is no proof that
    all will be like it.

    Parameters
    ----------
    history : PurchaseHistory
        With n customers and at least one purchase.
    per_purchase : array of float64, shape (n,), money
        What a purchase of each customer of ``history.summary()`` is expected to bring.

    Returns
    -------
    float, >= 0
        A share of the square of what is expected, without a unit.

    Examples
    --------
    >>> from techmart.prediction import PurchaseHistory
    >>> history = PurchaseHistory.from_orders(["ada"] * 5, range(5), [10, 10, 10, 10, 10])
    >>> amount_variation(history, np.array([10.0]))
    0.25
    """
    row = np.cumsum(np.diff(history.code, prepend=history.code[0]) != 0)
    ratio = history.amount / np.maximum(per_purchase[row], 1e-9)
    squares = float(((ratio - ratio.mean()) ** 2).sum())
    return (squares + IMAGINARY * USUAL_VARIATION) / (len(ratio) + IMAGINARY)


def _windows(almanac: Almanac, horizon: float) -> tuple[list[float], float]:
    """Return the earlier days to look at, latest first, and what one counts: overlapping ones for the new part.

    If more than a month apart, then whole months: the days that each one's level is learned from are then shared.
    """
    if not len(almanac.history.day):
        return [], 1.0
    latest, earliest = almanac.today - horizon, almanac.first_day + max(YOUNGEST, horizon / 2)
    step = max(horizon / 2, (latest - earliest) / MOST_WINDOWS, 1.0)
    step = MONTH * math.ceil(step / MONTH) if step > MONTH else step
    count = int((latest - earliest) // step) + 1 if latest >= earliest else 0
    return [latest - i * step for i in range(count)], min(1.0, step / horizon)


def _forecast(trials: Trials, name: str, day: float) -> Floats | None:
    """Return what the model would have said on that day, for the ensemble at least on the whole."""
    try:
        if name == Ensemble.model:
            then = trials.almanac.until(day)
            odds = trials.almanac.yardstick(day, trials.horizon)
            return at_share(odds, expected_share(then, trials.horizon))
        return trials.forecast(name, day)
    except PredictionError:  # too young a shop on that day
        return None


def _shapes(trials: Trials, name: str, seen: Sequence[tuple[float, Floats]]) -> list[tuple[float, Floats]]:
    """Return forecasts that are the model's own customer by customer; of the ensemble, those already made."""
    if name != Ensemble.model:
        return list(seen)
    days = [trials.almanac.today - trials.horizon * (i + 1) for i in range(DEAR)]
    return [(day, trials.forecast(name, day)) for day in days if trials.holds(name, day)]


def _miss(trials: Trials, day: float, p: Floats) -> Miss:
    history, horizon = trials.almanac.history, trials.horizon
    bought, past = trials.almanac.bought(day, horizon), history.until(day)
    made, paid = value_after(history, day, horizon)
    expected, per_purchase = _purchases(past, p, horizon), _per_purchase(past)
    value = expected * per_purchase
    repeats = past.summary().frequency
    variance = value_variance(p, expected, per_purchase, amount_variation(past, per_purchase), repeats)
    return Miss(
        shift_to(log_odds(p), float(bought.mean())),
        1.0 / max(float((p * (1 - p)).sum()), 1e-9),
        *_log_ratio(float(made.sum()), expected, purchase_variance(p, expected, repeats), 0.5),
        *_log_ratio(float(paid.sum()), value, variance, 0.5 * float(per_purchase.mean())),
    )


def _log_ratio(came: float, expected: Floats, variance: Floats, little: float) -> tuple[float, float]:
    """Return ln of what came over what was expected, `little` added to both, and the variance that chance gave it."""
    total = float(expected.sum()) + little
    return float(np.log(max(came + little, little) / total)), float(variance.sum()) / total**2


def _purchases(past: PurchaseHistory, p: Floats, horizon: float) -> Floats:
    """Return expected purchases: the probability of any, times how many a buyer makes by BG/NBD."""
    rate, columns = fit_beta_geo(past), past.summary().select(BetaGeo.columns)
    chance = rate.repurchase_probability(horizon, **columns)
    count = rate.expected_purchases(horizon, **columns)
    return p * purchases_per_buyer(chance, count)


def _per_purchase(past: PurchaseHistory) -> Floats:
    summary = past.summary()
    try:
        return fit_gamma_gamma(past).expected_spend(**summary.select(GammaGamma.columns))
    except ConvergenceError:  # nobody has repeated a purchase of value
        return np.full(len(summary), max(float(past.amount.mean()), 1e-9))


def _shape(judged: Sequence[tuple[NDArray[np.bool_], Floats]]) -> float:
    """Return how groups of similar forecasts miss beyond the level of their window, as a standard deviation."""
    squares = [square for bought, p in judged for square in _group_squares(bought, p)]
    return float(np.sqrt((BELIEF * BELIEVED**2 + max(0.0, sum(squares))) / (BELIEF + len(squares))))


def _group_squares(bought: NDArray[np.bool_], p: Floats) -> list[float]:
    groups = min(GROUPS, len(p) // LEAST_IN_GROUP)
    if groups < 2 or not 0 < bought.mean() < 1:
        return []
    level = at_share(log_odds(p), float(bought.mean()))
    return [
        float(_odds(group.observed, group.customers) - _odds(group.predicted, group.customers)) ** 2
        - 1.0 / (group.customers * max(group.predicted * (1 - group.predicted), 1e-3))
        for group in reliability_table(level, bought, bins=groups)
    ]


def _odds(rate: float, customers: int) -> float:
    half = 0.5 / customers  # so that none and all have odds
    return float(np.log((rate + half) / (1 - rate + half)))
