"""Scores of a moment: closed forms on stored summaries, so that time decays exactly whenever somebody looks."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.core.clock import local_day
from techmart.prediction import BetaGeo, CustomerSummary, GammaGamma, PredictionError, WeightedRFM
from techmart.prediction.reasons import Population
from techmart.prediction.recipes import forecast
from techmart.prediction.rfm import QuintileCuts, group_names
from techmart.scoring.fitting import HORIZONS
from techmart.scoring.models import FittedModel, ModelRole
from techmart.scoring.watch import EPOCH, Watch, resume_watch

logger = logging.getLogger(__name__)

FARTHEST_DAYS = 3650
# What scoring needs of a stored summary, in this order.
COLUMNS = ("customer_id", "first_purchase_on", "last_purchase_on", "purchases", "spend", "first_day_spend")
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CurrentModels:
    """The fitted models in use."""

    champion: BetaGeo
    spend: GammaGamma
    baseline: WeightedRFM
    cuts: QuintileCuts
    population: Population
    watch: Watch

    def score(self, rows: Iterable[tuple[Any, ...]], *, now: datetime) -> "Scores":
        """Score summaries, given as rows of `COLUMNS`, as they stand at `now`."""
        day = self.watch.observed_until(local_day(now))
        return Scores(self, _summary(rows, self.watch, day), day)


class Scores:
    """Scores of some customers on one day: arrays in the order of `summary`, each computed when first asked for."""

    def __init__(self, models: CurrentModels, summary: CustomerSummary, day: date) -> None:
        self.models, self.summary, self.day = models, summary, day
        self._purchases = summary.select(BetaGeo.columns)

    def __len__(self) -> int:
        return len(self.summary)

    def __getitem__(self, rows: NDArray[np.int64]) -> "Scores":
        return Scores(self.models, self.summary[rows], self.day)

    @cached_property
    def probability(self) -> dict[int, Floats]:
        """Chance of a purchase within 30, 60 and 90 days."""
        return {horizon: forecast(self.models.champion, self.summary, horizon) for horizon in HORIZONS}

    @cached_property
    def probability_alive(self) -> Floats:
        """Chance of being a customer still."""
        return self.models.champion.probability_alive(**self._purchases)

    @cached_property
    def expected_purchases(self) -> Floats:
        """Mean number of purchases within the longest horizon."""
        return self.models.champion.expected_purchases(HORIZONS[-1], **self._purchases)

    @cached_property
    def expected_value(self) -> Floats:
        """What those purchases should bring, in minor units."""
        per_purchase = self.models.spend.expected_spend(**self.summary.select(GammaGamma.columns))
        return self.expected_purchases * per_purchase

    @cached_property
    def days_to_next(self) -> Floats:
        """Days by which the next purchase is as likely as not; inf where it is likelier never."""
        return self.days_to_next_with(0.5)

    def days_to_next_with(self, chance: float) -> Floats:
        """Return the days by which the next purchase has this chance; inf where it never has."""
        return self.models.champion.next_purchase_quantile(chance, **self._purchases)

    @cached_property
    def weighted_rfm(self) -> Floats:
        """The weighted score P(R)."""
        return self.models.baseline.score(**self.summary.select(WeightedRFM.columns))

    @cached_property
    def quintiles(self) -> tuple[Integers, ...]:
        """R, F and M, each from 1 to 5."""
        return self.models.cuts.score_summary(self.summary)

    @cached_property
    def group(self) -> NDArray[np.str_]:
        """The plain name of each customer's RFM group."""
        return group_names(*self.quintiles)

    def next_purchase_on(self, row: int) -> date | None:
        """Return the day by which the next purchase is as likely as not; None where it is likelier never."""
        return day_in(self.day, self.days_to_next[row])

    def row(self, row: int) -> dict[str, Any]:
        """Return one customer's columns of a stored `Score`."""
        return {
            "customer_id": int(self.summary.customer[row]),
            "probability_alive": float(self.probability_alive[row]),
            **{f"probability_{horizon}": float(self.probability[horizon][row]) for horizon in HORIZONS},
            "expected_purchases_90": float(self.expected_purchases[row]),
            "expected_value_90": float(self.expected_value[row]),
            "weighted_rfm": float(self.weighted_rfm[row]),
            "next_purchase_on": self.next_purchase_on(row),
        }


def day_in(day: date, days: float) -> date | None:
    """Return the day so many days later; None beyond ten years, which nobody can tell from never."""
    return day + timedelta(days=round(days)) if days <= FARTHEST_DAYS else None


def current_models() -> CurrentModels | None:
    """Return the models in use; None in a shop that has not learned yet. One query, two after an import.

    Stored models that this version cannot read count as none: an order must not fail because of a forecast, and the
    next fit replaces them.
    """
    rows = FittedModel.objects.filter(is_current=True).values_list("role", "parameters")
    stored: dict[str, dict[str, Any]] = dict(rows)
    if len(stored) < len(ModelRole):
        return None
    try:
        return _read(stored)
    except (PredictionError, KeyError, TypeError, ValueError):
        logger.exception("The stored models cannot be read; run `techmart fit`.")
        return None


def _read(stored: dict[str, dict[str, Any]]) -> CurrentModels:
    champion, baseline = stored[ModelRole.CHAMPION], stored[ModelRole.BASELINE]
    imported_until = champion["imported_until"]
    return CurrentModels(
        champion=BetaGeo.from_dict(champion),
        spend=GammaGamma.from_dict(stored[ModelRole.SPEND]),
        baseline=WeightedRFM.from_dict(baseline),
        cuts=QuintileCuts(**baseline["cuts"]),
        population=Population(**baseline["population"]),
        watch=resume_watch(date.fromisoformat(imported_until) if imported_until else None),
    )


def _summary(rows: Iterable[tuple[Any, ...]], watch: Watch, day: date) -> CustomerSummary:
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    customer, first, last, purchases, spend, first_day_spend = columns
    until = watch.number_of(day)
    # An order dated after today is an import's mistake: it counts as today's.
    first_on, last_on = (np.minimum(watch.number(_epoch_days(days)), until) for days in (first, last))
    return CustomerSummary(
        customer=np.array(customer, dtype=np.int64),
        first_purchase_on=first_on,
        last_purchase_on=last_on,
        purchases=np.array(purchases, dtype=np.float64),
        spend=np.array(spend, dtype=np.float64),
        first_day_spend=np.array(first_day_spend, dtype=np.float64),
        observed_until=until,
    )


def _epoch_days(days: Sequence[date]) -> Floats:
    """Return days since 1970-01-01; ten times as quick as numpy's own reading of date objects."""
    return np.fromiter(map(date.toordinal, days), np.float64, len(days)) - EPOCH.toordinal()
