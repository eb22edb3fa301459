"""What each model's forecasts of earlier days were worth on this very file, and which model that speaks for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.analyst.files import day_of
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.lines import Progress, ignore_progress
from techmart.prediction import PredictionError, PurchaseHistory, WeightedRFM
from techmart.prediction.backtest import Judgement, backtest, rolling_cutoffs
from techmart.prediction.recipes import RECIPES, RepurchaseModel, forecast

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Recipe = Callable[[PurchaseHistory, Sequence[float]], RepurchaseModel]
WINDOWS = 3
# The simple rule that every other model has to beat.
BASELINE = WeightedRFM.model
# What a window says once, for all models.
OF_WINDOW = frozenset({"model", "cutoff", "horizon", "customers", "base_rate"})


@dataclass(frozen=True, slots=True)
class Window:
    """One cut-off and the days that followed it: how each model did, and which one would have been in use."""

    cutoff: float
    horizon: float
    judgements: Sequence[Judgement]
    champion: str
    failures: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "cutoff": day_of(self.cutoff).isoformat(),
            "horizon_days": round(self.horizon),
            "customers": max((judgement.customers for judgement in self.judgements), default=0),
            "positive_rate": next((judgement.base_rate for judgement in self.judgements), None),
            "models": {judgement.model: _figures(judgement) for judgement in self.judgements},
            "failures": dict(self.failures),
            "champion": self.champion,
        }


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges models at any cut-off, each once; what it says of a day is learned from before that day alone."""

    history: PurchaseHistory
    recipes: Mapping[str, Recipe] = field(default_factory=lambda: RECIPES)
    _known: dict[tuple[str, float, float], Judgement | str] = field(default_factory=dict)

    def window(self, cutoff: float, horizon: float) -> Window:
        """Judge every model in one window; a model that the past cannot settle is a failure, not an end."""
        verdicts = {name: self._verdict(name, cutoff, horizon) for name in self.recipes}
        return Window(
            cutoff,
            horizon,
            [verdict for verdict in verdicts.values() if isinstance(verdict, Judgement)],
            self.champion(cutoff, horizon),
            {name: verdict for name, verdict in verdicts.items() if isinstance(verdict, str)},
        )

    def champion(self, day: float, horizon: float) -> str:
        """Return the model to use on a day."""
        return self.ranking(day, horizon)[0]

    def ranking(self, day: float, horizon: float) -> list[str]:
        """Return the models by mean log loss in the windows that had ended by a day, the best first.

        Of equal ones, as all are where no window has ended yet, the baseline comes last: its forecasts are counted
        from such windows.
        """
        cutoffs = rolling_cutoffs(self.history.until(day), horizon, windows=WINDOWS)
        return sorted(self.recipes, key=lambda name: (self._mean_loss(name, cutoffs, horizon), name == BASELINE))

    def outcome(self, name: str, cutoff: float, horizon: float) -> tuple[Floats, Mask]:
        """Return what a model said of each customer known at a cut-off, and who then bought."""
        past = self.history.until(cutoff)
        said = forecast(self.recipes[name](past, [horizon]), past.summary(), horizon)
        return said, self.history.bought_after(cutoff, horizon)

    def _mean_loss(self, name: str, cutoffs: Sequence[float], horizon: float) -> float:
        verdicts = [self._verdict(name, cutoff, horizon) for cutoff in cutoffs]
        losses = [verdict.log_loss if isinstance(verdict, Judgement) else inf for verdict in verdicts]
        return fmean(losses) if losses else 0.0

    def _verdict(self, name: str, cutoff: float, horizon: float) -> Judgement | str:
        key = (name, cutoff, horizon)
        if key not in self._known:
            try:
                recipe = {name: self.recipes[name]}
                (self._known[key],) = backtest(self.history, horizon=horizon, cutoffs=[cutoff], recipes=recipe)
            except PredictionError as error:
                self._known[key] = str(error)
        return self._known[key]


def judge(
    judge: Judge,
    horizons: Iterable[float],
    *,
    cutoffs: Sequence[float] = (),
    windows: int = WINDOWS,
    progress: Progress = ignore_progress,
) -> list[Window]:
    """Judge all models at the given cut-offs, or at the latest ones whose windows do not overlap.

    Raises
    ------
    BadInput
        If a window is not wholly within what was watched.
    """
    history = judge.history
    pairs = [
        (cutoff, horizon)
        for horizon in horizons
        for cutoff in cutoffs or rolling_cutoffs(history, horizon, windows=windows)
    ]
    for cutoff, horizon in pairs:
        _require_watched(history, cutoff, horizon)
    judged = []
    for done, (cutoff, horizon) in enumerate(pairs):
        progress(done, len(pairs))
        judged.append(judge.window(cutoff, horizon))
    progress(len(pairs), len(pairs))
    return judged


def _require_watched(history: PurchaseHistory, cutoff: float, horizon: float) -> None:
    if cutoff + horizon > history.observed_until:
        until = day_of(history.observed_until)
        raise BadInput(f"the {horizon:.0f} days after {day_of(cutoff)} are not over: the file ends on {until}")
    if cutoff < history.day.min():
        raise BadInput(f"nobody had bought by {day_of(cutoff)}: the first order is of {day_of(history.day.min())}")


def _figures(judgement: Judgement) -> dict[str, Any]:
    figures = {name: value for name, value in judgement.to_dict().items() if name not in OF_WINDOW}
    rate = judgement.base_rate
    return {**figures, "mean_over_rate": judgement.mean_predicted / rate if rate else None}
