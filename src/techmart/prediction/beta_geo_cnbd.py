"""BG/CNBD-k and MBG/CNBD-k: like (M)BG/NBD, but customers buy more regularly than by chance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.beta_geo import SUREST, BetaGeo
from techmart.prediction.cells import BLOCK, log_rising

if TYPE_CHECKING:
    from typing import Any, Self

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.cells import Cells, Rows

MOST_REGULAR = 8  # the largest k that is tried
LEAST_STAY = 1e-9  # a chance of staying below it counts as it: sums of roots of smaller ones lose their digits


class BetaGeoCNBD(BetaGeo):
    """Estimate who is still a customer, and who buys again when, where customers keep a rhythm.

    A customer's clock ticks as a Poisson process of rate λ ~ Gamma(r, α); every k-th tick is a purchase, so
    that gaps between purchases are Erlang-k distributed: the larger k, the more regular. After each repeat
    purchase the customer leaves with probability p ~ Beta(a, b). k = 1 is BG/NBD.

    Parameters
    ----------
    k : int, optional, >= 1
        Without it, the likeliest of 1 to 8; `fit` then needs `log_gaps`.
    prior_sd : float, optional, > 0
        As of ``BetaGeo``.

    Attributes
    ----------
    r_, alpha_, a_, b_, k_ : float and int
        The rate of purchases is λ / k.
    log_likelihood_, customers_, cells_, dropout_identified_, remarks_
        See ``LifetimeModel``. Without `log_gaps`, the likelihood lacks the factor that only k changes.

    References
    ----------
    Platzer, M. and Reutterer, T. (2016), Ticking Away the Moments: Timing Regularity Helps to Better Predict
    Customer Activity, Marketing Science 35(5), 779-799. Reutterer, T., Platzer, M. and Schröder, N. (2021),
    Leveraging Purchase Regularity for Predicting Customer Behavior the Easy Way, International Journal of
    Research in Marketing 38(1), 194-215.

    Examples
    --------
    A silence of two usual gaps weighs more where customers are regular.

    >>> frequency, recency, T = [0, 0, 1, 4, 0, 2], [0, 0, 30, 60, 0, 10], [70, 50, 65, 64, 20, 90]
    >>> chance, rhythm = (BetaGeoCNBD(k=k, prior_sd=1.0).fit(frequency, recency, T) for k in (1, 3))
    >>> bool(rhythm.probability_alive(4, 60, 90) < chance.probability_alive(4, 60, 90))
    True
    """

    model = "bg-cnbd"
    parameter_names = ("r", "alpha", "a", "b", "k")

    k_: int

    def __init__(self, *, k: int | None = None, prior_sd: float | None = None) -> None:
        self.k = k
        self.prior_sd = prior_sd

    def fit(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        T: ArrayLike,
        customers: ArrayLike | None = None,
        *,
        log_gaps: float | None = None,
    ) -> Self:
        """Learn the parameters.

        Parameters
        ----------
        frequency, recency, T, customers : array_like
            As of ``LifetimeModel.fit``.
        log_gaps : float, optional
            The sum of the natural logarithms of all gaps between purchases, in the same unit of time as `T`;
            ``PurchaseHistory.log_gaps`` adds it up. Needed to choose k.

        Raises
        ------
        InputError
            If a row is impossible or there is none, or a setting cannot be, or k is to be chosen without `log_gaps`.
        ConvergenceError
            If nobody bought twice and there is no prior, or the search does not settle.
        """
        if self.k is not None:
            return self._fit_one(self.k, log_gaps, frequency, recency, T, customers)
        if log_gaps is None:
            raise InputError("To choose k, say log_gaps; or say k.")
        best: dict[str, Any] = {"log_likelihood_": -math.inf}
        for k in range(1, MOST_REGULAR + 1):
            learned = dict(self._fit_one(k, log_gaps, frequency, recency, T, customers)._learned())
            if learned["log_likelihood_"] <= best["log_likelihood_"]:
                break
            best = learned
        self._restore(best)
        if self.k_ == MOST_REGULAR:
            self.remarks_.append(
                f"k is {MOST_REGULAR}, the largest that is tried: customers may be more regular still."
            )
        return self

    def log_likelihood(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        T: ArrayLike,
        customers: ArrayLike | None = None,
        *,
        log_gaps: float | None = None,
    ) -> float:
        """Return the log-likelihood of these customers under the fitted parameters.

        Without `log_gaps` (see `fit`) it lacks the factor that only k changes: compare it for one k alone.

        Raises
        ------
        InputError
            If a row is impossible or there is none.
        NotFittedError
            Before ``fit``.
        """
        value = super().log_likelihood(frequency, recency, T, customers)
        return value + self._of_gaps(log_gaps, frequency, customers)

    @property
    def searched(self) -> tuple[str, ...]:
        """The parameters that have a slope; k is counted off."""
        return self.parameter_names[:-1]

    def _fit_one(self, k: int, log_gaps: float | None, *columns: Any) -> Self:
        if k != int(k) or k < 1:
            raise InputError(f"k must be a whole number from 1, not {k!r}.")
        self.k_ = int(k)
        super().fit(*columns)
        self.log_likelihood_ += self._of_gaps(log_gaps, columns[0], columns[3])
        return self

    def _of_gaps(self, log_gaps: float | None, frequency: ArrayLike, customers: ArrayLike | None) -> float:
        """Return ln of the factor gap^(k - 1) / Γ(k) over all gaps; 0 where nothing is known of them."""
        if log_gaps is None:
            return 0.0
        repeats = float(np.sum(np.asarray(frequency) * (1.0 if customers is None else np.asarray(customers))))
        return (self.k_ - 1) * log_gaps - repeats * math.lgamma(self.k_)

    def _in_original_units(self, log_likelihood: float, cells: Cells) -> float:
        # Without the gaps' factor, one factor of the unit for every tick of an observed repeat purchase.
        return log_likelihood - self.k_ * float(cells.customers @ cells.x) * float(np.log(cells.unit))

    def _alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        chances, ticks = x + self.first_chances, self.r_ + self.k_ * x
        silence = ticks * np.log((self.alpha_ + T) / (self.alpha_ + t_x)) - np.log(self._waiting(ticks, t_x, T))
        left = self.a_ / (self.b_ - 1.0 + np.maximum(chances, 1.0)) * np.exp(np.minimum(silence, SUREST))
        return 1.0 / (1.0 + left * (chances > 0))

    def _buys(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        ticks = self.r_ + self.k_ * x
        longer = np.log(self._waiting(ticks, t_x, T + t) / self._waiting(ticks, t_x, T))
        still_waiting = longer - ticks * np.log1p(t / (self.alpha_ + T))
        return self._alive(x, t_x, T) * -np.expm1(np.minimum(still_waiting, 0.0))

    def _wait(self, q: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return super(BetaGeo, self)._wait(q, x, t_x, T)  # by halving: the closed form is that of k = 1

    def _count_given(self, p: Floats, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the mean of (1 - q^M) / p, q = 1 - p, over the number M of purchases that leaving does not prevent.

        M is ticks over k, rounded down; with the k roots of q, q^M is a sum of powers of ticks, and the mean of
        each power is closed. The real root is kept apart from 1, lest digits cancel where p is small.
        """
        k, ticks = self.k_, self.r_ + self.k_ * x
        q = np.maximum(1.0 - p, LEAST_STAY)
        share, waited = t / (self.alpha_ + T), (T - t_x) / (self.alpha_ + T)
        log_root = np.log1p(-np.minimum(p, 1.0 - LEAST_STAY)) / k
        log_growth = np.log1p(-np.expm1(log_root) * share)
        change = sum(
            term * np.expm1(j * (log_root - log_growth)) for j, term in enumerate(_terms(ticks, waited, k))
        ) / self._waiting(ticks, t_x, T)
        rounding = np.log1p(sum(np.expm1(-i * log_root) for i in range(k)) / k)
        mean = -np.expm1(rounding - ticks * log_growth + np.log1p(change)) / p
        for turn in range(1, k // 2 + 1):
            alike = 1 if 2 * turn == k else 2  # the others come in conjugate pairs, whose real parts are equal
            root = np.exp(log_root + 2j * np.pi * turn / k)
            growth = 1.0 + (1.0 - root) * share
            power = np.exp(-ticks * np.log(growth)) * sum(_terms(ticks, waited * root / growth, k))
            mean += alike * (root / (root - 1.0) * power).real / (k * q * self._waiting(ticks, t_x, T))
        return np.maximum(mean, 0.0)

    def _waiting(self, ticks: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(fewer than k ticks since t_x) in units of P(none)."""
        return np.asarray(sum(_terms(ticks, (T - t_x) / (self.alpha_ + T), self.k_)))

    def _steady(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        r, alpha = np.exp(theta)
        value, slope_r = log_rising(r, np.repeat(cells.above, self.k_))
        value, slope = value + cells.total * r * theta[1], np.array([slope_r + cells.total * theta[1], 0.0])
        for x, t_x, T, customers in cells.blocks(BLOCK):
            ticks, age = r + self.k_ * x, alpha + T
            waiting, by_ticks, by_alpha = _log_waiting(ticks, t_x, T, alpha, self.k_)
            value += customers @ (waiting - ticks * np.log(age))
            slope += customers @ (by_ticks - np.log(age)), customers @ (by_alpha - ticks / age)
        slope[1] += cells.total * r / alpha
        return float(value), slope * np.array([r, alpha])

    def _rise(self, r: float, cells: Cells) -> tuple[float, float]:
        return log_rising(r, np.repeat(cells.above, self.k_))

    def _of_cells(self, r: float, alpha: float, a: float, b: float, rows: Rows) -> tuple[float, Floats]:
        """Return Σ ln[(α + T)^-(r + kx) W + a / (b + n - 1) (α + t_x)^-(r + kx)], W of waiting, and its gradient."""
        x, t_x, T, customers = rows
        chances, ticks, age, last = x + self.first_chances, r + self.k_ * x, alpha + T, alpha + t_x
        log_age = np.log(age)
        silence = log_age - np.log(last)
        waiting, by_ticks, by_alpha = _log_waiting(ticks, t_x, T, alpha, self.k_)
        prior_odds = a / (b - 1.0 + np.maximum(chances, 1.0))
        log_odds = np.where(chances > 0, ticks * silence - waiting + np.log(prior_odds), -np.inf)  # of having left
        odds = np.exp(np.minimum(log_odds, SUREST))
        either = 1.0 + odds
        left = customers * (odds / either)
        stayed = customers - left
        value = customers @ (np.log(either) + np.maximum(log_odds - SUREST, 0.0) + waiting - ticks * log_age)
        slope = np.array([
            left @ silence - customers @ log_age + stayed @ by_ticks,
            stayed @ by_alpha - stayed @ (ticks / age) - left @ (ticks / last),
            left.sum() / a,
            -(left @ prior_odds) / a,
        ])  # fmt: skip
        return float(value), slope


class ModifiedBetaGeoCNBD(BetaGeoCNBD):
    """BG/CNBD-k in which a customer may also leave right after the first purchase.

    Parameters
    ----------
    k, prior_sd
        As of ``BetaGeoCNBD``.

    References
    ----------
    Reutterer, T., Platzer, M. and Schröder, N. (2021), Leveraging Purchase Regularity for Predicting Customer
    Behavior the Easy Way, International Journal of Research in Marketing 38(1), 194-215.

    Examples
    --------
    >>> frequency, recency, T = [0, 0, 1, 4, 0, 2], [0, 0, 30, 60, 0, 10], [70, 50, 65, 64, 20, 90]
    >>> model = ModifiedBetaGeoCNBD(k=2, prior_sd=1.0).fit(frequency, recency, T)
    >>> bool(0 < model.probability_alive(0, 0, 70) < 1)
    True
    """

    model = "mbg-cnbd"
    first_chances = 1


def _terms(ticks: Floats, waited: NDArray[Any], k: int) -> list[NDArray[Any]]:
    """Return P(j ticks since the last purchase) in units of P(none), for j = 0 to k - 1."""
    terms = [np.ones(np.shape(waited))]
    for j in range(1, k):
        terms.append(terms[-1] * (ticks + (j - 1)) / j * waited)
    return terms


def _log_waiting(ticks: Floats, t_x: Floats, T: Floats, alpha: float, k: int) -> tuple[Floats, Floats, Floats]:
    """Return ln of the sum of those terms, and its derivatives in `ticks` and `alpha`."""
    waited = (T - t_x) / (alpha + T)
    by_ticks, by_waited, harmonic = np.zeros(len(ticks)), np.zeros(len(ticks)), np.zeros(len(ticks))
    terms = _terms(ticks, waited, k)
    for j in range(1, k):
        harmonic += 1.0 / (ticks + (j - 1))
        by_ticks += terms[j] * harmonic
        by_waited += j * terms[j]
    total = np.asarray(sum(terms))
    return np.log(total), by_ticks / total, -by_waited / (total * (alpha + T))
