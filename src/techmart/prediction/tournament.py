"""Every model in every window of a shop's own past, and the champion that would have been chosen on each day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import Result, rolling_cutoffs
from techmart.prediction.base import InputError, PredictionError
from techmart.prediction.champion import BASELINE, Choice, Trials, choose_champion
from techmart.prediction.engine import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from techmart.prediction.history import PurchaseHistory

    Progress = Callable[[str], None]


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
    for name in names:
        progress(f"{name}, {trials.horizon:g} days from {np.datetime64(int(day), 'D')}")
        try:
            models[name] = trials.verdict(name, day, against=BASELINE).result
        except PredictionError as error:
            missing[name] = str(error)
    progress(f"choosing the champion of {np.datetime64(int(day), 'D')}")
    choice = choose_champion(trials, horizon=trials.horizon, day=day, names=names)
    return Window(day, trials.horizon, len(bought), float(bought.mean()), models, missing, choice)
