"""Which model is to be trusted: the ensemble, unless another has clearly beaten it in windows that are over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import Verdict, verdict
from techmart.prediction.base import PredictionError
from techmart.prediction.beta_geo import BetaGeo
from techmart.prediction.engine import NAMES, fit_model
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.metrics import losses
from techmart.prediction.weighted_rfm import WeightedRFM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory

BASELINE = WeightedRFM.model
WINDOWS = 2  # earlier windows that a champion is chosen by
CLEARLY = 2.0  # errors by which the ensemble has to be beaten, in all of them
# By those that know nothing but a rule, fewer: where customers do as it says, nothing else can do better.
BY_A_RULE = {BASELINE: 0.0, BetaGeo.model: 1.0}
DECIDING_CUSTOMERS, DECIDING_BUYERS = 50, 5  # fewer in a window settle nothing
FEWEST = 10  # customers, below which the simple rule is not doubted


@dataclass(frozen=True)
class Promotion:
    """A challenger against the champion of the moment: mean gain in log loss, its error, and who won."""

    challenger: str
    champion: str
    gain: float
    error: float
    promoted: bool


@dataclass(frozen=True)
class Choice:
    """The champion, the earlier days whose windows decided, and every contest on the way."""

    champion: str
    days: tuple[float, ...]
    promotions: tuple[Promotion, ...]

    @property
    def fell_back_from(self) -> str:
        """The model that lost its place to the weighted score; empty where the weighted score did not take one."""
        lost = (contest.champion for contest in self.promotions if contest.promoted)
        return next(lost, "") if self.champion == BASELINE else ""

    @property
    def nearest(self) -> tuple[str, ...]:
        """The champion, then those who contested its place and came nearest to it, the nearest first."""
        judged = [contest for contest in self.promotions if not math.isnan(contest.gain)]
        others = [contest.challenger for contest in sorted(judged, key=lambda contest: -contest.gain)]
        return self.champion, *(name for name in others if name != self.champion)


class Trials:
    """Forecasts as they would have been made on earlier days; each model is fitted once for each day."""

    def __init__(self, almanac: Almanac, horizon: float) -> None:
        self.almanac, self.horizon = almanac, horizon
        self._forecasts: dict[tuple[str, float], Floats | PredictionError] = {}

    def holds(self, name: str, day: float) -> bool:
        """Say whether the forecast of that day was made already, and could be."""
        return not isinstance(self._forecasts.get((name, day), PredictionError()), PredictionError)

    def forecast(self, name: str, day: float) -> Floats:
        """Return the probabilities that `name`, fitted on `day`, gave its customers.

        Raises
        ------
        PredictionError
            If it could not be fitted then.
        """
        key = (name, day)
        if key not in self._forecasts:
            try:
                then = self.almanac.until(day)
                self._forecasts[key] = fit_model(name, then, horizon=self.horizon).of(then)
            except PredictionError as error:
                self._forecasts[key] = error
        answer = self._forecasts[key]
        if isinstance(answer, PredictionError):
            raise answer
        return answer

    def forecast_or_none(self, name: str, day: float) -> Floats | None:
        """Return the same, or None where `name` could not be fitted then."""
        try:
            return self.forecast(name, day)
        except PredictionError:  # then there is nothing to be held against it
            return None

    def verdict(self, name: str, day: float, *, against: str | None = None) -> Verdict:
        """Hold what `name` said on that day against what happened, and against the word of another model.

        Raises
        ------
        PredictionError
            If it could not be fitted then.
        """
        said, bought = self.forecast(name, day), self.almanac.bought(day, self.horizon)
        baseline = self.forecast_or_none(against, day) if against else None
        return verdict(name, self.horizon, day, said, bought, baseline)


def choose_champion(
    history: PurchaseHistory | Trials, *, horizon: float, day: float | None = None, names: Sequence[str] = NAMES
) -> Choice:
    """Return the model to be used from `day` on, by default today, judged by windows that had ended by then.

    The ensemble holds the place: it weighs the others by how much there was to learn from, and what is best in
    two windows is mostly luck. Any other takes it by a log loss that was lower in both, by more than twice the
    error, in which the spread between windows counts; BG/NBD by more than the error; the weighted score, the simple
    rule, wherever the ensemble gained nothing on it over both. Below 10 customers, or without the ensemble among the
    `names`, the weighted score holds the place until one is better by more than the error.

    Parameters
    ----------
    history : PurchaseHistory, or its Trials, which remember what was forecast
    horizon : float, > 0, days
    day : float, optional, day
        At most the last that was watched, which it is by default.
    names : sequence of str
        The models in question, of ``engine.NAMES``.

    Raises
    ------
    InputError
        If `day` is after what was watched.
    """
    trials = history if isinstance(history, Trials) else Trials(Almanac(history), horizon)
    today = trials.almanac.today if day is None else day
    now = trials.almanac.until(today)
    days = _deciding_days(now, horizon)
    holder = Ensemble.model if Ensemble.model in names and _customers(now) >= FEWEST else BASELINE
    champion, promotions = holder, []
    for challenger in names if days else ():
        if challenger != holder:
            promotion = _contest(trials, challenger, champion, days)
            promotions.append(promotion)
            champion = challenger if promotion.promoted else champion
    return Choice(champion, tuple(days), tuple(promotions))


def _customers(almanac: Almanac) -> int:
    return len(np.unique(almanac.history.code))


def _deciding_days(almanac: Almanac, horizon: float) -> list[float]:
    """Return the earlier days whose windows have ended, and in which enough happened to tell models apart."""
    days = [almanac.today - horizon * (i + 1) for i in range(WINDOWS)]
    return [day for day in days if _tells(almanac, day, horizon)]


def _tells(almanac: Almanac, day: float, horizon: float) -> bool:
    if not len(almanac.history.day) or day < almanac.first_day:
        return False
    bought = almanac.bought(day, horizon)
    return len(bought) >= DECIDING_CUSTOMERS and min(bought.sum(), (~bought).sum()) >= DECIDING_BUYERS


def _contest(trials: Trials, challenger: str, champion: str, days: Sequence[float]) -> Promotion:
    seen = (_gain(trials, challenger, champion, day) for day in days)
    gains = [gain for gain in seen if gain is not None]
    if not gains:
        return Promotion(challenger, champion, math.nan, math.nan, promoted=False)
    means = np.array([gain.mean() for gain in gains])
    squares = sum(float(gain.var()) / len(gain) for gain in gains) / len(gains) ** 2
    between = float(means.var(ddof=1)) / len(means) if len(means) > 1 else 0.0
    mean, error = float(means.mean()), math.sqrt(max(squares, between))
    if champion != Ensemble.model:
        return Promotion(challenger, champion, mean, error, promoted=mean > error)
    margin = BY_A_RULE.get(challenger, CLEARLY) * error
    return Promotion(challenger, champion, mean, error, promoted=len(gains) == WINDOWS and mean > margin)


def _gain(trials: Trials, challenger: str, champion: str, day: float) -> Floats | None:
    """Return by how much less each customer's outcome surprised the challenger; None where one had no forecast."""
    try:
        before, after = trials.forecast(champion, day), trials.forecast(challenger, day)
    except PredictionError:  # too young a shop on that day: the contest is decided by the other days
        return None
    bought = trials.almanac.bought(day, trials.horizon)
    return losses(before, bought) - losses(after, bought)
