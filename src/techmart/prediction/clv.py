"""CLV: what a customer is expected to spend over a horizon, later money worth less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from techmart.prediction.base import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from techmart.prediction.base import Floats
    from techmart.prediction.summary import CustomerSummary

YEAR = 365.0
NODES, PANEL = 16, 4.0  # Gauss-Legendre points on each panel of this length in ln(time)
SOON = 30.0  # days: nearer than this, purchases to come are as good as even in time
WORTHLESS = 36.0  # what is discounted by e^36 or more counts for nothing


class CountingModel(Protocol):
    """Any fitted model that says how many purchases to expect."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of a CustomerSummary that it takes."""

    @property
    def expected_purchases(self) -> Callable[..., Floats]:
        """Mean purchases within a horizon, from the horizon and the columns that the model names."""


class SpendModel(Protocol):
    """Any fitted model that says what a purchase will bring."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of a CustomerSummary that it takes."""

    @property
    def expected_spend(self) -> Callable[..., Floats]:
        """Mean spend per future purchase, from the columns that the model names."""


@dataclass(frozen=True, eq=False)
class LifetimeValue:
    """What customers have spent and what they are still expected to.

    Parameters
    ----------
    past : array of float64, shape (n,), money
        As it was paid, refunds taken off, not discounted.
    residual : array of float64, shape (n,), money
        Expected within the horizon, in today's money.
    """

    past: Floats
    residual: Floats

    @property
    def total(self) -> Floats:
        """Both together."""
        return self.past + self.residual


def lifetime_value(
    model: CountingModel,
    spend: SpendModel,
    summary: CustomerSummary,
    horizon: float,
    *,
    discount_rate: float,
    period: float | None = None,
    net_share: float = 1.0,
) -> LifetimeValue:
    """Return the CLV of each customer: discounted purchases times what a purchase brings.

    Parameters
    ----------
    model : fitted estimator with ``expected_purchases``, time in days
    spend : fitted estimator with ``expected_spend``
    summary : CustomerSummary
    horizon : float, > 0, days
        inf for all that is still to come, if it is discounted.
    discount_rate : float, >= 0, per year
        0.1 makes a purchase a year ahead worth 1 / 1.1 of one today.
    period : float, optional, > 0, days
        See ``discounted_purchases``.
    net_share : float
        See ``net_share``: what refunds leave of a purchase.

    Raises
    ------
    InputError
        If a setting cannot be.
    NotFittedError
        If a model has learned nothing yet.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005), RFM and CLV: Using Iso-Value Curves for Customer Base
    Analysis, Journal of Marketing Research 42(4), 415-430.

    Examples
    --------
    >>> from techmart.prediction import BetaGeo, GammaGamma, PurchaseHistory
    >>> shop = PurchaseHistory.from_orders([1, 1, 1, 2, 3, 3], [0, 30, 60, 5, 40, 55], [10, 14, 12, 30, 8, 9]).summary()
    >>> model = BetaGeo(prior_sd=1.0).fit(**shop.select(BetaGeo.columns))
    >>> spend = GammaGamma(prior_sd=1.0).fit(**shop.select(GammaGamma.columns))
    >>> value = lifetime_value(model, spend, shop, 365, discount_rate=0.1)
    >>> value.past
    array([36., 30., 17.])
    >>> bool((value.total > value.past).all())
    True
    """
    purchases = discounted_purchases(model, summary, horizon, discount_rate=discount_rate, period=period)
    per_purchase = spend.expected_spend(**summary.select(spend.columns))
    return LifetimeValue(past=summary.spend, residual=purchases * per_purchase * net_share)


def discounted_purchases(
    model: CountingModel,
    summary: CustomerSummary,
    horizon: float,
    *,
    discount_rate: float,
    period: float | None = None,
) -> Floats:
    """Return the expected purchases within `horizon`, each counted for what it is worth today.

    Whatever the model, its expected purchases E[X(t)] as a curve over time are enough. Discounted continuously,
    with δ = ln(1 + discount_rate) / year,

        ∫ e^(-δt) dE[X(t)] = e^(-δ horizon) E[X(horizon)] + δ ∫ e^(-δt) E[X(t)] dt,  t from 0 to the horizon,

    by Gauss quadrature in ln(1 + t / 30 days). For Pareto/NBD and an infinite horizon it is the DERT of Fader,
    Hardie and Lee, without its confluent hypergeometric function. Some 16 to 48 answers of the model make one.

    Parameters
    ----------
    model, summary, horizon, discount_rate
        As of ``lifetime_value``.
    period : float, optional, > 0, days
        With it, purchases of each period count as made at its end: Σ (E[X(t_j)] - E[X(t_j-1)]) / (1 + rate)^t_j,
        the sum that CLV was first defined by; the last period may be shorter. It needs a finite horizon.

    Returns
    -------
    array of float64, shape (n,), >= 0

    Raises
    ------
    InputError
        If a setting cannot be.
    NotFittedError
        Before the model's ``fit``.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005), RFM and CLV: Using Iso-Value Curves for Customer Base
    Analysis, Journal of Marketing Research 42(4), 415-430.
    """
    _require(horizon > 0, "horizon must be positive")
    _require(0 <= discount_rate < np.inf, "discount_rate must not be negative")
    _require(period is None or period > 0, "period must be positive")
    delta = float(np.log1p(discount_rate)) / YEAR
    _require(np.isfinite(horizon) or (delta > 0 and period is None), "an infinite horizon must be discounted over time")
    columns = summary.select(model.columns)
    worth = _by_period(horizon, period, delta) if period else _over_time(horizon, delta)
    total = np.zeros(len(summary))
    for time, weight in worth:
        total += weight * model.expected_purchases(time, **columns)
    return total


def net_share(summary: CustomerSummary) -> float:
    """Return what refunds leave of a purchase: its net value over that of those that brought money.

    ``GammaGamma`` learns from customers whose repeat purchases brought money, net of what they returned. Those
    who got everything back, or more, it leaves out, though their purchases count among those expected. This is
    the mean net value of all repeat purchases over the mean of the ones that it learns from: 1 where nothing is
    left out, 0.9 where a tenth of all purchases came to nothing, below 0 where a shop paid out more than it took.
    1, too, where nobody has repeated a purchase of positive value: there is nothing to compare.

    Examples
    --------
    One customer's second purchase brought 20, another's was sent back.

    >>> from techmart.prediction import PurchaseHistory
    >>> shop = PurchaseHistory.from_orders([1, 1, 2, 2], [0, 9, 0, 7], [10, 20, 15, 0])
    >>> net_share(shop.summary())
    0.5
    """
    x, value = summary.frequency, summary.monetary_value
    paid = value > 0
    if not (x[paid]).any():
        return 1.0
    return float((x @ value / x.sum()) / (x[paid] @ value[paid] / x[paid].sum()))


def _require(right: bool | np.bool_, otherwise: str) -> None:
    if not right:
        raise InputError(f"{otherwise}.")


def _by_period(horizon: float, period: float, delta: float) -> Iterator[tuple[float, float]]:
    """Yield times and weights whose sum over E[X(time)] is that over periods of what each adds."""
    ends = np.append(np.arange(period, horizon, period), horizon)
    worth = np.exp(-delta * ends)
    yield from zip(ends.tolist(), (worth - np.append(worth[1:], 0.0)).tolist(), strict=True)


def _over_time(horizon: float, delta: float) -> Iterator[tuple[float, float]]:
    """Yield times and weights whose sum over E[X(time)] is the discounted integral."""
    if delta == 0.0:
        yield horizon, 1.0
        return
    end = min(horizon, WORTHLESS / delta)
    length = float(np.log1p(end / SOON))
    panels = int(np.ceil(length / PANEL))
    points, weights = np.polynomial.legendre.leggauss(NODES)
    for panel in range(panels):
        along = (panel + (points + 1) / 2) * length / panels
        times = SOON * np.expm1(along)
        steps = weights * length / (2 * panels) * (SOON + times)
        yield from zip(times.tolist(), (delta * np.exp(-delta * times) * steps).tolist(), strict=True)
    yield end, float(np.exp(-delta * end))
