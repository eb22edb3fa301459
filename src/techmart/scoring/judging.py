"""How forecasts of earlier days came true, and which model that speaks for: no database in here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from techmart.prediction import BetaGeo, PredictionError, PurchaseHistory, SeasonalBetaGeo
from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import Verdict, rolling_cutoffs
from techmart.prediction.champion import BASELINE, WINDOWS, Choice, Trials, choose_champion
from techmart.prediction.engine import LEARNERS
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.individual_regularity import IndividualRegularity
from techmart.prediction.intervals import Uncertainty
from techmart.prediction.misses import learn_uncertainty

HORIZONS = (30, 60, 90)
# Models that a summary does not answer for: they need all of a customer's orders.
OF_ORDERS = (*LEARNERS, Ensemble.model, IndividualRegularity.model)
# What a first look is content with: the simple rule, and the two that most often beat it, fitted in a moment.
QUICK = (BASELINE, BetaGeo.model, SeasonalBetaGeo.model)

# Why a model was not judged, where it was not for want of data.
NO_TIME = "no time was left"

Progress = Callable[[str], None]


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
            missing[name] = NO_TIME
            continue
        progress(f"Judging {name}")
        for each in trials.values():
            verdicts += _verdicts(each, name, missing)
    judged = [name for name in names if missing.get(name) != NO_TIME]
    progress("Choosing the champions")
    choices = {horizon: choose_champion(each, horizon=horizon, names=judged) for horizon, each in trials.items()}
    uncertainty: dict[int, Uncertainty] = {}
    for horizon, choice in choices.items() if learns_widths else ():
        if not is_late():
            progress(f"Learning how far {choice.champion} may be off in {horizon} days")
            uncertainty[horizon] = learn_uncertainty(trials[horizon], choice.champion)
    return Judgement(verdicts, choices, judged, missing, uncertainty)


def _verdicts(trials: Trials, name: str, missing: dict[str, str]) -> list[Verdict]:
    verdicts = []
    for cutoff in rolling_cutoffs(trials.almanac.history, trials.horizon, windows=WINDOWS):
        try:
            verdicts.append(trials.verdict(name, cutoff, against=BASELINE))
        except PredictionError as error:  # too young a shop on that day: it is judged by the others
            missing[name] = str(error)
    return verdicts
