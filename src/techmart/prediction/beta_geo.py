"""BG/NBD and MBG/NBD: customers buy at their own steady rate until, after some purchase, they silently leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from techmart.prediction.blocks import in_blocks
from techmart.prediction.cells import BLOCK, check_rows, log_rising
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.quadrature import beta_rule
from techmart.prediction.waiting import checked_horizon

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats
    from techmart.prediction.cells import Cells, Rows

NODES = 48
SUREST = 600.0  # ln odds: e^600 to one is certainty, and still a float


class BetaGeo(LifetimeModel):
    """Estimate who is still a customer, and who buys again when, from (frequency, recency, T).

    Purchases follow a Poisson process of rate λ ~ Gamma(r, α); after each repeat purchase the customer leaves
    with probability p ~ Beta(a, b). Whoever bought once is therefore alive. The unit of time is whatever the
    data are in; ``horizon`` is in the same.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        Without it, maximum likelihood. With it, ln r, ln(α / mean T), ln a and ln b each get a normal prior
        around 0 of this standard deviation: at 3 it outweighs nothing that data say, and still keeps a small
        or young shop's parameters away from zero and infinity.

    Attributes
    ----------
    r_, alpha_, a_, b_ : float
    log_likelihood_, customers_, cells_, dropout_identified_, remarks_
        See ``LifetimeModel``. Without dropout a tends to 0 and b to infinity.

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
    parameter_names: ClassVar[tuple[str, ...]] = ("r", "alpha", "a", "b")
    in_time = ("alpha",)
    first_chances: ClassVar[int] = 0  # to leave, before the first repeat purchase

    r_: float
    alpha_: float
    a_: float
    b_: float

    def expected_purchases(self, horizon: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:
        """Return the mean number of purchases within `horizon` after T.

        Given λ and p, a customer who is alive makes (1 - exp(-λ p t)) / p purchases in t on average, if they
        come by chance. The mean over λ is closed, that over p a Gauss quadrature of its posterior: no
        hypergeometric series, so nothing overflows.

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
        frequencies, row = np.unique(x, return_inverse=True)
        points, weights = beta_rule(self.a_, self.b_ + frequencies + self.first_chances, nodes=NODES)

        def mean(t: Floats, x: Floats, t_x: Floats, T: Floats, row: Floats) -> Floats:
            count = np.zeros(np.broadcast_shapes(t.shape, x.shape))
            for p, weight in zip(points.T, weights.T, strict=True):  # node by node: memory stays one column
                count += weight[row] * self._count_given(p[row], t, x, t_x, T)
            return self._alive(x, t_x, T) * count

        return in_blocks(mean, checked_horizon(horizon), x, t_x, T, row.reshape(x.shape))

    def _alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        chances = x + self.first_chances
        silence = (self.r_ + x) * np.log((self.alpha_ + T) / (self.alpha_ + t_x))
        left = self.a_ / (self.b_ - 1.0 + np.maximum(chances, 1.0)) * np.exp(np.minimum(silence, SUREST))
        return 1.0 / (1.0 + left * (chances > 0))

    def _buys(self, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        return self._alive(x, t_x, T) * -np.expm1(-(self.r_ + x) * np.log1p(t / (self.alpha_ + T)))

    def _wait(self, q: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        ahead = -np.log1p(-q / self._alive(x, t_x, T)) / (self.r_ + x)
        return (self.alpha_ + T) * np.expm1(np.minimum(ahead, SUREST))

    def _count_given(self, p: Floats, t: Floats, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the mean number of purchases of the living who leave after each with probability `p`."""
        return -np.expm1(-(self.r_ + x) * np.log1p(p * t / (self.alpha_ + T))) / p

    def _rise(self, r: float, cells: Cells) -> tuple[float, float]:
        """Return Σ ln[Γ(r + x) / Γ(r)] over customers, and its derivative in r."""
        return log_rising(r, cells.above)

    def _log_likelihood(self, theta: Floats, cells: Cells) -> tuple[float, Floats]:
        r, alpha, a, b = np.exp(theta)
        above = np.append([cells.total] * self.first_chances, cells.above)  # chances to leave that were passed by
        (rise_r, slope_r), (rise_b, slope_b), (rise_ab, slope_ab) = (
            self._rise(r, cells), log_rising(b, above), log_rising(a + b, above),
        )  # fmt: skip
        value = rise_r + cells.total * r * theta[1] + rise_b - rise_ab
        slope = np.array([slope_r + cells.total * theta[1], cells.total * r / alpha, -slope_ab, slope_b - slope_ab])
        parts = [self._of_cells(r, alpha, a, b, rows) for rows in cells.blocks(BLOCK)]
        value += sum(part for part, _ in parts)
        slope += sum(part for _, part in parts)
        return float(value), slope * np.array([r, alpha, a, b])

    def _of_cells(self, r: float, alpha: float, a: float, b: float, rows: Rows) -> tuple[float, Floats]:
        """Return Σ ln[(α + T)^-(r + x) + a / (b + n - 1) (α + t_x)^-(r + x)] over customers, and its gradient."""
        x, t_x, T, customers = rows
        chances, rate, age, last = x + self.first_chances, r + x, alpha + T, alpha + t_x
        log_age = np.log(age)
        silence = log_age - np.log(last)
        prior_odds = a / (b - 1.0 + np.maximum(chances, 1.0))
        log_odds = np.where(chances > 0, rate * silence + np.log(prior_odds), -np.inf)  # of having left
        odds = np.exp(np.minimum(log_odds, SUREST))
        either = 1.0 + odds
        left = customers * (odds / either)
        rate *= customers
        value = customers @ (np.log(either) + np.maximum(log_odds - SUREST, 0.0)) - rate @ log_age
        slope = np.array([
            left @ silence - customers @ log_age,
            (left * (r + x)) @ (1.0 / age - 1.0 / last) - rate @ (1.0 / age),
            left.sum() / a,
            -(left @ prior_odds) / a,
        ])  # fmt: skip
        return float(value), slope


class ModifiedBetaGeo(BetaGeo):
    """BG/NBD in which a customer may also leave right after the first purchase.

    Parameters
    ----------
    prior_sd : float, optional, > 0
        As of ``BetaGeo``.

    References
    ----------
    Batislam, E. P., Denizel, M. and Filiztekin, A. (2007), Empirical Validation and Comparison of Models for
    Customer Base Analysis, International Journal of Research in Marketing 24(3), 201-209.

    Examples
    --------
    >>> frequency, recency, T = [0, 0, 1, 4, 0, 2], [0, 0, 30, 60, 0, 10], [70, 50, 65, 64, 20, 90]
    >>> model = ModifiedBetaGeo(prior_sd=1.0).fit(frequency, recency, T)
    >>> bool(0 < model.probability_alive(0, 0, 70) < 1)
    True
    """

    model = "mbg-nbd"
    first_chances = 1
