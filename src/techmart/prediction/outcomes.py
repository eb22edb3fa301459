"""What one customer's purchases and spend may come to: how much they vary, and between which values they lie."""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.diagnostics import LEVEL

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

ROUNDING = 1e-12
COUNTED, MOST_COUNTED = 300.0, 10_000  # purchases beyond which a customer's number is as good as normal


def purchases_range(
    p: Floats, purchases: Floats, *, repeats: ArrayLike = 0.0, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Return between which numbers each customer's purchases lie: whole ones, most lows being 0.

    A buyer's purchases beyond the first are negative binomial: the more repeat purchases a customer has made, the
    better the rate is known, and the nearer that is to Poisson.

    Parameters
    ----------
    p, purchases : array of float64, shape (n,)
        Probability of any, and expected number.
    repeats : array_like of float, >= 0, shape (n,)
        Repeat purchases made so far, ``CustomerSummary.frequency``.
    level : float, in (0, 1)

    Returns
    -------
    low, high : array of float64, shape (n,)

    Examples
    --------
    >>> purchases_range(np.array([0.03, 0.5, 0.99]), np.array([0.03, 1.0, 9.9]))
    (array([0., 0., 1.]), array([ 0.,  4., 29.]))
    >>> purchases_range(np.array([0.99]), np.array([9.9]), repeats=100)
    (array([5.]), array([15.]))
    """
    extra, shape = purchases_per_buyer(p, purchases) - 1.0, 1.0 + np.broadcast_to(repeats, p.shape)
    low, high = (_count_quantile(end, p, extra, shape) for end in ((1 - level) / 2, (1 + level) / 2))
    return low, high


def _count_quantile(target: float, p: Floats, extra: Floats, shape: Floats) -> Floats:
    """Return the smallest number that as many or fewer purchases than have the probability `target`."""
    z, spread = _normal_quantile(np.array(target)), np.sqrt(extra + extra**2 / shape)
    count = np.where(extra > COUNTED, np.maximum(np.round(1 + extra + z * spread), 0.0), 0.0) * (1 - p < target)
    below, odds = 1.0 - p, extra / (shape + extra)
    chance = p * np.exp(-shape * np.log1p(extra / shape))
    left = np.flatnonzero((below < target) & (extra <= COUNTED))
    for n in range(MOST_COUNTED):
        if not len(left):
            break
        count[left] += 1
        below[left] += chance[left]
        chance[left] *= (n + shape[left]) / (n + 1) * odds[left]
        left = left[below[left] < target - ROUNDING]
    return count


def value_range(
    p: Floats,
    purchases: Floats,
    per_purchase: Floats,
    variation: float,
    *,
    repeats: ArrayLike = 0.0,
    level: float = LEVEL,
) -> tuple[Floats, Floats]:
    """Return between which amounts each customer's spend lies: nothing, or lognormal where there is any.

    Parameters
    ----------
    p, purchases : array of float64, shape (n,)
        Probability of any purchase, and expected number.
    per_purchase : array of float64, shape (n,), money
        What each is expected to bring.
    variation : float, >= 0
        Squared relative deviation of a purchase from that; see ``amount_variation``.
    repeats : array_like of float, >= 0, shape (n,)
        Repeat purchases made so far.
    level : float, in (0, 1)

    Returns
    -------
    low, high : array of float64, shape (n,), money

    Examples
    --------
    >>> low, high = value_range(np.array([0.04, 0.5]), np.array([0.04, 0.5]), np.array([20.0, 20.0]), 0.25)
    >>> low.round(), high.round()
    (array([0., 0.]), array([ 0., 33.]))
    """
    outside = (1 - level) / 2
    mean = purchases_per_buyer(p, purchases) * per_purchase
    variance = value_variance(p, purchases, per_purchase, variation, repeats)
    second = (variance + (purchases * per_purchase) ** 2) / _positive(p)
    spread = np.sqrt(np.log(np.maximum(second / _positive(mean) ** 2, 1.0)))
    centre = np.log(_positive(mean)) - spread**2 / 2
    tails = [np.where(p > 0, 1 - (1 - end) / _positive(p), 0.0) for end in (outside, 1 - outside)]
    low, high = (np.where(tail > 0, np.exp(centre + spread * _normal_quantile(tail)), 0.0) for tail in tails)
    return low, high


def purchases_per_buyer(p: Floats, purchases: Floats) -> Floats:
    """Return how many purchases those who make any make on average, at least one.

    Parameters
    ----------
    p, purchases : array of float64, shape (n,)
        Probability of any, and expected number.

    Examples
    --------
    >>> purchases_per_buyer(np.array([0.5, 0.0]), np.array([0.8, 0.0]))
    array([1.6, 1. ])
    """
    return np.maximum(np.divide(purchases, p, out=np.ones_like(p), where=p > 0), 1.0)


def purchase_variance(p: Floats, purchases: Floats, repeats: ArrayLike = 0.0) -> Floats:
    """Return the variance of each customer's number of purchases.

    Parameters
    ----------
    p, purchases, repeats
        As of ``purchases_range``.

    Returns
    -------
    array of float64, shape (n,)
    """
    per_buyer, shape = purchases_per_buyer(p, purchases), 1.0 + np.asarray(repeats)
    extra = per_buyer - 1.0
    return np.asarray(p * (extra + extra**2 / shape + per_buyer**2) - purchases**2)


def value_variance(
    p: Floats, purchases: Floats, per_purchase: Floats, variation: float, repeats: ArrayLike = 0.0
) -> Floats:
    """Return the variance of what each customer spends.

    Parameters
    ----------
    p, purchases, per_purchase, variation, repeats
        As of ``value_range``.

    Returns
    -------
    array of float64, shape (n,), money squared
    """
    return np.asarray((purchases * variation + purchase_variance(p, purchases, repeats)) * per_purchase**2)


def _positive(values: Floats) -> Floats:
    return np.maximum(values, 1e-12)


@cache
def _normal() -> tuple[Floats, Floats]:
    at = np.linspace(-6, 6, 2401)
    return at, np.array([NormalDist().cdf(float(z)) for z in at])


def _normal_quantile(probability: Floats) -> Floats:
    at, below = _normal()
    return np.asarray(np.interp(probability, below, at))
