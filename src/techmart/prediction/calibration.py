"""Setting probabilities right by how earlier ones came true: none, Platt's, beta and isotonic calibration.

A calibrator learns from windows that have ended and is used on a later one. Only the shape is taken over, not the
level: how many buy is a matter of the season, and is foretold apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError, PredictionError
from techmart.prediction.curves import Curve, rate_curve
from techmart.prediction.features import log_odds
from techmart.prediction.learners import sigmoid
from techmart.prediction.levels import at_share
from techmart.prediction.metrics import checked, losses
from techmart.prediction.search import FARTHEST, lowest, with_prior

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.champion import Trials

    Window = tuple[Floats, NDArray[np.bool_]]

LEAST, MOST = 1e-6, 1.0 - 1e-6
PRIOR_SD = 1.0  # of a slope, around 1: leaving it as it is
STEEPEST = 20.0
CLEARLY = 2.0  # standard errors: three kinds are tried, and one may win by luck


@dataclass(frozen=True)
class BetaCalibrator:
    """Map p to 1 / (1 + exp(-(c + a ln p - b ln(1 - p)))); at a = b it is Platt's, at (1, 1, 0) nothing changes.

    Parameters
    ----------
    a, b : float, >= 0
    c : float

    References
    ----------
    Kull, M., Silva Filho, T. and Flach, P. (2017), Beyond Sigmoids: How to Obtain Well-Calibrated Probabilities from
    Binary Classifiers with Beta Calibration, Electronic Journal of Statistics 11(2), 5052-5080. Platt, J. (1999),
    Probabilistic Outputs for Support Vector Machines.

    Examples
    --------
    >>> BetaCalibrator()(np.array([0.25, 0.5]))
    array([0.25, 0.5 ])
    >>> BetaCalibrator(2.0, 2.0)(np.array([0.25, 0.5]))
    array([0.1, 0.5])
    """

    a: float = 1.0
    b: float = 1.0
    c: float = 0.0

    def __call__(self, probability: ArrayLike) -> Floats:
        p = np.clip(np.asarray(probability, dtype=np.float64), LEAST, MOST)
        return sigmoid(self.c + self.a * np.log(p) - self.b * np.log1p(-p))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"kind": "beta", "a": self.a, "b": self.b, "c": self.c}


@dataclass(frozen=True, eq=False)
class IsotonicCalibrator:
    """Map p to the rate at which forecasts like it came true, by ``rate_curve``: rising, within (0, 1)."""

    curve: Curve

    def __call__(self, probability: ArrayLike) -> Floats:
        return self.curve(probability)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"kind": "isotonic", "curve": self.curve.to_list()}


Calibrator = BetaCalibrator | IsotonicCalibrator
NONE = BetaCalibrator()


def fit_platt(probability: ArrayLike, happened: ArrayLike) -> BetaCalibrator:
    """Fit one slope for both ends, and the level.

    Parameters
    ----------
    probability : array_like of float, shape (n,), in [0, 1]
    happened : array_like of bool, shape (n,)

    Raises
    ------
    InputError
        If shapes differ, there is nothing, or a forecast is no probability.

    Examples
    --------
    Forecasts twice as bold as they may be, in log odds:

    >>> p, came = np.repeat([0.1, 0.9], 1000), np.tile([True] * 25 + [False] * 75, 20)
    >>> came[1000:] = ~came[1000:]
    >>> round(fit_platt(p, came).a, 2)
    0.5
    """
    p, y = checked(probability, happened)
    slope, level = _fit(log_odds(p)[None], y)
    return BetaCalibrator(slope, slope, level)


def fit_beta(probability: ArrayLike, happened: ArrayLike) -> BetaCalibrator:
    """Fit a slope for each end, and the level; see ``fit_platt``."""
    p, y = checked(probability, happened)
    p = np.clip(p, LEAST, MOST)
    a, b, c = _fit(np.array([np.log(p), -np.log1p(-p)]), y)
    return BetaCalibrator(a, b, c)


def fit_isotonic(probability: ArrayLike, happened: ArrayLike) -> IsotonicCalibrator:
    """Fit a rising curve, however it bends; see ``fit_platt``."""
    return IsotonicCalibrator(rate_curve(*checked(probability, happened)))


FITS: dict[str, Callable[[ArrayLike, ArrayLike], Calibrator]] = {
    "platt": fit_platt,
    "beta": fit_beta,
    "isotonic": fit_isotonic,
}


def from_dict(data: Mapping[str, Any]) -> Calibrator:
    """Return the calibrator that ``to_dict`` described.

    Raises
    ------
    InputError
        If `data` is not the work of ``to_dict``.
    """
    try:
        if data["kind"] == "isotonic":
            return IsotonicCalibrator(Curve.from_list(data["curve"]))
        return BetaCalibrator(float(data["a"]), float(data["b"]), float(data["c"]))
    except (KeyError, TypeError) as error:
        raise InputError(f"This is no stored calibrator: {error}.") from error


def calibrated(probability: Floats, calibrator: Calibrator) -> Floats:
    """Return the probabilities in the calibrator's shape, at the level that they had.

    Examples
    --------
    >>> p = np.array([0.1, 0.2, 0.6])
    >>> calibrated(p, BetaCalibrator(0.5, 0.5, 3.0)).round(2), round(float(p.mean()), 2)
    (array([0.19, 0.26, 0.46]), 0.3)
    """
    if not len(probability):
        return probability
    return at_share(log_odds(calibrator(probability)), float(probability.mean()))


def choose_calibrator(windows: Sequence[Window]) -> Calibrator:
    """Return the calibrator to use on the next window: the one that did best in the windows that have ended.

    Each kind learns from all windows before one and is judged on it, from the second on; the best is used if it
    beat no calibration by more than twice its standard error, then fitted to all. With fewer than two windows there
    is none.

    Parameters
    ----------
    windows : sequence of (probability, happened)
        Forecasts and outcomes of windows that do not overlap, oldest first.
    """
    gains = {name: _gains(fit, windows) for name, fit in FITS.items()}
    mean = {name: float(gain.mean()) for name, gain in gains.items() if len(gain)}
    if not mean:
        return NONE
    best = max(mean, key=lambda name: mean[name])
    error = float(gains[best].std()) / math.sqrt(len(gains[best]))
    return FITS[best](*_joined(windows)) if mean[best] > CLEARLY * error else NONE


def calibrator_of(trials: Trials, name: str, days: Sequence[float]) -> Calibrator:
    """Return the calibrator for today's forecasts of the model called `name`, from its forecasts of earlier `days`."""
    windows: list[Window] = []
    for day in sorted(days):
        try:
            windows.append((trials.forecast(name, day), trials.almanac.bought(day, trials.horizon)))
        except PredictionError:  # too young a shop on that day
            continue
    return choose_calibrator(windows)


def _gains(fit: Callable[[ArrayLike, ArrayLike], Calibrator], windows: Sequence[Window]) -> Floats:
    """Return by how much less each customer's outcome surprised once calibrated, at the true level."""
    gains = []
    for i, (p, y) in enumerate(windows[1:], start=1):
        if not 0 < y.mean() < 1:
            continue
        calibrator = fit(*_joined(windows[:i]))
        plain, shaped = (at_share(log_odds(values), float(y.mean())) for values in (p, calibrator(p)))
        gains.append(losses(plain, y) - losses(shaped, y))
    return np.concatenate(gains) if gains else np.empty(0)


def _joined(windows: Sequence[Window]) -> Window:
    return np.concatenate([p for p, _ in windows]), np.concatenate([y for _, y in windows])


def _fit(terms: Floats, y: NDArray[np.bool_]) -> list[float]:
    """Return the slopes of each term, none negative, and the level; drawn weakly towards leaving it as it is."""
    columns = np.vstack([terms, np.ones(len(y))])
    centre = np.append(np.ones(len(terms)), 0.0)

    def log_likelihood(theta: Floats) -> tuple[float, Floats]:
        logit = theta @ columns
        value = y @ logit - np.logaddexp(0.0, logit).sum()
        return float(value), columns @ (y - sigmoid(logit))

    loss = with_prior(log_likelihood, len(y), PRIOR_SD, centre)
    bounds = [(0.0, STEEPEST)] * len(terms) + [(-FARTHEST, FARTHEST)]
    return [float(value) for value in lowest(loss, centre, bounds)]
