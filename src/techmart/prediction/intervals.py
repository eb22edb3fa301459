"""How far a forecast may be off: what earlier windows missed by, and what chance adds.

Nine times in ten what happens lies between `low` and `high`. Two things are in it. The level of a whole window, which
all customers share: seasons, fashions, the weather; it is what shops are surprised by, and it is learned from by how
much earlier windows missed, of which there are few, so that its distribution is Student's. And the luck of the single
customer, which in a large shop evens out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.diagnostics import LEVEL
from techmart.prediction.features import log_odds
from techmart.prediction.learners import sigmoid
from techmart.prediction.outcomes import purchase_variance, value_variance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

# What is believed before any window is looked at: misses of this size, as if so many windows had shown them.
BELIEVED, BELIEF = 0.2, 2.0
POINTS = 31  # equally likely misses that stand for all
PARAMETERS = 4.0  # of a model, about: what its own uncertainty is in proportion to
HALVINGS = 50
NORMAL = 1000.0  # degrees of freedom at which Student's distribution is as good as normal


@dataclass(frozen=True)
class Range:
    """What is expected, and between which values it will lie nine times in ten."""

    low: float
    expected: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """Return plain values for JSON."""
        return {"low": self.low, "expected": self.expected, "high": self.high}


@dataclass(frozen=True)
class Spread:
    """Student's distribution of the next window's miss: its scale, and the degrees of freedom."""

    scale: float = BELIEVED
    freedom: float = BELIEF

    @classmethod
    def learn(cls, misses: ArrayLike, noise: ArrayLike, *, worth: float) -> Self:
        """Return what earlier misses say of the next.

        Parameters
        ----------
        misses : array_like of float, shape (k,)
            By how much each window missed: differences of log odds, or logarithms of ratios.
        noise : array_like of float, shape (k,)
            The variance that chance alone gave each of them.
        worth : float, in (0, 1]
            What a window counts; overlapping ones for the part that is new.

        Examples
        --------
        >>> Spread.learn([0.3, -0.5, 0.4, -0.2], [0.01] * 4, worth=1.0)
        Spread(scale=0.3109126..., freedom=6.0)
        """
        squares = np.asarray(misses, dtype=np.float64) ** 2 - np.asarray(noise, dtype=np.float64)
        freedom = BELIEF + worth * len(squares)
        seen = max(0.0, worth * float(squares.sum()))
        return cls(math.sqrt((BELIEF * BELIEVED**2 + seen) / freedom), freedom)

    def widened(self, by: float) -> Spread:
        """Return the same with another, independent and normal source of misses of that standard deviation.

        The more of the whole is normal, the shorter the tails: degrees of freedom as Welch and Satterthwaite add
        them.
        """
        scale = math.hypot(self.scale, by)
        return Spread(scale, min(self.freedom * (scale / self.scale) ** 4, NORMAL))

    def quantile(self, probability: float) -> float:
        """Return the miss that the next stays below with that probability."""
        at, below = _student(self.freedom)
        return self.scale * float(np.interp(probability, below, at))

    def points(self) -> Floats:
        """Return 31 misses, each as likely as the others."""
        at, below = _student(self.freedom)
        return self.scale * np.interp((np.arange(POINTS) + 0.5) / POINTS, below, at)


@dataclass(frozen=True)
class Uncertainty:
    """By how much a model's forecasts of one horizon may be off.

    Parameters
    ----------
    buyers : Spread
        Of the level, in log odds of a purchase.
    purchases, value : Spread
        Of the logarithm of the total that comes over the one expected.
    shape : float
        Standard deviation, in log odds, of how groups of customers miss beyond the level.
    windows : int
        How many earlier windows it was learned from; 0 where all is belief.
    """

    buyers: Spread = Spread()
    purchases: Spread = Spread()
    value: Spread = Spread()
    shape: float = BELIEVED
    windows: int = 0

    def probability(self, p: Floats, *, own: ArrayLike | None = None, level: float = LEVEL) -> tuple[Floats, Floats]:
        """Return between which values each customer's probability lies.

        Parameters
        ----------
        p : array of float64, shape (n,), in [0, 1]
        own : array_like of float, optional
            Standard deviation of each log odds for want of data to fit to; by default four parameters' over what
            the customers tell, Σp(1 - p).
        level : float, in (0, 1)

        Returns
        -------
        low, high : array of float64, shape (n,), in [0, 1]

        Examples
        --------
        >>> low, high = Uncertainty().probability(np.full(1000, 0.5))
        >>> low[0].round(2), high[0].round(2)
        (np.float64(0.29), np.float64(0.71))
        """
        own = want_of_data(p) if own is None else np.asarray(own, dtype=np.float64)
        unit = Spread(1.0, self.buyers.freedom).quantile((1 + level) / 2)
        reach = unit * np.sqrt(self.buyers.scale**2 + self.shape**2 + own**2)
        middle = log_odds(p)
        return np.minimum(sigmoid(middle - reach), p), np.maximum(sigmoid(middle + reach), p)

    def total_buyers(self, p: Floats, *, level: float = LEVEL) -> Range:
        """Return how many of these customers will buy.

        Examples
        --------
        >>> many = Uncertainty().total_buyers(np.full(1000, 0.1))
        >>> round(many.low), round(many.expected), round(many.high)
        (56, 100, 167)
        """
        odds = log_odds(p)
        shifted = [sigmoid(odds + miss) for miss in self.buyers.points()]
        means = np.array([each.sum() for each in shifted])
        spreads = np.sqrt([float((each * (1 - each)).sum()) for each in shifted])
        return _range(means, spreads, float(p.sum()), level, most=float(len(p)))

    def total_purchases(self, p: Floats, purchases: Floats, *, repeats: ArrayLike = 0.0, level: float = LEVEL) -> Range:
        """Return how many purchases these customers will make, `purchases` of which are expected of each."""
        ratio, expected = np.exp(self.purchases.points()), float(purchases.sum())
        spread = float(purchase_variance(p, purchases, repeats).sum())
        return _range(expected * ratio, np.sqrt(spread * ratio), expected, level)

    def total_value(
        self,
        p: Floats,
        purchases: Floats,
        per_purchase: Floats,
        variation: float,
        *,
        repeats: ArrayLike = 0.0,
        level: float = LEVEL,
    ) -> Range:
        """Return how much these customers will spend.

        Parameters
        ----------
        p, purchases, per_purchase : array of float64, shape (n,)
            Probability of any, expected number, and expected spend of each.
        variation : float, >= 0
            Squared relative deviation of a purchase from what was expected of the customer; see
            ``amount_variation``.
        repeats : array_like of float, >= 0, shape (n,)
            Repeat purchases made so far.
        level : float, in (0, 1)
        """
        ratio, expected = np.exp(self.value.points()), float(purchases @ per_purchase)
        spread = float(value_variance(p, purchases, per_purchase, variation, repeats).sum())
        return _range(expected * ratio, np.sqrt(spread * ratio), expected, level)

    def widened(self, by: float) -> Uncertainty:
        """Return the same for a model whose level is itself uncertain by so much, in log odds."""
        buyers, purchases, value = (each.widened(by) for each in (self.buyers, self.purchases, self.value))
        return Uncertainty(buyers, purchases, value, self.shape, self.windows)

    def for_orders(self, orders: int, variation: float) -> Uncertainty:
        """Return the same of a shop of so few orders that not even the mean amount is known; see ``total_value``."""
        return replace(self, value=self.value.widened(math.sqrt(variation / max(orders, 1))))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        spreads = {name: vars(getattr(self, name)) for name in ("buyers", "purchases", "value")}
        return {**spreads, "shape": self.shape, "windows": self.windows}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return what ``to_dict`` described.

        Raises
        ------
        InputError
            If `data` is not the work of ``to_dict``.
        """
        try:
            buyers, purchases, value = (Spread(**data[name]) for name in ("buyers", "purchases", "value"))
            return cls(buyers, purchases, value, float(data["shape"]), int(data["windows"]))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"This is no stored uncertainty: {error}.") from error


def want_of_data(p: Floats) -> float:
    """Return the standard deviation of a fitted log odds: four parameters over what the customers tell.

    Averaged over the customers it was fitted to, the variance of a logistic regression's log odds is the number of
    its parameters over Σp(1 - p).
    """
    return math.sqrt(PARAMETERS / max(float((p * (1 - p)).sum()), 1.0))


@cache
def _student(freedom: float) -> tuple[Floats, Floats]:
    """Return values of Student's distribution, and the probability of staying below each."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, 20_001)[1:-1]
    at = np.tan(angle)
    mass = (1 + at**2 / freedom) ** (-(freedom + 1) / 2) * (1 + at**2)
    return at, (np.cumsum(mass) - mass / 2) / mass.sum()


def _range(means: Floats, spreads: Floats, expected: float, level: float, most: float = math.inf) -> Range:
    """Return the quantiles of equally likely normal distributions, held within [0, most]."""
    ends = [_mixture_quantile(means, spreads, end) for end in ((1 - level) / 2, (1 + level) / 2)]
    low, high = (min(max(end, 0.0), most) for end in ends)
    return Range(min(low, expected), expected, max(high, expected))


def _mixture_quantile(means: Floats, spreads: Floats, probability: float) -> float:
    low, high = float((means - 8 * spreads).min()), float((means + 8 * spreads).max())
    kinds = [NormalDist(mean, max(spread, 1e-9)) for mean, spread in zip(means.tolist(), spreads.tolist(), strict=True)]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = sum(kind.cdf(middle) for kind in kinds) / len(kinds)
        low, high = (middle, high) if below < probability else (low, middle)
    return (low + high) / 2
