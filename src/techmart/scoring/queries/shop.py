"""The shop as a whole: what the charts show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.prediction import WeightedRFM
from techmart.prediction.rfm import QuintileRate, heat_map
from techmart.scoring.fitting import HORIZONS
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole, ScoringSettings
from techmart.scoring.scores import Floats, Integers, Scores, current_models
from techmart.tracking.enums import EventName, Metric
from techmart.tracking.models import DayStat

TENTHS = 10
QUINTILES = ("recency", "frequency", "monetary")


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap:
    """Customers by recency score (rows) and frequency score (columns), 1 to 5, with their mean 90-day probability."""

    customers: Integers
    probability: Floats
    expected: Floats  # buyers expected within 90 days


@dataclass(frozen=True, slots=True)
class Week:
    """What a week brought in, in minor units, and how many orders; `starts_on` is a Monday."""

    starts_on: date
    revenue: int
    orders: int


@dataclass(frozen=True, slots=True)
class Tenth:
    """Customers who were given a probability within one tenth, and how many of them bought."""

    tenth: int
    customers: int
    predicted: float
    bought: int

    @property
    def observed(self) -> float:
        """The share of them who bought."""
        return self.bought / self.customers


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the windows of a backtest."""

    log_loss: float
    auc: float | None
    ece: float
    base_rate: float
    mean_predicted: float


@dataclass(frozen=True, slots=True)
class ModelCard:
    """How good the forecasts of one horizon were on the shop's own past."""

    horizon: int
    champion: Quality
    baseline: Quality
    cutoffs: list[date]
    customers: int
    tenths: list[Tenth]
    fitted_at: datetime
    orders: int

    @property
    def is_champion_better(self) -> bool:
        """Whether the champion was at least as good as the weighted score, by log loss."""
        return self.champion.log_loss <= self.baseline.log_loss


@dataclass(frozen=True, slots=True)
class WeightsInUse:
    """The weights w1, w2, w3 of the weighted score, and what the shop's orders would have them be."""

    used: tuple[float, float, float]
    learned: tuple[float, float, float] | None


def model_card(horizon: int = 30) -> ModelCard | None:
    """Return what the newest fit found out about its forecasts; None where no window was long enough."""
    fitted = FittedModel.objects.filter(role=ModelRole.CHAMPION, is_current=True).first()
    judgements = [j for j in fitted.metrics["judgements"] if j["horizon"] == horizon] if fitted else []
    if fitted is None or not judgements:
        return None
    baseline = [judgement for judgement in judgements if judgement["model"] == WeightedRFM.model]
    champion = [judgement for judgement in judgements if judgement["model"] == fitted.name]
    return ModelCard(
        horizon=horizon,
        champion=_quality(champion),
        baseline=_quality(baseline),
        cutoffs=[date.fromisoformat(judgement["cutoff"]) for judgement in champion],
        customers=champion[-1]["customers"],
        tenths=[Tenth(**tenth) for tenth in fitted.metrics["calibration"][str(horizon)]],
        fitted_at=fitted.fitted_at,
        orders=fitted.orders,
    )


def repurchase_by_quintile(horizon: int = 90) -> dict[str, list[QuintileRate]]:
    """Return how often each fifth of the customers bought again, by "recency", "frequency" and "monetary".

    They are scored as they stood `horizon` days before the newest fit. Empty before the shop is old enough.
    """
    fitted = FittedModel.objects.filter(role=ModelRole.CHAMPION, is_current=True).first()
    rates = fitted.metrics["quintiles"].get(str(horizon)) if fitted else None
    if rates is None:
        return {}
    # By name: a database may keep the keys of JSON in an order of its own.
    return {name: [QuintileRate(**rate) for rate in rates[name]] for name in QUINTILES}


def weights_in_use() -> WeightsInUse:
    """Return what the weighted score is weighed by; before the first fit, what it will start from."""
    fitted = FittedModel.objects.filter(role=ModelRole.BASELINE, is_current=True).first()
    if fitted is None:
        return WeightsInUse(ScoringSettings.current().weights, None)
    recency, frequency, monetary = fitted.named_parameters.values()
    return WeightsInUse((recency, frequency, monetary), tuple(fitted.metrics["learned_weights"]))


def currency() -> str:
    """Return the currency of the shop's orders; the shop's own where there is none yet."""
    stored = CustomerSummary.objects.values_list("currency", flat=True).first()
    return stored or ShopSettings.current().currency


def rfm_heat_map(scores: Scores) -> HeatMap:
    """Return where customers stand between lately and long ago, once and often."""
    recency, frequency, _ = scores.quintiles
    customers, probability = heat_map(recency, frequency, scores.probability[HORIZONS[-1]])
    return HeatMap(customers, probability, np.nan_to_num(probability) * customers)


def probability_histogram(scores: Scores, horizon: int) -> list[int]:
    """Return how many customers have a probability of 0-10 %, 10-20 %, ... 90-100 %."""
    tenth = np.minimum((scores.probability[horizon] * TENTHS).astype(int), TENTHS - 1)
    return np.bincount(tenth, minlength=TENTHS).tolist()


def weekly_revenue(*, now: datetime, weeks: int = 104, currency: str) -> list[Week]:
    """Return the last whole weeks, oldest first, from the day counts; weeks before the first sale are left out."""
    models = current_models()
    today = models.watch.observed_until(local_day(now)) if models else local_day(now)
    end = today - timedelta(days=today.weekday())
    start = end - timedelta(weeks=weeks)
    rows = (
        DayStat.objects.filter(day__gte=start, day__lt=end, metric__in=[Metric.REVENUE, EventName.ORDER_PLACED])
        .filter(currency__in=["", currency])
        .values_list("day", "metric", "value")
    )
    totals = np.zeros((weeks, 2), dtype=np.int64)
    for day, metric, value in rows:
        totals[(day - start).days // 7, int(metric == EventName.ORDER_PLACED)] += value
    first = int(np.flatnonzero(totals.any(axis=1)).min(initial=weeks))
    return [
        Week(start + timedelta(weeks=index), int(totals[index, 0]), int(totals[index, 1]))
        for index in range(first, weeks)
    ]


def _quality(judgements: Sequence[dict[str, Any]]) -> Quality:
    def mean(name: str) -> float:
        return sum(judgement[name] for judgement in judgements) / len(judgements)

    known = all(judgement["auc"] is not None for judgement in judgements)
    return Quality(
        mean("log_loss"), mean("auc") if known else None, mean("ece"), mean("base_rate"), mean("mean_predicted")
    )
