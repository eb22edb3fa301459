"""What a forecast was worth, as tables to draw: reliability with intervals, gain and lift.

Every function takes `probability`, array_like of float in [0, 1], and `happened`, array_like of bool, of one
shape (n,), n >= 1, and raises InputError otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.metrics import asked_and_found, calibration_curve, checked

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

LEVEL = 0.9  # of every interval, unless another is asked for
BINS = 10
TWENTIETHS = 20


@dataclass(frozen=True)
class ReliabilityBin:
    """Customers of similar forecasts: the mean forecast, the rate that came true, and how sure that rate is.

    From `low` to `high` is the Wilson interval of the rate: forecasts that are right lie within it nine times in
    ten.
    """

    customers: int
    predicted: float
    observed: float
    low: float
    high: float

    @property
    def is_off(self) -> bool:
        """Whether the forecast lies outside what chance would explain."""
        return not self.low <= self.predicted <= self.high


@dataclass(frozen=True)
class GainPoint:
    """Of the likeliest `share` of customers: how many were among the buyers.

    `found` is the share of all buyers who are among them, `best` the most that could have been, and `lift` how many
    times more of them bought than of all customers.
    """

    share: float
    found: float
    best: float
    lift: float


@dataclass(frozen=True)
class Tenth:
    """Customers whose forecasts were in one tenth of the scale: how many, what they were given, who bought."""

    tenth: int
    customers: int
    predicted: float
    bought: int

    @property
    def observed(self) -> float:
        """The share that bought."""
        return self.bought / self.customers


def tenths(probability: ArrayLike, happened: ArrayLike) -> list[Tenth]:
    """Return forecasts by the tenth of the scale they are in, those of several windows being easily added up.

    Empty tenths are left out.

    Parameters
    ----------
    probability : array_like of float, shape (n,), in [0, 1]
    happened : array_like of bool, shape (n,)

    Examples
    --------
    >>> for tenth in tenths([0.31, 0.39, 0.05], [True, False, False]):
    ...     print(tenth)
    Tenth(tenth=0, customers=1, predicted=0.05, bought=0)
    Tenth(tenth=3, customers=2, predicted=0.35, bought=1)
    """
    p, y = checked(probability, happened)
    place = np.minimum((p * 10).astype(int), 9)
    inside = [(number, place == number) for number in np.unique(place).tolist()]
    return [Tenth(number, int(mine.sum()), float(p[mine].mean()), int(y[mine].sum())) for number, mine in inside]


def reliability_table(
    probability: ArrayLike, happened: ArrayLike, *, bins: int = BINS, level: float = LEVEL
) -> list[ReliabilityBin]:
    """Return at most `bins` groups of equal mass, from the lowest forecasts to the highest.

    Equal forecasts are never torn apart, so a group may hold more than its share, and there may be fewer.

    Parameters
    ----------
    probability : array_like of float, shape (n,), in [0, 1]
    happened : array_like of bool, shape (n,)
    bins : int, >= 1
    level : float, in (0, 1)
        Of the intervals.

    Examples
    --------
    >>> for group in reliability_table([0.2, 0.2, 0.9, 0.7], [False, True, True, True], bins=2):
    ...     print(group.customers, group.predicted, group.observed, round(group.low, 2), round(group.high, 2))
    2 0.2 0.5 0.12 0.88
    2 0.8 1.0 0.43 1.0
    """
    return [
        ReliabilityBin(
            point.customers,
            point.predicted,
            point.observed,
            *wilson_interval(point.observed * point.customers, point.customers, level=level),
        )
        for point in calibration_curve(probability, happened, bins=bins)
    ]


def gain_curve(probability: ArrayLike, happened: ArrayLike, *, points: int = TWENTIETHS) -> list[GainPoint]:
    """Return how many of the buyers are found by asking the likeliest share of customers, at `points` equal steps.

    Of equal forecasts at the edge, each counts in part. Without buyers there is no curve.

    Parameters
    ----------
    probability : array_like of float, shape (n,), in [0, 1]
    happened : array_like of bool, shape (n,)
    points : int, >= 1

    Examples
    --------
    >>> for point in gain_curve([0.9, 0.5, 0.2, 0.1], [True, False, True, False], points=4):
    ...     print(point)
    GainPoint(share=0.25, found=0.5, best=0.5, lift=2.0)
    GainPoint(share=0.5, found=0.5, best=1.0, lift=1.0)
    GainPoint(share=0.75, found=1.0, best=1.0, lift=1.3333333333333333)
    GainPoint(share=1.0, found=1.0, best=1.0, lift=1.0)
    """
    p, y = checked(probability, happened)
    if not y.any():
        return []
    asked, bought = asked_and_found(p, y)
    shares = [step / points for step in range(1, points + 1)]
    found = np.interp(shares, np.append(0, asked / len(p)), np.append(0, bought / y.sum())).tolist()
    rate = float(y.mean())
    return [GainPoint(s, f, min(1.0, s / rate), f / s) for s, f in zip(shares, found, strict=True)]


def wilson_interval(successes: float, trials: float, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of a rate by Wilson's score: it stays within [0, 1] and means something for small counts.

    Parameters
    ----------
    successes, trials : float
    level : float, in (0, 1)

    Raises
    ------
    InputError
        If there is no trial, there are more successes than trials, or `level` is none.

    References
    ----------
    Wilson, E. B. (1927), Probable Inference, the Law of Succession, and Statistical Inference, Journal of the
    American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> [round(end, 3) for end in wilson_interval(3, 10, level=0.95)]
    [0.108, 0.603]
    """
    if not (trials > 0 and 0 <= successes <= trials and 0 < level < 1):
        raise InputError(f"{successes:g} of {trials:g} at a level of {level:g} is no rate to give an interval for.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, weight = successes / trials, 1 + z * z / trials
    middle = (rate + z * z / (2 * trials)) / weight
    reach = z / weight * math.sqrt(rate * (1 - rate) / trials + (z / (2 * trials)) ** 2)
    return max(0.0, middle - reach), min(1.0, middle + reach)
