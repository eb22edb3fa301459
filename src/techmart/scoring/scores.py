"""Scores of a moment: closed forms on stored summaries, so that time decays exactly whenever somebody looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techmart.core.clock import local_day
from techmart.prediction import BetaGeo, CustomerSummary, GammaGamma, WeightedRFM
from techmart.prediction.reasons import Population
from techmart.prediction.recipes import forecast
from techmart.prediction.rfm import QuintileCuts, group_names
from techmart.scoring.fitting import HORIZONS
from techmart.scoring.models import FittedModel, ModelRole
from techmart.scoring.watch import Watch, resume_watch

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
        summary = _summary(rows, self.watch, day)
        history = summary.select(BetaGeo.columns)
        expected = self.champion.expected_purchases(HORIZONS[-1], **history)
        per_purchase = self.spend.expected_spend(**summary.select(GammaGamma.columns))
        r, f, m = self.cuts.score_summary(summary)
        return Scores(
            day=day,
            summary=summary,
            probability={horizon: forecast(self.champion, summary, horizon) for horizon in HORIZONS},
            probability_alive=self.champion.probability_alive(**history),
            expected_purchases=expected,
            expected_value=expected * per_purchase,
            days_to_next=self.champion.next_purchase_quantile(0.5, **history),
            weighted_rfm=self.baseline.score(**summary.select(WeightedRFM.columns)),
            recency=r,
            frequency=f,
            monetary=m,
            group=group_names(r, f, m),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Every score of some customers on one day; arrays of one length, in the order of `summary`."""

    day: date
    summary: CustomerSummary
    probability: dict[int, Floats]  # by horizon in days
    probability_alive: Floats
    expected_purchases: Floats  # within the longest horizon
    expected_value: Floats  # the same, in minor units
    days_to_next: Floats  # median; inf where no next purchase is the likelier
    weighted_rfm: Floats
    recency: Integers  # quintile scores, 1 to 5
    frequency: Integers
    monetary: Integers
    group: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.summary)

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
    """Return the models in use; None in a shop that has not learned yet. One query, two after an import."""
    rows = FittedModel.objects.filter(is_current=True).values_list("role", "parameters")
    stored: dict[str, dict[str, Any]] = dict(rows)
    if len(stored) < len(ModelRole):
        return None
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
    first_on, last_on = (
        np.minimum(watch.number(np.array(days, dtype="datetime64[D]")), until) for days in (first, last)
    )
    return CustomerSummary(
        customer=np.array(customer, dtype=np.int64),
        first_purchase_on=first_on,
        last_purchase_on=last_on,
        purchases=np.array(purchases, dtype=np.float64),
        spend=np.array(spend, dtype=np.float64),
        first_day_spend=np.array(first_day_spend, dtype=np.float64),
        observed_until=until,
    )
