"""How many will buy, as distinct from who: the level of a forecast.

In a shop with seasons models differ little in whom they rank first, and much in how many they expect. Two say
how many: the lifetime model by the shop's clock, which knows the past year, and the weighted score, whose level is
that of the window that has just ended. The first is set right by how it missed before, as far as earlier misses
turned out to last; and the nearer the future, the more it is like the present, so the more the second counts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.almanac import YOUNGEST
from techmart.prediction.learners import sigmoid
from techmart.prediction.recipes import fit_weighted_rfm, forecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from techmart.prediction.almanac import Almanac
    from techmart.prediction.base import Floats

RECENT = 30.0  # days whose miss is looked at; and the least between the earlier days looked at
MOST_DAYS = 24  # of them
A_FEW = 10.0  # imaginary customers who do as foretold: where hardly anybody is watched, hardly anything is learned
BELIEF = 0.5  # that misses do not last, in earlier windows' worth of evidence, their misses being one
# At this horizon, in days, the window that has just ended says as much of the next as the shop's clock does.
HALF_LIKE_THE_LAST = 15.0
FARTHEST = 8.0  # log odds
HALVINGS = 50  # after which no digit of a shift moves any more


def shift_to(log_odds: Floats, share: float) -> float:
    """Return what to add to all log odds so that the mean probability is `share`; at most 8 either way.

    Parameters
    ----------
    log_odds : array of float64, shape (n,), n >= 1
    share : float, in [0, 1]

    Examples
    --------
    >>> abs(shift_to(np.array([-1.0, 1.0]), 0.5)) < 1e-6
    True
    """
    low, high = -FARTHEST, FARTHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sigmoid(log_odds + middle).mean() < share else (low, middle)
    return (low + high) / 2


def at_share(log_odds: Floats, share: float) -> Floats:
    """Return the probabilities of these log odds, all shifted so that their mean is `share`; see ``shift_to``.

    Examples
    --------
    >>> at_share(np.array([0.0, 0.0]), 0.2).round(6)
    array([0.2, 0.2])
    """
    return sigmoid(log_odds + shift_to(log_odds, share))


def expected_share(almanac: Almanac, horizon: float) -> float:
    """Return the share of today's customers who will buy within `horizon`.

    The mean, in log odds, of what the shop's clock and the window that has just ended make of it.
    """
    by_clock = almanac.yardstick(almanac.today, horizon)
    shift = expected_miss(almanac, horizon)
    weighted = fit_weighted_rfm(almanac.history, [horizon])
    if weighted.calibrations_:  # else the shop is younger than a window
        last = forecast(weighted, almanac.history.summary(), horizon)
        weight = HALF_LIKE_THE_LAST / (HALF_LIKE_THE_LAST + horizon)
        shift += weight * (_shift_towards(by_clock, last) - shift)
    return float(sigmoid(by_clock + shift).mean())


def expected_miss(almanac: Almanac, horizon: float) -> float:
    """Return by how much the lifetime model by the shop's clock will miss the coming window's level, in log odds.

    It is made of its miss in the last days and of the mean of all so far: of each the part that earlier windows
    showed to last, drawn towards none, for there are few windows, and they overlap.
    """
    days, step = _earlier_days(almanac, horizon)
    misses = [(day, _miss(almanac, day, horizon)) for day in days]
    before = np.array([_known_misses(almanac.until(day), horizon, misses) for day in days]).reshape(-1, 2)
    after = np.array([miss for _, miss in misses])
    new = min(1.0, step / horizon)  # the part of a window that the one before it did not have
    lasting = np.linalg.solve(new * before.T @ before + BELIEF * np.eye(2), new * before.T @ after)
    return float(_known_misses(almanac, horizon, misses) @ np.clip(lasting, 0.0, 1.0))


def _earlier_days(almanac: Almanac, horizon: float) -> tuple[list[float], float]:
    """Return earlier days whose windows have ended, and the days between them.

    They are counted from the shop's first, so that all horizons, today and on earlier days, share their fits.
    """
    first, last = almanac.first_day + YOUNGEST + min(horizon, RECENT), almanac.today - horizon
    step = RECENT * max(1.0, math.ceil((last - first) / RECENT / MOST_DAYS))
    return [first + i * step for i in range(int((last - first) // step) + 1)], step


def _known_misses(almanac: Almanac, horizon: float, misses: Sequence[tuple[float, float]]) -> Floats:
    """Return the miss of the last days, and the mean of those whose windows had ended, as of the almanac's today."""
    span = min(horizon, RECENT)
    day = almanac.today - span
    recent = _miss(almanac, day, span) if day >= almanac.first_day + YOUNGEST else 0.0
    ended = [miss for day, miss in misses if day + horizon <= almanac.today]
    return np.array([recent, sum(ended) / (len(ended) + 0.5)])


def _miss(almanac: Almanac, day: float, span: float) -> float:
    """Return the shift of all log odds that would have made the expected share of buyers the true one."""
    return _shift_towards(almanac.yardstick(day, span), almanac.bought(day, span))


def _shift_towards(log_odds: Floats, said: Floats | NDArray[np.bool_]) -> float:
    """Return what brings the forecast's mean to that of what was said or happened, a few customers left as they are."""
    share = (said.sum() + A_FEW * sigmoid(log_odds).mean()) / (len(said) + A_FEW)
    return shift_to(log_odds, float(share))
