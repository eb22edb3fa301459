"""Rising (or falling) curves through stored points: scales from values to [0, 1], scores to probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

MOST_POINTS = 101
MOST_GROUPS = 40
SMALLEST_GROUP = 25
ROUNDING = 1e-9  # of the way to the neighbouring centre: an end so near is the centre


@dataclass(frozen=True, eq=False)
class Curve:
    """Straight lines between points of increasing `x`, level beyond the first and the last."""

    x: Floats
    y: Floats

    def __call__(self, values: ArrayLike) -> Floats:
        return np.asarray(np.interp(np.asarray(values, dtype=np.float64), self.x, self.y))

    def to_list(self) -> list[list[float]]:
        """Return the points as ``[x, y]``, each a list of floats."""
        return [self.x.tolist(), self.y.tolist()]

    @classmethod
    def from_list(cls, points: Sequence[Sequence[float]]) -> Self:
        """Return the curve that ``to_list`` described."""
        return cls(np.array(points[0], dtype=np.float64), np.array(points[1], dtype=np.float64))


def range_curve(values: Floats) -> Curve:
    """Return the min-max scale: the smallest of `values` becomes 0, the largest 1.

    Where all values are one, it is 0.5: such a column tells nobody apart.

    Examples
    --------
    >>> range_curve(np.array([10.0, 20.0, 50.0]))([10, 30, 99])
    array([0. , 0.5, 1. ])
    """
    return _rising(np.array([values.min(), values.max()]), np.array([0.0, 1.0]))


def rank_curve(values: Floats) -> Curve:
    """Return the quantile scale: a value's rank among `values`, ties sharing theirs, stretched to [0, 1].

    Examples
    --------
    Of four customers two ordered once, so two orders stand three quarters of the way up.

    >>> rank_curve(np.array([1.0, 1.0, 2.0, 9.0]))([1, 2, 9, 50])
    array([0. , 0.6, 1. , 1. ])
    """
    distinct, customers = np.unique(values, return_counts=True)
    middle = np.cumsum(customers) - customers / 2
    if len(distinct) > MOST_POINTS:
        keep = np.unique(np.searchsorted(middle, np.linspace(middle[0], middle[-1], MOST_POINTS)))
        distinct, middle = distinct[keep], middle[keep]
    return _rising(distinct, (middle - middle[0]) / max(middle[-1] - middle[0], 1.0))


def rate_curve(scores: Floats, happened: NDArray[np.bool_]) -> Curve:
    """Return the calibration from a score to the rate at which it came true, strictly rising within (0, 1).

    Isotonic regression over at most 40 groups of equal mass, with each level piece drawn as its centre and
    straight lines between centres, so that a better score always means a higher probability; the first line and
    the last go on to the extreme scores. Each group is joined by two imaginary customers who behave like the
    average: no group is certain of anything.

    Parameters
    ----------
    scores : array of float64, shape (n,), n >= 1
    happened : array of bool, shape (n,)

    References
    ----------
    Oron, A. P. and Flournoy, N. (2017), Centered Isotonic Regression, Statistics in Biopharmaceutical
    Research 9(3).
    """
    groups = int(np.clip(len(scores) // SMALLEST_GROUP, 1, MOST_GROUPS))
    edges = np.quantile(scores, np.linspace(0, 1, groups + 1)[1:-1])
    group = np.searchsorted(edges, scores, side="left")
    customers = np.bincount(group, minlength=groups).astype(np.float64)
    filled = customers > 0
    base = (happened.sum() + 0.5) / (len(scores) + 1.0)
    weight = customers[filled] + 2.0
    centre = np.bincount(group, weights=scores, minlength=groups)[filled] / customers[filled]
    rate = (np.bincount(group, weights=happened, minlength=groups)[filled] + 2.0 * base) / weight
    return _to_the_ends(*_pool(centre, rate, weight), scores.min(), scores.max())


def _rising(x: Floats, y: Floats) -> Curve:
    return Curve(x, y) if x[-1] > x[0] else Curve(x[:1], np.array([0.5]))


def _pool(x: Floats, y: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Pool adjacent violators; each pool becomes one point at its weighted centre."""
    pools: list[tuple[float, float, float]] = []
    for point in zip(weight.tolist(), x.tolist(), y.tolist(), strict=True):
        pools.append(point)
        while len(pools) > 1 and pools[-2][2] >= pools[-1][2]:
            (w, x1, y1), (v, x2, y2) = pools[-2:]
            pools[-2:] = [(w + v, (w * x1 + v * x2) / (w + v), (w * y1 + v * y2) / (w + v))]
    _, centres, rates = np.array(pools).T
    return centres, rates


def _to_the_ends(x: Floats, y: Floats, lowest: float, highest: float) -> Curve:
    """Draw the curve on, in log odds, from the outer centres to the extreme scores.

    Were it level there, the better half of the best group would be understated and be told apart by nothing. It
    goes no farther than to the neighbouring centre: two that are close say little of what lies far out.
    """
    if len(x) == 1:
        return Curve(x, y)
    odds = np.log(y) - np.log1p(-y)
    below, above = np.clip([(x[0] - lowest) / (x[1] - x[0]), (highest - x[-1]) / (x[-1] - x[-2])], 0.0, 1.0)
    ends = np.array([odds[0] - below * (odds[1] - odds[0]), odds[-1] + above * (odds[-1] - odds[-2])])
    first, last = 1.0 / (1.0 + np.exp(-ends))
    kept = [below > ROUNDING, *np.full(len(x), True), above > ROUNDING]
    return Curve(np.array([lowest, *x, highest])[kept], np.array([first, *y, last])[kept])
