"""How forecasts of earlier days came true on this very file, and which model that speaks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.analyst.files import day_of
from techmart.orders.importing.errors import BadInput
from techmart.prediction import NotEnoughData, PopulationBetaGeo, PredictionError, PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import rolling_cutoffs
from techmart.prediction.base import Floats
from techmart.prediction.champion import WINDOWS, Choice, Trials, choose_champion
from techmart.prediction.engine import Fitted, fit_model
from techmart.prediction.tournament import Result, judge_forecast
from techmart.scoring.fitting import require_enough


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one model's forecasts of the `horizon` days after `cutoff` came true."""

    horizon: int
    cutoff: float
    model: str
    positive_rate: float
    result: Result

    @property
    def said(self) -> float:
        """The mean forecast."""
        return self.result.mean_over_rate * self.positive_rate

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        window = {"cutoff": day_of(self.cutoff).isoformat(), "horizon_days": self.horizon, "model": self.model}
        return {**window, "positive_rate": self.positive_rate, **self.result.to_dict()}


@dataclass(frozen=True, slots=True)
class Court:
    """Judges models on a file's own past; each is fitted once for each day and horizon."""

    almanac: Almanac
    _trials: dict[int, Trials] = field(default_factory=dict)
    _choices: dict[int, Choice] = field(default_factory=dict)

    @classmethod
    def of(cls, history: PurchaseHistory) -> "Court":
        """Return the court of one history."""
        return cls(Almanac(history))

    def trials(self, horizon: int) -> Trials:
        """Return the forecasts of one horizon."""
        return self._trials.setdefault(horizon, Trials(self.almanac, horizon))

    def choice(self, horizon: int) -> Choice:
        """Return the model to use today, and every contest on the way to it."""
        if horizon not in self._choices:
            self._choices[horizon] = choose_champion(self.trials(horizon), horizon=horizon)
        return self._choices[horizon]

    @property
    def lacking(self) -> str:
        """What the file has too little of for a model of its own; empty if nothing."""
        try:
            require_enough(self.almanac.history)
        except NotEnoughData as reason:
            return str(reason)
        return ""

    def champion(self, horizon: int) -> Fitted:
        """Return the model to use today, fitted: where the file is too small for any, what shops are like."""
        if not self.lacking:
            try:
                return fit_model(self.choice(horizon).champion, self.almanac, horizon=horizon)
            except PredictionError:  # enough customers, but not of the kinds that it learns from
                pass
        return self.named(PopulationBetaGeo.model, horizon)

    def named(self, model: str, horizon: int) -> Fitted:
        """Return the model of that name, fitted to all of the file.

        Raises
        ------
        PredictionError
            If the file does not carry it.
        """
        if model != PopulationBetaGeo.model:
            return fit_model(model, self.almanac, horizon=horizon)
        rows = self.almanac.history.summary().select(PopulationBetaGeo.columns)
        return Fitted(model, horizon, PopulationBetaGeo().fit(**rows))

    def outcome(self, model: str, cutoff: float, horizon: int) -> tuple[Floats, NDArray[np.bool_]]:
        """Return what a model said of each customer known at a cut-off, and who then bought.

        Raises
        ------
        PredictionError
            If it had no answer then.
        """
        return self.trials(horizon).forecast(model, cutoff), self.almanac.bought(cutoff, horizon)

    def verdicts(self, models: Iterable[str], horizon: int) -> list[Verdict]:
        """Return how models did in the latest windows, which are those that a champion is chosen by."""
        cutoffs = rolling_cutoffs(self.almanac.history, horizon, windows=WINDOWS)
        verdicts = [self._verdict(model, cutoff, horizon) for cutoff in cutoffs for model in dict.fromkeys(models)]
        return [verdict for verdict in verdicts if verdict is not None]

    def _verdict(self, model: str, cutoff: float, horizon: int) -> Verdict | None:
        try:
            said, bought = self.outcome(model, cutoff, horizon)
        except PredictionError:  # too young a file on that day: it is judged by the others
            return None
        return Verdict(horizon, cutoff, model, float(bought.mean()), judge_forecast(said, bought))


def require_watched(history: PurchaseHistory, horizon: int, cutoffs: Sequence[float]) -> None:
    """Raise `BadInput` where a window is not wholly within the file."""
    first, last = float(history.day.min()), history.observed_until
    for cutoff in cutoffs:
        if cutoff + horizon > last:
            raise BadInput(f"the {horizon} days after {day_of(cutoff)} are not over: the file ends on {day_of(last)}")
        if cutoff < first:
            raise BadInput(f"nobody had bought by {day_of(cutoff)}: the first order is of {day_of(first)}")
