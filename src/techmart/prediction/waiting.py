"""When customers buy next, and the questions about the time ahead that every lifetime model checks alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError, as_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

LONGEST_WAIT = 28.0  # ln of a time in units of the data: a quantile beyond e^28 is never
HALVINGS = 45
FARTHEST_DAYS = 3650  # beyond ten years nobody can tell a day from never


@dataclass(frozen=True, eq=False)
class NextPurchase:
    """When customers buy next: by ``wait[i]`` with probability ``quantiles[i]``; never, with ``never``.

    Parameters
    ----------
    quantiles : tuple of float, each in [0, 1)
    wait : array of float64, shape (len(quantiles), n), time after T
        inf where even in the long run fewer than that buy.
    never : array of float64, shape (n,), in [0, 1]
    """

    quantiles: tuple[float, ...]
    wait: Floats
    never: Floats


def checked_horizon(horizon: ArrayLike) -> Floats:
    """Return the horizon as float64, not negative."""
    (t,) = as_columns(horizon=horizon)
    if (t < 0).any():
        raise InputError("horizon is negative.")
    return t


def checked_quantile(q: ArrayLike) -> Floats:
    """Return the probability as float64, below 1."""
    (q,) = as_columns(q=q)
    if ((q < 0) | (q >= 1)).any():
        raise InputError("q must be in [0, 1).")
    return q


def when_reached(probability: Callable[[Floats], Floats], q: Floats) -> Floats:
    """Return the time by which each rising `probability` reaches `q`: by halving the logarithm of the time."""
    low, high = np.full(q.shape, -LONGEST_WAIT), np.full(q.shape, LONGEST_WAIT)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        early = probability(np.exp(middle)) < q
        low, high = np.where(early, middle, low), np.where(early, high, middle)
    return np.where(q > 0, np.where(high < LONGEST_WAIT, np.exp(high), np.inf), 0.0)
