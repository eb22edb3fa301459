"""How forecasts of earlier days came true on this very file, and which model that speaks for."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from techmart.analyst.files import day_of
from techmart.orders.importing.errors import BadInput
from techmart.prediction import NotEnoughData, PopulationBetaGeo, PredictionError, PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import Verdict, rolling_cutoffs
from techmart.prediction.base import Floats
from techmart.prediction.champion import WINDOWS, Choice, Trials, choose_champion
from techmart.prediction.engine import Fitted, fit_model
from techmart.scoring.fitting import require_enough


@dataclass(frozen=True, slots=True)
class Court:
    """Judges models on a file's own past; each is fitted once for each day and horizon."""

    almanac: Almanac
    _trials: dict[float, Trials] = field(default_factory=dict)
    _choices: dict[int, Choice] = field(default_factory=dict)

    @classmethod
    def of(cls, history: PurchaseHistory) -> "Court":
        """Return the court of one history."""
        return cls(Almanac(history))

    def trials(self, horizon: float) -> Trials:
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

    def outcome(self, verdict: Verdict) -> tuple[Floats, NDArray[np.bool_]]:
        """Return what a verdict is about: what was said of each customer, and who then bought."""
        trials = self.trials(verdict.horizon)
        return trials.forecast(verdict.model, verdict.cutoff), self.almanac.bought(verdict.cutoff, verdict.horizon)

    def verdicts(self, models: Iterable[str], horizon: int) -> list[Verdict]:
        """Return how models did in the latest windows, which are those that a champion is chosen by."""
        cutoffs = rolling_cutoffs(self.almanac.history, horizon, windows=WINDOWS)
        verdicts = []
        for cutoff, model in product(cutoffs, dict.fromkeys(models)):
            # Where the file was too young on that day, it is judged by the others.
            with suppress(PredictionError):
                verdicts.append(self.trials(horizon).verdict(model, cutoff))
        return verdicts


def require_watched(history: PurchaseHistory, horizon: int, cutoffs: Sequence[float]) -> None:
    """Raise `BadInput` where a window is not wholly within the file."""
    first, last = float(history.day.min()), history.observed_until
    for cutoff in cutoffs:
        if cutoff + horizon > last:
            raise BadInput(f"the {horizon} days after {day_of(cutoff)} are not over: the file ends on {day_of(last)}")
        if cutoff < first:
            raise BadInput(f"nobody had bought by {day_of(cutoff)}: the first order is of {day_of(first)}")
