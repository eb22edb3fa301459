"""Scores of a moment: closed forms on stored summaries, so that time decays exactly whenever somebody looks.

A lifetime model says who is still a customer and when the next order comes. The champion of a horizon says who buys
within it. One that is a closed form is asked there and then. One that has learned from examples needs all of a
customer's orders and a forest of trees: it is asked at night and right after each order, and what is kept of its
answer is the *shift*, in log odds, from what the lifetime model says at that moment. Between, the lifetime model ages
and the shift stays (decision 0009).
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Case, JSONField, Value, When
from numpy.typing import NDArray

from techmart.core.clock import local_day
from techmart.prediction import CustomerSummary, PredictionError, WeightedRFM, from_dict
from techmart.prediction.base import Floats
from techmart.prediction.clv import lifetime_value
from techmart.prediction.contributions import Typical
from techmart.prediction.engine import Fitted
from techmart.prediction.features import log_odds
from techmart.prediction.intervals import Range
from techmart.prediction.learners import sigmoid
from techmart.prediction.outcomes import purchases_per_buyer
from techmart.prediction.recipes import forecast
from techmart.prediction.rfm import QuintileCuts, group_names
from techmart.prediction.waiting import FARTHEST_DAYS
from techmart.scoring.judging import HORIZONS, OF_ORDERS
from techmart.scoring.models import FittedModel, ModelRole
from techmart.scoring.watch import Watch, stored_watch
from techmart.scoring.widths import Width

logger = logging.getLogger(__name__)

# What a model raises that an earlier version stored: read or asked, it lacks something or has something else.
UNREADABLE = (PredictionError, KeyError, TypeError, ValueError)
# What scoring needs of a stored summary, in this order.
COLUMNS = (
    *("customer_id", "first_purchase_on", "last_purchase_on", "purchases", "spend", "first_day_spend"),
    *(f"shift_{horizon}" for horizon in HORIZONS),
)
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CurrentModels:
    """The fitted models in use; `champions` are those that need no more than a summary, by horizon."""

    champions: Mapping[int, Fitted]
    champion_names: Mapping[int, str]
    lifetime: Any
    spend: Any
    net_share: float
    widths: Mapping[int, Width]
    baseline: WeightedRFM
    cuts: QuintileCuts
    typical: Typical
    watch: Watch

    @property
    def of_orders(self) -> list[int]:
        """The horizons whose champion needs all of a customer's orders."""
        return [horizon for horizon, name in self.champion_names.items() if name in OF_ORDERS]

    def score(self, rows: Iterable[tuple[Any, ...]], *, now: datetime) -> "Scores":
        """Score summaries, given as rows of `COLUMNS`, as they stand at `now`."""
        day = self.watch.observed_until(local_day(now))
        columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
        shifts = np.array(columns[-len(HORIZONS) :], dtype=np.float64)
        return Scores(self, _summary(columns, self.watch, day), np.nan_to_num(shifts), day)


class Scores:
    """Scores of some customers on one day: arrays in the order of `summary`, each computed when first asked for."""

    def __init__(self, models: CurrentModels, summary: CustomerSummary, shifts: Floats, day: date) -> None:
        self.models, self.summary, self.day = models, summary, day
        self._shifts = shifts
        self._purchases = summary.select(models.lifetime.columns)

    def __len__(self) -> int:
        return len(self.summary)

    def __getitem__(self, rows: NDArray[np.int64]) -> "Scores":
        return Scores(self.models, self.summary[rows], self._shifts[:, rows], self.day)

    @cached_property
    def probability(self) -> dict[int, Floats]:
        """Chance of a purchase within 30, 60 and 90 days; more days never mean a smaller one, whoever says so."""
        said = np.maximum.accumulate([self._said(horizon) for horizon in HORIZONS])
        return dict(zip(HORIZONS, said, strict=True))

    @cached_property
    def probability_alive(self) -> Floats:
        """Chance of being a customer still."""
        alive = self.models.lifetime.probability_alive(**self._purchases)
        return np.maximum(alive, self.probability[HORIZONS[-1]])

    @cached_property
    def expected_purchases(self) -> Floats:
        """Mean number of purchases within the longest horizon: whether there are any, times how many then."""
        longest = HORIZONS[-1]
        expected = self.models.lifetime.expected_purchases(longest, **self._purchases)
        return self.probability[longest] * purchases_per_buyer(self._lifetime(longest), expected)

    @cached_property
    def expected_value(self) -> Floats:
        """What those purchases should bring, in minor units."""
        return self.expected_purchases * self.per_purchase

    @cached_property
    def per_purchase(self) -> Floats:
        """What one purchase should bring, in minor units."""
        spend = self.models.spend
        return np.asarray(spend.expected_spend(**self.summary.select(spend.columns)))

    def probability_range(self, horizon: int) -> tuple[Floats, Floats]:
        """Return between which values each chance lies, nine times in ten."""
        return self.models.widths[horizon].probability(self.probability[horizon])

    def value_range(self) -> tuple[Floats, Floats]:
        """Return between which amounts each customer's spend within the longest horizon lies."""
        return self.models.widths[HORIZONS[-1]].value(*self._of_longest())

    def buyers(self, horizon: int) -> Range:
        """Return how many of these customers will buy."""
        return self.models.widths[horizon].buyers(self.probability[horizon])

    def total_value(self) -> Range:
        """Return what these customers will spend within the longest horizon."""
        return self.models.widths[HORIZONS[-1]].total_value(*self._of_longest())

    def lifetime_value(self, days: int, *, discount_rate: float) -> Floats:
        """Return what each customer should still spend within so many days, in today's money."""
        models = self.models
        value = lifetime_value(
            models.lifetime, models.spend, self.summary, days, discount_rate=discount_rate, net_share=models.net_share
        )
        longest = HORIZONS[-1]
        said = np.divide(self.probability[longest], np.maximum(self._lifetime(longest), 1e-9))
        return np.asarray(value.residual * said)

    @cached_property
    def days_to_next(self) -> Floats:
        """Days by which the next purchase is as likely as not; inf where it is likelier never."""
        return self.days_to_next_with(0.5)

    def days_to_next_with(self, chance: float) -> Floats:
        """Return the days by which the next purchase has this chance; inf where it never has.

        The lifetime model's days, all its chances shifted by what the champion of the longest horizon makes of them.
        """
        asked = sigmoid(log_odds(np.full(len(self), chance)) - self._longest_shift)
        return self.models.lifetime.next_purchase_quantile(asked, **self._purchases)

    @cached_property
    def never(self) -> Floats:
        """Chance that there is no further purchase."""
        ever = 1.0 - self.models.lifetime.never_probability(**self._purchases)
        return 1.0 - np.maximum(sigmoid(log_odds(ever) + self._longest_shift), self.probability[HORIZONS[-1]])

    @cached_property
    def _longest_shift(self) -> Floats:
        return log_odds(self.probability[HORIZONS[-1]]) - log_odds(self._lifetime(HORIZONS[-1]))

    def _of_longest(self) -> tuple[Floats, ...]:
        return self.probability[HORIZONS[-1]], self.expected_purchases, self.per_purchase, self.summary.frequency

    def _said(self, horizon: int) -> Floats:
        champion = self.models.champions.get(horizon)
        if champion is not None:
            return forecast(champion.estimator, self.summary, horizon)
        return sigmoid(log_odds(self._lifetime(horizon)) + self._shifts[HORIZONS.index(horizon)])

    def _lifetime(self, horizon: int) -> Floats:
        return forecast(self.models.lifetime, self.summary, horizon)

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
    rows = FittedModel.objects.filter(is_current=True)
    # What these champions know may be large, and is only asked for after an order.
    large = When(role=ModelRole.CHAMPION, name__in=OF_ORDERS, then=Value({}, JSONField()))
    columns = rows.values_list("role", "horizon", "name", Case(large, default="parameters"))
    stored = {(role, horizon): (name, data) for role, horizon, name, data in columns}
    if not {(role, 0) for role in ModelRole if role != ModelRole.CHAMPION} <= stored.keys():
        return None
    try:
        return _read(stored)
    except UNREADABLE:
        logger.exception("The stored models cannot be read; run `techmart fit`.")
        return None


def _read(stored: Mapping[tuple[str, int], tuple[str, dict[str, Any]]]) -> CurrentModels:
    lifetime, baseline, spend = (
        stored[role, 0][1] for role in (ModelRole.LIFETIME, ModelRole.BASELINE, ModelRole.SPEND)
    )
    names = {horizon: stored[ModelRole.CHAMPION, horizon][0] for horizon in HORIZONS}
    return CurrentModels(
        champions={
            horizon: Fitted.from_dict(stored[ModelRole.CHAMPION, horizon][1])
            for horizon, name in names.items()
            if name not in OF_ORDERS
        },
        champion_names=names,
        lifetime=from_dict(lifetime),
        spend=from_dict(spend),
        net_share=float(spend["net_share"]),
        widths={horizon: Width.from_dict(lifetime["widths"][str(horizon)]) for horizon in HORIZONS},
        baseline=WeightedRFM.from_dict(baseline),
        cuts=QuintileCuts(**baseline["cuts"]),
        typical=Typical(**baseline["typical"]),
        watch=stored_watch(lifetime),
    )


def _summary(columns: Sequence[Sequence[Any]], watch: Watch, day: date) -> CustomerSummary:
    customer, first, last, purchases, spend, first_day_spend, *_ = columns
    until = watch.number_of(day)
    return CustomerSummary(
        customer=np.array(customer, dtype=np.int64),
        first_purchase_on=watch.numbers(first, until=until),
        last_purchase_on=watch.numbers(last, until=until),
        purchases=np.array(purchases, dtype=np.float64),
        spend=np.array(spend, dtype=np.float64),
        first_day_spend=np.array(first_day_spend, dtype=np.float64),
        observed_until=until,
    )
