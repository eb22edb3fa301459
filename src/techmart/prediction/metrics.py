"""How good probabilities were, once what they foretold has or has not happened.

Every function takes `probability`, array_like of float in [0, 1], and `happened`, array_like of bool, of one
shape (n,), n >= 1, and raises InputError otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError, as_columns

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

SUREST = 1e-15  # a certain forecast that fails costs 34.5, not infinity
BINS = 15


@dataclass(frozen=True)
class CurvePoint:
    """One bin of a calibration curve: the mean forecast of its customers and the rate that came true."""

    customers: int
    predicted: float
    observed: float


def log_loss(probability: ArrayLike, happened: ArrayLike) -> float:
    """Return the mean of -ln(probability given to what happened).

    Examples
    --------
    >>> round(log_loss([0.5, 0.5], [True, False]), 4)
    0.6931
    """
    return float(losses(probability, happened).mean())


def brier(probability: ArrayLike, happened: ArrayLike) -> float:
    """Return the mean squared distance between forecast and outcome.

    Examples
    --------
    >>> brier([0.5, 1.0], [True, True])
    0.125
    """
    p, y = checked(probability, happened)
    return float(((p - y) ** 2).mean())


def auc(probability: ArrayLike, happened: ArrayLike) -> float:
    """Return the chance that a buyer was ranked above a non-buyer, ties counting half; nan without both.

    Examples
    --------
    >>> auc([0.1, 0.4, 0.4, 0.8], [False, False, True, True])
    0.875
    """
    p, y = checked(probability, happened)
    buyers = int(y.sum())
    if not 0 < buyers < len(y):
        return float("nan")
    _, place, ties = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(ties) - (ties - 1) / 2)[place]
    return float((rank[y].sum() - buyers * (buyers + 1) / 2) / (buyers * (len(y) - buyers)))


def calibration_curve(probability: ArrayLike, happened: ArrayLike, *, bins: int = BINS) -> list[CurvePoint]:
    """Return at most `bins` points of equal mass, from the lowest forecasts to the highest.

    Equal forecasts are never torn apart, so points may hold more than their share, and there may be fewer.

    Examples
    --------
    >>> calibration_curve([0.2, 0.2, 0.9, 0.7], [False, True, True, True], bins=2)
    [CurvePoint(customers=2, predicted=0.2, observed=0.5), CurvePoint(customers=2, predicted=0.8, observed=1.0)]
    """
    p, y = checked(probability, happened)
    edges = np.quantile(p, np.linspace(0, 1, bins + 1)[1:-1], method="inverted_cdf")
    bin_of = np.searchsorted(edges, p, side="left")
    customers = np.bincount(bin_of, minlength=bins)
    predicted, observed = (np.bincount(bin_of, weights=values, minlength=bins) for values in (p, y))
    return [CurvePoint(int(n), float(predicted[i] / n), float(observed[i] / n)) for i, n in enumerate(customers) if n]


def ece(probability: ArrayLike, happened: ArrayLike, *, bins: int = BINS) -> float:
    """Return the expected calibration error: the mean distance of the calibration curve from the diagonal.

    Examples
    --------
    >>> round(ece([0.2, 0.2, 0.9, 0.7], [False, True, True, True], bins=2), 3)
    0.25
    """
    points = calibration_curve(probability, happened, bins=bins)
    total = sum(point.customers for point in points)
    return sum(point.customers * abs(point.predicted - point.observed) for point in points) / total


def ece_floor(probability: ArrayLike, happened: ArrayLike, *, bins: int = BINS) -> float:
    """Return the calibration error that forecasts would show by the luck of the draw were they exactly right.

    The mean distance of a bin's rate from its expectation is close to sqrt(2 / pi) of its standard deviation.

    Examples
    --------
    >>> round(ece_floor(np.full(1500, 0.5), np.zeros(1500)), 4)
    0.0103
    """
    p, y = checked(probability, happened)
    points = calibration_curve(p, y, bins=bins)
    spread = [math.sqrt(point.customers * point.predicted * (1.0 - point.predicted)) for point in points]
    return math.sqrt(2.0 / math.pi) * sum(spread) / len(p)


def asked_and_found(p: Floats, y: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Floats]:
    """Return how many are asked down to each different forecast, the likeliest first, and how many of them bought.

    >>> [column.tolist() for column in asked_and_found(np.array([0.9, 0.5, 0.5]), np.array([True, False, True]))]
    [[1, 3], [1.0, 2.0]]
    """
    _, place = np.unique(-p, return_inverse=True)
    return np.cumsum(np.bincount(place)), np.cumsum(np.bincount(place, y))


def pr_auc(probability: ArrayLike, happened: ArrayLike) -> float:
    """Return the average precision: the precision at each buyer found, from the likeliest down; nan without buyers.

    Examples
    --------
    >>> round(pr_auc([0.9, 0.8, 0.1], [True, False, True]), 4)
    0.8333
    """
    p, y = checked(probability, happened)
    if not y.any():
        return float("nan")
    asked, found = asked_and_found(p, y)
    return float((np.diff(found, prepend=0.0) / y.sum()) @ (found / asked))


def lift(probability: ArrayLike, happened: ArrayLike, *, share: float = 0.1) -> float:
    """Return how many times more of the likeliest `share` bought than of all; nan without buyers.

    Of equal forecasts at the edge, each counts in part.

    Examples
    --------
    >>> lift([0.9, 0.5, 0.2, 0.1], [True, False, True, False], share=0.25)
    2.0
    """
    p, y = checked(probability, happened)
    if not y.any():
        return float("nan")
    asked, found = asked_and_found(p, y)
    top = share * len(p)
    return float(np.interp(top, np.append(0, asked), np.append(0, found)) / top / y.mean())


def losses(probability: ArrayLike, happened: ArrayLike) -> Floats:
    """Return each customer's own part of the log loss, shape (n,): what a paired comparison takes.

    Examples
    --------
    >>> losses([0.5, 1.0], [True, True]).round(4) + 0.0
    array([0.6931, 0.    ])
    """
    p, y = checked(probability, happened)
    return np.asarray(-np.log(np.clip(np.where(y, p, 1 - p), SUREST, 1)))


def checked(probability: ArrayLike, happened: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the two as arrays of one shape, or raise InputError."""
    (p,) = as_columns(probability=np.atleast_1d(probability))
    y = np.atleast_1d(np.asarray(happened, dtype=bool))
    if not p.size or p.shape != y.shape:
        raise InputError(f"{p.size} forecasts for {y.size} outcomes.")
    if ((p < 0) | (p > 1)).any():
        raise InputError("A forecast is not between 0 and 1.")
    return p, y
