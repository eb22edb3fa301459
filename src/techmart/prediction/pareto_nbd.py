"""Pareto/NBD: customers buy at their own steady rate until, at some moment of their own, they silently leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.cells import log_rising
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.quadrature import NODES, power_integral

if TYPE_CHECKING:
    from techmart.prediction.base import Floats
    from techmart.prediction.cells import Cells, Rows


class ParetoNBD(LifetimeModel):
    """Estimate who is still a customer, and who buys again when, from (frequency, recency, T).

    While alive, a customer buys as a Poisson process of rate λ ~ Gamma(r, α); the lifetime is exponential with
    rate μ ~ Gamma(s, β). A customer may leave at any moment, those who bought once included. The unit of time
    is whatever the data are in; ``horizon`` is in the same.

    The likelihood's integral over the moment of leaving is a Gauss quadrature of positive terms, not a
    difference of hypergeometric functions: nothing overflows, no digits cancel.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        Without it, maximum likelihood. With it, ln r, ln(α / mean T), ln s and ln(β / mean T) each get a normal
        prior around 0 of this standard deviation.

    Attributes
    ----------
    r_, alpha_, s_, beta_ : float
    log_likelihood_, customers_, cells_, dropout_identified_, remarks_
        See ``LifetimeModel``. Without dropout s tends to 0 or β to infinity.

    References
    ----------
    Schmittlein, D. C., Morrison, D. G. and Colombo, R. (1987), Counting Your Customers: Who Are They and What
    Will They Do Next?, Management Science 33(1), 1-24. Fader, P. S. and Hardie, B. G. S. (2005), A Note on
    Deriving the Pareto/NBD Model and Related Expressions.

    Examples
    --------
    >>> frequency, recency, T = [0, 0, 1, 4, 0, 2], [0, 0, 30, 60, 0, 10], [70, 50, 65, 64, 20, 90]
    >>> model = ParetoNBD(prior_sd=1.0).fit(frequency, recency, T)
    >>> bool(model.probability_alive(4, 60, 64) > model.probability_alive(2, 10, 90))
    True
    """

    model = "pareto-nbd"
    parameter_names = ("r", "alpha", "s", "beta")
    in_time = ("alpha", "beta")
    at_once = 512  # rows, each with its nodes

    r_: float
    alpha_: float
    s_: float
    beta_: float

    def _alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        rate = self.r_ + x
        gone = power_integral(self.alpha_, rate, self.beta_, np.array(self.s_ + 1.0), t_x, T).log_value
        log_odds_left = np.log(self.s_) + gone + self._weight(rate, T)
        return 1.0 / (1.0 + np.exp(np.minimum(log_odds_left, 700.0)))

    def _buys(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the mean, over the rates, of the chance that a purchase comes before both leaving and `t`."""
        rate = self.r_ + x
        first = power_integral(self.alpha_, rate + 1.0, self.beta_, np.array(self.s_), T, T + t).log_value
        share = rate * np.exp(first + self._weight(rate, T))
        return self._alive(x, t_x, T) * np.minimum(share, 1.0)

    def _ever(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return self._buys(np.array(np.inf), x, t_x, T)

    def _count(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        span, extra = np.log1p(t / (self.beta_ + T)), self.s_ - 1.0
        alive_for = (self.beta_ + T) * (-np.expm1(-extra * span) / extra if extra else span)
        return self._alive(x, t_x, T) * (self.r_ + x) / (self.alpha_ + T) * alive_for

    def _weight(self, rate: Floats, T: Floats) -> Floats:
        return rate * np.log(self.alpha_ + T) + self.s_ * np.log(self.beta_ + T)

    def _log_likelihood(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        return self._by_quadrature(theta, cells, NODES)

    def _rough_log_likelihood(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        return self._by_quadrature(theta, cells, NODES // 2)

    def _by_quadrature(self, theta: Floats, cells: Cells, nodes: int) -> tuple[float, Floats]:
        r, alpha, s, beta = np.exp(theta)
        value, slope_r = log_rising(r, cells.above)
        value += cells.total * (r * theta[1] + s * theta[3])
        slope = np.array([slope_r / cells.total + theta[1], r / alpha, theta[3], s / beta]) * cells.total
        parts = [_of_cells(r, alpha, s, beta, rows, nodes) for rows in cells.blocks(self.at_once)]
        value += sum(part for part, _ in parts)
        slope += sum(part for _, part in parts)
        return float(value), slope * np.array([r, alpha, s, beta])


def _of_cells(r: float, alpha: float, s: float, beta: float, rows: Rows, nodes: int) -> tuple[float, Floats]:
    """Return Σ ln[(α + T)^-(r + x) (β + T)^-s + s ∫ (α + y)^-(r + x) (β + y)^-(s + 1) dy], y from t_x to T.

    And its gradient: that of the first term, and means over the moment y of leaving.
    """
    x, t_x, T, customers = rows
    rate, log_a, log_b = r + x, np.log(alpha + T), np.log(beta + T)
    gone = power_integral(alpha, rate, beta, np.array(s + 1.0), t_x, T, nodes=nodes)
    log_odds = np.log(s) + gone.log_value + rate * log_a + s * log_b  # of having left
    less = np.exp(-np.abs(log_odds))
    left = customers * np.where(log_odds > 0, 1.0, less) / (1.0 + less)
    stayed = customers - left
    value = customers @ (np.maximum(log_odds, 0.0) + np.log1p(less) - rate * log_a - s * log_b)
    share = gone.share * left
    slope = np.array([
        stayed @ log_a + np.vdot(share, gone.log_a_plus_y),
        (stayed * rate) @ (1.0 / (alpha + T)) + np.vdot(share * rate, 1.0 / gone.a_plus_y),
        stayed @ log_b + np.vdot(share, gone.log_b_plus_y) - left.sum() / s,
        s * (stayed @ (1.0 / (beta + T))) + (s + 1.0) * np.vdot(share, 1.0 / gone.b_plus_y),
    ])  # fmt: skip
    return float(value), -slope
