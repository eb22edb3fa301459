"""Gamma-Gamma: what a customer spends per purchase, shrunk towards what customers spend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import ConvergenceError, Estimator, InputError, as_columns
from techmart.prediction.search import FARTHEST, lowest, with_prior

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

# ln(p, q, v), money in mean spends: where the search and the prior start from. Its own mean spend is 1.
CENTRE = np.log([4.0, 3.0, 0.5])
LEAST_Q = 1.05  # at q = 1 the mean spend of the population stops existing


class GammaGamma(Estimator):
    """Estimate mean spend per purchase from (frequency, monetary_value).

    A customer's purchases are Gamma(p, ν) amounts; ν ~ Gamma(q, v) differs between customers and does not
    depend on how often they buy. Only repeat purchases of positive mean value teach it anything.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        Without it, maximum likelihood. With it, ln p, ln q and ln(v / mean spend) each get a normal prior of
        this standard deviation around those of 4, 3 and 0.5, for shops with a handful of repeat customers.

    Attributes
    ----------
    p_, q_, v_ : float
        `v_` is money; the papers write γ. `q_` is kept above 1.05 so that a mean exists.
    log_likelihood_ : float
    customers_ : int
        Repeat customers learned from.
    remarks_ : list of str
        What the data did not settle, in words; empty after a sound fit.

    References
    ----------
    Fader, P. S. and Hardie, B. G. S. (2013), The Gamma-Gamma Model of Monetary Value.

    Examples
    --------
    >>> model = GammaGamma(prior_sd=2.0).fit([3, 1, 0, 6, 2], [20.0, 35.0, 0.0, 24.0, 12.0])
    >>> once, often = model.expected_spend([1, 20], [60.0, 60.0])
    >>> bool(model.mean_spend_ < once < often < 60)
    True
    """

    model = "gamma-gamma"
    columns = ("frequency", "monetary_value")
    parameter_names = ("p", "q", "v")

    p_: float
    q_: float
    v_: float
    log_likelihood_: float
    customers_: int
    remarks_: list[str]

    def __init__(self, *, prior_sd: float | None = None) -> None:
        self.prior_sd = prior_sd

    def fit(self, frequency: ArrayLike, monetary_value: ArrayLike) -> Self:
        """Learn the three parameters.

        Parameters
        ----------
        frequency : array_like of float, shape (n,)
            Repeat purchases.
        monetary_value : array_like of float, shape (n,), money
            Mean spend per repeat purchase; rows that are not positive are left out.

        Raises
        ------
        InputError
            If a frequency is negative, a number is not finite, or `prior_sd` is not positive.
        ConvergenceError
            If nobody repeated a purchase of positive value, or the search does not settle.
        """
        x, m = np.atleast_1d(*_spend_rows(frequency, monetary_value))
        paid = (x > 0) & (m > 0)
        x, m = x[paid], m[paid]
        if not x.size:
            raise ConvergenceError("No repeat purchase of positive value", remedy="waiting for repeat purchases")
        unit = float(m.mean())
        loss = with_prior(partial(_log_likelihood, x=x, m=m / unit), len(x), self.prior_sd, CENTRE)
        bounds = [(-FARTHEST, FARTHEST), (float(np.log(LEAST_Q)), FARTHEST), (-FARTHEST, FARTHEST)]
        theta = lowest(loss, CENTRE, bounds)
        p, q, v = np.exp(theta)
        self.p_, self.q_, self.v_ = float(p), float(q), float(v * unit)
        self.log_likelihood_ = _log_likelihood(theta, x, m / unit)[0] - len(x) * float(np.log(unit))
        self.customers_ = len(x)
        self.remarks_ = _remarks(theta, bounds)
        return self

    @property
    def mean_spend_(self) -> float:
        """Mean spend per purchase over all customers, money."""
        return self.p_ * self.v_ / (self.q_ - 1)

    def expected_spend(self, frequency: ArrayLike, monetary_value: ArrayLike) -> Floats:
        """Return each customer's expected spend per future purchase.

        It is a weighted mean of the population's spend and the customer's own, the latter counting for more
        with every purchase; whoever has no repeat purchase is expected to spend what the population does.

        Parameters
        ----------
        frequency : array_like of float, shape (n,)
        monetary_value : array_like of float, shape (n,), money

        Returns
        -------
        array of float64, shape (n,), money

        Raises
        ------
        InputError
            If a frequency is negative or a number not finite.
        NotFittedError
            Before ``fit``.
        """
        x, m = _spend_rows(frequency, monetary_value)
        x = np.where(m > 0, x, 0.0)
        return self.p_ * (self.v_ + x * m) / (self.p_ * x + self.q_ - 1)


def _remarks(theta: Floats, bounds: Sequence[tuple[float, float]]) -> list[str]:
    low, high = np.transpose(bounds)
    at_limit = (theta <= low) | (theta >= high)
    if at_limit[1] and theta[1] <= low[1]:
        return [f"q is at {LEAST_Q}: a few enormous amounts make the mean spend of those without a history uncertain."]
    lost = [name for name, lies in zip(GammaGamma.parameter_names, at_limit, strict=True) if lies]
    return [f"{' and '.join(lost)} ran to the limit of the search: the data do not settle them."] * bool(lost)


def _spend_rows(frequency: ArrayLike, monetary_value: ArrayLike) -> tuple[Floats, Floats]:
    x, m = as_columns(frequency=frequency, monetary_value=monetary_value)
    if (x < 0).any():
        raise InputError(f"In row {int(np.flatnonzero(x < 0)[0])} frequency is negative.")
    return x, m


def _log_likelihood(theta: Floats, x: Floats, m: Floats) -> tuple[float, Floats]:
    """Return the log-likelihood and its gradient in ln(p, q, v)."""
    # Imported here for the same reason as in search.py: only a fit needs Γ.
    from scipy.special import digamma, gammaln

    p, q, v = np.exp(theta)
    shape, log_total = p * x, np.log(v + m * x)
    value = (
        gammaln(shape + q) - gammaln(shape) - gammaln(q)
        + q * theta[2] + (shape - 1) * np.log(m) + shape * np.log(x) - (shape + q) * log_total
    )  # fmt: skip
    slope = np.array([
        x @ (digamma(shape + q) - digamma(shape) + np.log(m * x) - log_total),
        (digamma(shape + q) - digamma(q) + theta[2] - log_total).sum(),
        (q / v - (shape + q) / (v + m * x)).sum(),
    ])  # fmt: skip
    return float(value.sum()), slope * np.array([p, q, v])
