"""How forecasts of earlier days came true, and which model that speaks for: no database in here."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.prediction import BetaGeo, PredictionError, PurchaseHistory, SeasonalBetaGeo
from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import rolling_cutoffs
from techmart.prediction.base import Floats
from techmart.prediction.champion import BASELINE, WINDOWS, Choice, Trials, choose_champion
from techmart.prediction.diagnostics import gain_curve
from techmart.prediction.engine import LEARNERS
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.individual_regularity import IndividualRegularity
from techmart.prediction.intervals import Uncertainty
from techmart.prediction.misses import learn_uncertainty
from techmart.prediction.tournament import judge_forecast

HORIZONS = (30, 60, 90)
# Models that a summary does not answer for: they need all of a customer's orders.
OF_ORDERS = (*LEARNERS, Ensemble.model, IndividualRegularity.model)
# What a first look is content with: the simple rule, and the two that most often beat it, fitted in a moment.
QUICK = (BASELINE, BetaGeo.model, SeasonalBetaGeo.model)

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one model's forecasts of the `horizon` days after `cutoff` came true."""

    model: str
    horizon: int
    cutoff: float
    customers: int
    buyers: int
    expected: float
    figures: dict[str, float | None]
    tenths: list[dict[str, Any]]
    gains: list[dict[str, float]]

    @property
    def log_loss(self) -> float:
        """What wrong forecasts cost."""
        return self.figures["log_loss"] or 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """Every verdict, the champion of each horizon, and who has no verdict: too little was known, or time ran out.

    `choices` says by horizon who was chosen, and by which contests.
    `uncertainty` says how far the champions' forecasts may be off; where it was not learned, there is none.
    """

    verdicts: list[Verdict]
    choices: dict[int, Choice]
    judged: list[str]
    missing: dict[str, str]
    uncertainty: dict[int, Uncertainty] = field(default_factory=dict)

    @property
    def champions(self) -> dict[int, str]:
        """The name of each horizon's champion."""
        return {horizon: choice.champion for horizon, choice in self.choices.items()}


def judge(
    history: PurchaseHistory,
    *,
    names: Sequence[str],
    progress: Progress = lambda message: None,
    is_late: Callable[[], bool] = lambda: False,
    learns_widths: bool = False,
) -> Judgement:
    """Judge the models in the latest windows of every horizon, and choose among those that were judged in time.

    To learn how far the champions may be off takes up to a dozen more windows of each.

    The champion is chosen by these very windows, so it looks a little better in them than it is.
    """
    almanac = Almanac(history)
    trials = {horizon: Trials(almanac, horizon) for horizon in HORIZONS}
    verdicts: list[Verdict] = []
    missing: dict[str, str] = {}
    names = list(dict.fromkeys([BASELINE, *names]))
    for name in names:
        if is_late() and name != BASELINE:
            missing[name] = "no time was left"
            continue
        progress(f"Judging {name}")
        for each in trials.values():
            verdicts += _verdicts(each, name, missing)
    judged = [name for name in names if missing.get(name) != "no time was left"]
    progress("Choosing the champions")
    choices = {horizon: choose_champion(each, horizon=horizon, names=judged) for horizon, each in trials.items()}
    uncertainty: dict[int, Uncertainty] = {}
    for horizon, choice in choices.items() if learns_widths else ():
        if not is_late():
            progress(f"Learning how far {choice.champion} may be off in {horizon} days")
            uncertainty[horizon] = learn_uncertainty(trials[horizon], choice.champion)
    return Judgement(verdicts, choices, judged, missing, uncertainty)


def _verdicts(trials: Trials, name: str, missing: dict[str, str]) -> list[Verdict]:
    horizon, verdicts = int(trials.horizon), []
    for cutoff in rolling_cutoffs(trials.almanac.history, horizon, windows=WINDOWS):
        try:
            p = trials.forecast(name, cutoff)
        except PredictionError as error:  # too young a shop on that day: it is judged by the others
            missing[name] = str(error)
            continue
        bought, baseline = trials.almanac.bought(cutoff, horizon), trials.forecast_or_none(BASELINE, cutoff)
        verdicts.append(verdict(name, horizon, cutoff, p, bought, baseline))
    return verdicts


def verdict(
    model: str, horizon: int, cutoff: float, p: Floats, bought: NDArray[np.bool_], baseline: Floats | None
) -> Verdict:
    """Hold forecasts against what happened."""
    return Verdict(
        model=model,
        horizon=horizon,
        cutoff=cutoff,
        customers=len(p),
        buyers=int(bought.sum()),
        expected=float(p.sum()),
        figures=judge_forecast(p, bought, baseline).to_dict(),
        tenths=tenths(p, bought),
        gains=[asdict(point) for point in gain_curve(p, bought)],
    )


def tenths(probability: Floats, happened: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Group forecasts by the tenth they fall in; empty tenths are left out.

    >>> tenths(np.array([0.31, 0.39, 0.05]), np.array([True, False, False]))[1]
    {'tenth': 3, 'customers': 2, 'predicted': 0.35, 'bought': 1}
    """
    tenth = np.minimum((probability * 10).astype(int), 9)
    return [
        {
            "tenth": number,
            "customers": int((tenth == number).sum()),
            "predicted": float(probability[tenth == number].mean()),
            "bought": int(happened[tenth == number].sum()),
        }
        for number in np.unique(tenth).tolist()
    ]
