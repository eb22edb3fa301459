"""What forecasts of earlier days were worth: the days to judge by, and every figure of one window."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction import metrics
from techmart.prediction.diagnostics import GainPoint, Tenth, gain_curve, tenths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory

DRAWS = 500


def rolling_cutoffs(history: PurchaseHistory, horizon: float, *, windows: int) -> list[float]:
    """Return up to `windows` cut-offs, latest last, whose windows touch but do not overlap.

    Before each there is at least one horizon of history to learn and calibrate on; a young shop has fewer
    cut-offs, or none.

    Parameters
    ----------
    history : PurchaseHistory
    horizon : float, > 0, days
    windows : int, >= 0

    Returns
    -------
    list of float, days
    """
    earliest = float(history.day.min()) + horizon if len(history.day) else math.inf
    cutoffs = [history.observed_until - horizon * (i + 1) for i in range(windows)]
    return sorted(cutoff for cutoff in cutoffs if cutoff >= earliest)


@dataclass(frozen=True)
class Result:
    """How one model's forecasts of one window came true.

    `gain` is by how much lower its log loss is than the baseline's, and `gain_error` the standard error of that,
    by a paired bootstrap over customers; nan where the baseline had no forecast.
    """

    log_loss: float
    auc: float
    pr_auc: float
    brier: float
    ece: float
    ece_floor: float
    lift_10: float
    mean_over_rate: float
    gain: float
    gain_error: float

    def to_dict(self) -> dict[str, float | None]:
        """Return plain values for JSON; what does not exist is None."""
        return {name: value if math.isfinite(value) else None for name, value in vars(self).items()}


@dataclass(frozen=True)
class Verdict:
    """What one model said of the `horizon` days after `cutoff`, held against what happened.

    `buyers` of the `customers` bought, where `expected` were forecast.
    """

    model: str
    horizon: float
    cutoff: float
    customers: int
    buyers: int
    expected: float
    result: Result
    tenths: list[Tenth]
    gains: list[GainPoint]

    @property
    def positive_rate(self) -> float:
        """The share of customers who bought."""
        return self.buyers / self.customers

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; the cut-off as an ISO date, days being counted from 1970-01-01."""
        cutoff = str(np.datetime64(int(self.cutoff), "D"))
        window = {"cutoff": cutoff, "horizon_days": self.horizon, "model": self.model}
        return {**window, "positive_rate": self.positive_rate, **self.result.to_dict()}


def verdict(
    model: str, horizon: float, cutoff: float, p: Floats, bought: NDArray[np.bool_], baseline: Floats | None = None
) -> Verdict:
    """Hold the forecasts of one window against what happened, and against the baseline's where these are given.

    Parameters
    ----------
    model : str
    horizon : float, > 0, days
    cutoff : float, day
    p, baseline : array of float64, shape (n,), n >= 1, in [0, 1]
    bought : array of bool, shape (n,)

    Raises
    ------
    InputError
        If shapes differ or a forecast is no probability.
    """
    return Verdict(
        model=model,
        horizon=horizon,
        cutoff=cutoff,
        customers=len(p),
        buyers=int(bought.sum()),
        expected=float(p.sum()),
        result=judge_forecast(p, bought, baseline),
        tenths=tenths(p, bought),
        gains=gain_curve(p, bought),
    )


def judge_forecast(p: Floats, bought: NDArray[np.bool_], baseline: Floats | None = None) -> Result:
    """Return every figure of one forecast, and its gain over the baseline's.

    Parameters
    ----------
    p, baseline : array of float64, shape (n,), in [0, 1]
    bought : array of bool, shape (n,)

    Raises
    ------
    InputError
        If shapes differ or a forecast is no probability.
    """
    gain = (math.nan, math.nan) if baseline is None else _gain(p, bought, baseline)
    return Result(
        log_loss=metrics.log_loss(p, bought),
        auc=metrics.auc(p, bought),
        pr_auc=metrics.pr_auc(p, bought),
        brier=metrics.brier(p, bought),
        ece=metrics.ece(p, bought),
        ece_floor=metrics.ece_floor(p, bought),
        lift_10=metrics.lift(p, bought, share=0.1),
        mean_over_rate=float(p.mean() / bought.mean()) if bought.any() else math.nan,
        gain=gain[0],
        gain_error=gain[1],
    )


def _gain(p: Floats, bought: NDArray[np.bool_], baseline: Floats) -> tuple[float, float]:
    """Return the mean gain and its bootstrap error; the draws are the same for every model."""
    gain = metrics.losses(baseline, bought) - metrics.losses(p, bought)
    rng = np.random.default_rng(0)
    draws = [gain[rng.integers(len(gain), size=len(gain))].mean() for _ in range(DRAWS)]
    return float(gain.mean()), float(np.std(draws))
