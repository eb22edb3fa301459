"""The shop as a whole: what the charts show."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Count, Min, Q

from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.prediction.base import Floats
from techmart.prediction.phrases import Phrase
from techmart.prediction.rfm import QuintileRate, heat_map
from techmart.scoring.fitting import what_is_wanting
from techmart.scoring.judging import HORIZONS
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole, ScoringSettings
from techmart.scoring.scores import Integers, Scores, current_models
from techmart.scoring.watch import find_watch
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
class WeightsInUse:
    """The weights w1, w2, w3 of the weighted score, and what the shop's orders would have them be."""

    used: tuple[float, float, float]
    learned: tuple[float, float, float] | None


def what_is_missing(*, now: datetime) -> list[Phrase]:
    """Say what the shop has too little of to learn from; nothing where the next fit can."""
    found = CustomerSummary.objects.aggregate(
        customers=Count("pk"), returned=Count("pk", filter=Q(purchases__gt=1)), first=Min("first_purchase_on")
    )
    until = find_watch().observed_until(local_day(now))
    days = max((until - found["first"]).days, 0) if found["first"] else 0
    return what_is_wanting(customers=found["customers"], returned=found["returned"], days=days)


def repurchase_by_quintile(horizon: int = 90) -> dict[str, list[QuintileRate]]:
    """Return how often each fifth of the customers bought again, by "recency", "frequency" and "monetary".

    They are scored as they stood `horizon` days before the newest fit. Empty before the shop is old enough.
    """
    fitted = FittedModel.objects.filter(role=ModelRole.BASELINE, is_current=True).first()
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
