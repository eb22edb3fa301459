"""Which model is to be trusted: the weighted score, until another has beaten it on windows that are over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.almanac import Almanac
from techmart.prediction.base import PredictionError
from techmart.prediction.engine import NAMES, fit_model
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.features import log_odds
from techmart.prediction.learners import sigmoid
from techmart.prediction.levels import shift_to
from techmart.prediction.metrics import losses
from techmart.prediction.recipes import RECIPES
from techmart.prediction.weighted_rfm import WeightedRFM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory

BASELINE = WeightedRFM.model
WINDOWS = 2  # earlier windows that a champion is chosen by
LEAST_CUSTOMERS, LEAST_BUYERS = 50, 5  # in a window that is to decide


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


class Trials:
    """Forecasts as they would have been made on earlier days; each model is fitted once for each day."""

    def __init__(self, almanac: Almanac, horizon: float) -> None:
        self.almanac, self.horizon = almanac, horizon
        self._forecasts: dict[tuple[str, float], Floats | PredictionError] = {}

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


def choose_champion(
    history: PurchaseHistory | Trials, *, horizon: float, day: float | None = None, names: Sequence[str] = NAMES
) -> Choice:
    """Return the model to be used from `day` on, by default today, judged by windows that had ended by then.

    The weighted score holds the place until it is beaten. A lifetime model takes it by a lower log loss; the
    ensemble, whose level is chosen by itself, by a lower log loss at the same level in the latest window. A gain
    must exceed its error, in which the spread between windows counts. Single learners are shown, not chosen.
    Where no earlier window is long enough to have taught a learner, it learns from half of the customers and is
    judged by the other half.

    Raises
    ------
    InputError
        If `day` is after what was watched.
    """
    trials = history if isinstance(history, Trials) else Trials(Almanac(history), horizon)
    today = trials.almanac.today if day is None else day
    days = _deciding_days(trials.almanac.until(today), horizon)
    champion, promotions = BASELINE, []
    for challenger in (*(name for name in RECIPES if name != BASELINE), Ensemble.model):
        if challenger in names and days:
            promotion = _contest(trials, challenger, champion, days, today)
            promotions.append(promotion)
            champion = challenger if promotion.promoted else champion
    return Choice(champion, tuple(days), tuple(promotions))


def _deciding_days(almanac: Almanac, horizon: float) -> list[float]:
    """Return the earlier days whose windows have ended, and in which enough happened to tell models apart."""
    days = [almanac.today - horizon * (i + 1) for i in range(WINDOWS)]
    return [day for day in days if _tells(almanac, day, horizon)]


def _tells(almanac: Almanac, day: float, horizon: float) -> bool:
    if not len(almanac.history.day) or day < almanac.first_day:
        return False
    bought = almanac.bought(day, horizon)
    return len(bought) >= LEAST_CUSTOMERS and min(bought.sum(), (~bought).sum()) >= LEAST_BUYERS


def _contest(trials: Trials, challenger: str, champion: str, days: Sequence[float], today: float) -> Promotion:
    seen = (_gain(trials, challenger, champion, day) for day in days)
    gains = [gain for gain in seen if gain is not None]
    if challenger == Ensemble.model:
        # The older the window, the less a learner knew: the latest stands for what it knows today.
        gains = gains[:1] or _gain_between_halves(trials.almanac.until(today), trials.horizon, champion, days[0])
    if not gains:
        return Promotion(challenger, champion, math.nan, math.nan, promoted=False)
    means = np.array([gain.mean() for gain in gains])
    squares = sum(float(gain.var()) / len(gain) for gain in gains) / len(gains) ** 2
    between = float(means.var(ddof=1)) / len(means) if len(means) > 1 else 0.0
    mean, error = float(means.mean()), math.sqrt(max(squares, between))
    return Promotion(challenger, champion, mean, error, promoted=mean > error)


def _gain(trials: Trials, challenger: str, champion: str, day: float) -> Floats | None:
    """Return by how much less each customer's outcome surprised the challenger; None where one had no forecast."""
    try:
        before, after = trials.forecast(champion, day), trials.forecast(challenger, day)
    except PredictionError:  # too young a shop on that day: the contest is decided by the other days
        return None
    bought = trials.almanac.bought(day, trials.horizon)
    return _less_surprise(before, after, bought, level_aside=challenger == Ensemble.model)


def _less_surprise(champion: Floats, challenger: Floats, bought: NDArray[np.bool_], *, level_aside: bool) -> Floats:
    if level_aside:
        champion, challenger = (_at_level(p, float(bought.mean())) for p in (champion, challenger))
    return losses(champion, bought) - losses(challenger, bought)


def _at_level(p: Floats, share: float) -> Floats:
    return sigmoid(log_odds(p) + shift_to(log_odds(p), share))


def _gain_between_halves(almanac: Almanac, horizon: float, champion: str, day: float) -> list[Floats]:
    """Return the ensemble's gains at `day` over customers of whom it learned nothing: it learned from the others."""
    history, gains = almanac.history, []
    try:
        for half in (0, 1):
            teacher, judge = (Almanac(_customers(history, parity)) for parity in (half, 1 - half))
            before, after = (_taught(name, teacher, judge.until(day), horizon) for name in (champion, Ensemble.model))
            gains.append(_less_surprise(before, after, judge.bought(day, horizon), level_aside=True))
    except PredictionError:  # half of this shop is too small to learn from
        return []
    return [np.concatenate(gains)]


def _taught(name: str, teacher: Almanac, judge: Almanac, horizon: float) -> Floats:
    """Return what `name` foretells of the judge's customers; a lifetime model, blind to windows, learns from them."""
    learns_from = teacher if name in (BASELINE, Ensemble.model) else judge
    return fit_model(name, learns_from, horizon=horizon).of(judge)


def _customers(history: PurchaseHistory, parity: int) -> PurchaseHistory:
    mine = history.code % 2 == parity
    return type(history)(
        history.customers, history.code[mine], history.day[mine], history.amount[mine], history.observed_until
    )
