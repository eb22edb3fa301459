"""Every model in every window of a shop's own past, and the champion that would have been chosen on each day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction import metrics
from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import rolling_cutoffs
from techmart.prediction.base import InputError, PredictionError
from techmart.prediction.champion import BASELINE, Choice, Trials, choose_champion
from techmart.prediction.engine import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory

    Progress = Callable[[str], None]

DRAWS = 500


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


@dataclass(frozen=True, eq=False)
class Window:
    """The `horizon` days after `cutoff`: who was there, how each model did, and why any has no result."""

    cutoff: float
    horizon: float
    customers: int
    positive_rate: float
    models: Mapping[str, Result]
    missing: Mapping[str, str]
    choice: Choice

    @property
    def champion(self) -> str:
        """The model that would have been used, chosen by what was over by the cut-off."""
        return self.choice.champion

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; the cut-off as an ISO date, days being counted from 1970-01-01."""
        return {
            "cutoff": str(np.datetime64(int(self.cutoff), "D")),
            "horizon_days": self.horizon,
            "customers": self.customers,
            "positive_rate": self.positive_rate,
            "models": {name: result.to_dict() for name, result in self.models.items()},
            "missing": dict(self.missing),
            "champion": self.champion,
        }


def tournament(
    history: PurchaseHistory,
    *,
    horizons: Sequence[float],
    cutoffs: Sequence[float] | None = None,
    windows: int = 1,
    names: Sequence[str] = NAMES,
    progress: Progress = lambda _: None,
) -> list[Window]:
    """Judge the models called `names` in every window, each fitted to the history up to the cut-off alone.

    Parameters
    ----------
    history : PurchaseHistory
    horizons : sequence of float, > 0, days
    cutoffs : sequence of float, days, optional
        By default the latest `windows` of each horizon that touch but do not overlap (``rolling_cutoffs``).
    names : sequence of str
        Of ``NAMES``.
    progress : callable
        Told in a few words what is being worked on.

    Returns
    -------
    list of Window, by horizon, then by cut-off

    Raises
    ------
    InputError
        If there is no such model, a window reaches past what was watched, or nobody had bought by a cut-off.
    """
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise InputError(f"Unknown model {unknown[0]!r}; known are {', '.join(NAMES)}.")
    almanac, judged = Almanac(history), []
    for horizon in horizons:
        trials = Trials(almanac, horizon)
        days = rolling_cutoffs(history, horizon, windows=windows) if cutoffs is None else sorted(cutoffs)
        judged += [_judge(trials, float(day), names, progress) for day in days]
    return judged


def _judge(trials: Trials, day: float, names: Sequence[str], progress: Progress) -> Window:
    bought = trials.almanac.bought(day, trials.horizon)
    if not len(bought):
        raise InputError(f"Nobody had bought by day {day:g}.")
    models: dict[str, Result] = {}
    missing: dict[str, str] = {}
    baseline = trials.forecast_or_none(BASELINE, day)
    for name in names:
        progress(f"{name}, {trials.horizon:g} days from {np.datetime64(int(day), 'D')}")
        try:
            models[name] = judge_forecast(trials.forecast(name, day), bought, baseline)
        except PredictionError as error:
            missing[name] = str(error)
    progress(f"choosing the champion of {np.datetime64(int(day), 'D')}")
    choice = choose_champion(trials, horizon=trials.horizon, day=day, names=names)
    return Window(day, trials.horizon, len(bought), float(bought.mean()), models, missing, choice)


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
