"""BG/NBD: customers buy at their own steady rate until, after some purchase, they silently leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import ConvergenceError, Estimator, InputError, as_columns
from techmart.prediction.cells import Cells, check_rows, make_cells
from techmart.prediction.quadrature import beta_rule
from techmart.prediction.search import FARTHEST, lowest, with_prior

if TYPE_CHECKING:
    from typing import Self

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

CENTRE = np.zeros(4)  # ln(r, α, a, b), time in mean ages: where the search and the prior start from
# Twice this is the 5 % point of chi-squared with two degrees of freedom, for the two dropout parameters.
CHANCE_GAIN = 3.0
RIDGE_SD = 10.0
NO_DROPOUT = -600.0  # ln(a): e^-600 is nobody


class BetaGeo(Estimator):
    """Estimate who is still a customer, and who buys again when, from (frequency, recency, T).

    Purchases follow a Poisson process of rate λ ~ Gamma(r, α); after each repeat purchase the customer leaves
    with probability p ~ Beta(a, b). The unit of time is whatever the data are in; ``horizon`` is in the same.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        Without it, maximum likelihood. With it, ln r, ln(α / mean T), ln a and ln b each get a normal prior
        around 0 of this standard deviation: at 3 it outweighs nothing that data say, and still keeps a small
        or young shop's parameters away from zero and infinity.

    Attributes
    ----------
    r_, alpha_, a_, b_ : float
    log_likelihood_ : float
        Of the data, without the prior.
    customers_, cells_ : int
        Customers learned from, and distinct rows among them.
    dropout_identified_ : bool
        False where a model in which nobody ever leaves explains the data as well (a then tends to 0 and b to
        infinity): P(alive) is close to 1 for everybody and means little.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005), "Counting Your Customers" the Easy Way, Marketing
    Science 24(2), 275-284. Fader, P. S. and Hardie, B. G. S. (2008), Computing P(alive) Using the BG/NBD Model.

    Examples
    --------
    >>> frequency, recency, T = [0, 0, 1, 4, 0, 2], [0, 0, 30, 60, 0, 10], [70, 50, 65, 64, 20, 90]
    >>> model = BetaGeo(prior_sd=1.0).fit(frequency, recency, T)
    >>> bool(model.probability_alive(4, 60, 64) > model.probability_alive(2, 10, 90))
    True
    """

    model = "bg-nbd"
    columns = ("frequency", "recency", "T")
    parameter_names = ("r", "alpha", "a", "b")

    r_: float
    alpha_: float
    a_: float
    b_: float
    log_likelihood_: float
    customers_: int
    cells_: int
    dropout_identified_: bool

    def __init__(self, *, prior_sd: float | None = None) -> None:
        self.prior_sd = prior_sd

    def fit(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Self:
        """Learn the four parameters.

        Parameters
        ----------
        frequency : array_like of whole numbers, shape (n,)
            Repeat purchases.
        recency, T : array_like of float, shape (n,), time
            From the first purchase to the last, and to the end of observation.

        Raises
        ------
        InputError
            If a row is impossible or there is none, or `prior_sd` is not positive.
        ConvergenceError
            If nobody bought twice and there is no prior, or the search does not settle.
        """
        cells = make_cells(frequency, recency, T)
        if self.prior_sd is None and not cells.x.any():
            raise ConvergenceError("Nobody has bought twice", remedy="prior_sd=1, or wait for repeat purchases")
        theta = _climb(cells, self.prior_sd)
        r, alpha, a, b = np.exp(theta)
        self.r_, self.alpha_, self.a_, self.b_ = float(r), float(alpha * cells.unit), float(a), float(b)
        self.log_likelihood_ = _in_original_units(_log_likelihood(theta, cells)[0], cells)
        self.customers_, self.cells_ = int(cells.customers.sum()), len(cells.x)
        self.dropout_identified_ = bool(cells.x.any()) and _gain_over_staying(theta, cells) > CHANCE_GAIN
        return self

    def probability_alive(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return P(still a customer at T); by assumption 1 for those who bought once.

        Parameters
        ----------
        frequency, recency, T : array_like of float, one shape

        Returns
        -------
        array of float64, the same shape, in [0, 1]

        Raises
        ------
        InputError
            If a row is impossible.
        NotFittedError
            Before ``fit``.
        """
        return self._alive(*check_rows(frequency, recency, T))

    def repurchase_probability(
        self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike
    ) -> Floats:
        """Return P(at least one purchase within `horizon` after T).

        Parameters
        ----------
        horizon : array_like of float, >= 0, time
        frequency, recency, T : array_like of float

        Returns
        -------
        array of float64, the common shape, in [0, 1]

        Raises
        ------
        InputError
            If a row is impossible or a horizon negative.
        NotFittedError
            Before ``fit``.
        """
        x, t_x, T = check_rows(frequency, recency, T)
        ahead = np.log1p(_horizon(horizon) / (self.alpha_ + T))
        return self._alive(x, t_x, T) * -np.expm1(-(self.r_ + x) * ahead)

    def expected_purchases(self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return the mean number of purchases within `horizon` after T.

        Given λ and p, a customer who is alive makes (1 - exp(-λ p t)) / p purchases in t on average. The mean
        over λ is closed, that over p a Gauss quadrature of its posterior Beta(a, b + x): no hypergeometric
        series, so nothing overflows.

        Parameters
        ----------
        horizon : array_like of float, >= 0, time
        frequency, recency, T : array_like of float

        Returns
        -------
        array of float64, the common shape, >= 0

        Raises
        ------
        InputError
            If a row is impossible or a horizon negative.
        NotFittedError
            Before ``fit``.
        """
        x, t_x, T = check_rows(frequency, recency, T)
        x, t_x, T, t = np.broadcast_arrays(x, t_x, T, _horizon(horizon))
        frequencies, row = np.unique(x, return_inverse=True)
        points, weights = beta_rule(self.a_, self.b_ + frequencies, nodes=48)
        row, share = row.reshape(x.shape), t / (self.alpha_ + T)
        mean = np.zeros(x.shape)
        for p, weight in zip(points.T, weights.T, strict=True):  # node by node: memory stays one column
            mean += weight[row] * -np.expm1(-(self.r_ + x) * np.log1p(p[row] * share)) / p[row]
        return self._alive(x, t_x, T) * mean

    def next_purchase_quantile(self, q: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return the time after T by which the next purchase has happened with probability `q`.

        Parameters
        ----------
        q : array_like of float, in [0, 1)
            0.5 asks for the median.
        frequency, recency, T : array_like of float

        Returns
        -------
        array of float64, the common shape, time
            inf where the chance of never buying again, ``1 - probability_alive``, leaves no such time.

        Raises
        ------
        InputError
            If a row is impossible or `q` is no probability.
        NotFittedError
            Before ``fit``.
        """
        x, t_x, T = check_rows(frequency, recency, T)
        (q,) = as_columns(q=q)
        if ((q < 0) | (q >= 1)).any():
            raise InputError("q must be in [0, 1).")
        alive = self._alive(x, t_x, T)
        reached = q < alive
        odds = -np.log1p(-q / np.where(reached, alive, 1.0)) / (self.r_ + x)
        wait = (self.alpha_ + T) * np.expm1(np.minimum(odds, 700.0))
        return np.where(reached, wait, np.inf)

    def log_likelihood(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> float:
        """Return the log-likelihood of these customers under the fitted parameters.

        Raises
        ------
        InputError
            If a row is impossible or there is none.
        NotFittedError
            Before ``fit``.
        """
        cells = make_cells(frequency, recency, T)
        theta = np.log([self.r_, self.alpha_ / cells.unit, self.a_, self.b_])
        return _in_original_units(_log_likelihood(theta, cells)[0], cells)

    def _alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        silence = (self.r_ + x) * np.log((self.alpha_ + T) / (self.alpha_ + t_x))
        log_odds_left = silence + np.log(self.a_ / (self.b_ + np.maximum(x, 1.0) - 1.0))
        return np.where(x > 0, 1.0 / (1.0 + np.exp(np.minimum(log_odds_left, 700.0))), 1.0)


def _horizon(horizon: ArrayLike) -> Floats:
    (t,) = as_columns(horizon=horizon)
    if (t < 0).any():
        raise InputError("horizon is negative.")
    return t


def _climb(cells: Cells, prior_sd: float | None) -> Floats:
    """Return ln(r, α, a, b) at the highest point of the (penalised) likelihood, time in ``cells.unit``."""
    loss = with_prior(partial(_log_likelihood, cells=cells), cells.customers.sum(), prior_sd, CENTRE)
    return lowest(loss, CENTRE, [(-FARTHEST, FARTHEST)] * 4)


def _gain_over_staying(theta: Floats, cells: Cells) -> float:
    """Return by how much `theta` explains the data better than the best model in which nobody leaves."""
    # Where nobody seems to leave, r and α grow along a level ridge; a prior of no weight gives the search its end.
    loss = with_prior(partial(_log_likelihood, cells=cells), cells.customers.sum(), RIDGE_SD, CENTRE)
    fixed = [(NO_DROPOUT, NO_DROPOUT), (0.0, 0.0)]
    staying = lowest(loss, np.array([*theta[:2], NO_DROPOUT, 0.0]), [(-FARTHEST, FARTHEST)] * 2 + fixed)
    return _log_likelihood(theta, cells)[0] - _log_likelihood(staying, cells)[0]


def _in_original_units(log_likelihood: float, cells: Cells) -> float:
    # A density of times: one factor of the unit for every observed repeat purchase.
    return log_likelihood - float(cells.customers @ cells.x) * float(np.log(cells.unit))


def _log_likelihood(theta: Floats, cells: Cells) -> tuple[float, Floats]:
    """Return the log-likelihood and its gradient in ln(r, α, a, b)."""
    r, alpha, a, b = np.exp(theta)
    x, customers, again = cells.x, cells.customers, cells.x > 0
    log_T, log_t_x = np.log(alpha + cells.T), np.log(alpha + cells.t_x)
    log_odds_left = (r + x) * (log_T - log_t_x) + np.log(a / (b + np.maximum(x, 1.0) - 1.0))
    log_odds_left = np.where(again, log_odds_left, -np.inf)
    left = 1.0 / (1.0 + np.exp(np.minimum(-log_odds_left, 700.0)))
    value = customers @ (np.logaddexp(0.0, log_odds_left) - (r + x) * log_T)
    log_age = log_T + left * (log_t_x - log_T)
    inverse_age = (1.0 - left) / (alpha + cells.T) + left / (alpha + cells.t_x)
    leavers = customers * left

    at = cells.customers_at
    total = at.sum()
    (rise_r, slope_r), (rise_b, slope_b) = _log_rising(r, at), _log_rising(b, at)
    rise_ab, slope_ab = _log_rising(a + b, at)
    value += rise_r + total * r * theta[1] + rise_b - rise_ab
    slope = np.array([
        slope_r + total * theta[1] - customers @ log_age,
        total * r / alpha - (customers * (r + x)) @ inverse_age,
        leavers.sum() / a - slope_ab,
        slope_b - slope_ab - leavers @ (1.0 / (b + np.maximum(x, 1.0) - 1.0)),
    ])  # fmt: skip
    return float(value), slope * np.array([r, alpha, a, b])


def _log_rising(base: float, customers_at: NDArray[np.float64]) -> tuple[float, float]:
    """Return Σ ln[Γ(base + x) / Γ(base)] over customers, and its derivative in `base`.

    A whole number of steps x makes the ratio base (base + 1) ... (base + x - 1): sums of logarithms, no Γ.
    """
    above = customers_at.sum() - np.cumsum(customers_at)[:-1]  # customers with frequency > 0, > 1, ...
    steps = base + np.arange(len(above))
    return float(above @ np.log(steps)), float(above @ (1.0 / steps))
