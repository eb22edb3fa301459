"""One customer: what they are likely to do, why we think so, and what happened."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime

from techmart.accounts.models import Customer
from techmart.core.money import Money
from techmart.orders.models import Order
from techmart.prediction import WeightedRFM
from techmart.prediction.base import Floats
from techmart.prediction.contributions import Contribution, Explainer, amount_in_words
from techmart.prediction.engine import Fitted
from techmart.prediction.features import Crowd
from techmart.scoring.facts import with_facts
from techmart.scoring.history import purchases_of
from techmart.scoring.judging import HORIZONS
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole, Score
from techmart.scoring.queries.customers import quintiles_of
from techmart.scoring.scores import COLUMNS, UNREADABLE, CurrentModels, Scores, current_models, day_in
from techmart.tracking.enums import ORDER_EVENTS
from techmart.tracking.models import Event

logger = logging.getLogger(__name__)

TIMELINE = 40
YEAR, DISCOUNT_RATE = 365, 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the weighted score: w times a number scaled to [0, 1]."""

    letter: str
    weight: float
    scaled: float

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return self.weight * self.scaled


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    event: str
    order: Order | None = None
    product: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a customer is likely to do, on `day`."""

    day: date
    probabilities: dict[int, float]
    ranges: dict[int, tuple[float, float]]  # where each probability lies, nine times in ten
    probability_alive: float
    expected_purchases: float
    expected_value: Money
    value_range: tuple[Money, Money]
    year_value: Money  # what they should spend within a year, in today's money
    next_on: date | None  # as likely before as after; None: more likely never
    next_from: date | None  # a quarter of the chance lies before it
    next_until: date | None  # a quarter of the chance lies after it, or never
    never: float  # chance that there is no further order
    weighted_rfm: float
    weighted_probability: float | None  # within the longest horizon; None where the shop is too young to say
    parts: list[Part]
    quintiles: tuple[int, int, int]
    group: str
    reasons: list[Contribution]


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """Everything on a customer's page; no forecast before the first purchase or the first fit."""

    customer: Customer
    summary: CustomerSummary | None
    forecast: Forecast | None
    history: list[Score]
    timeline: list[Entry]


def customer_card(customer: Customer, *, now: datetime) -> CustomerCard:
    """Return what is known and likely of one customer at `now`: eight queries at most."""
    summary = CustomerSummary.objects.filter(customer=customer).first()
    models = current_models()
    forecast = _forecast(models, summary, now) if models and summary else None
    history = list(Score.objects.filter(customer=customer).exclude(run__finished_at=None).order_by("scored_at"))
    return CustomerCard(customer, summary, forecast, history, _timeline(customer))


def _forecast(models: CurrentModels, stored: CustomerSummary, now: datetime) -> Forecast:
    scores = models.score([tuple(getattr(stored, name) for name in COLUMNS)], now=now)
    quantiles = [day_in(scores.day, scores.days_to_next_with(chance)[0]) for chance in (0.25, 0.5, 0.75)]
    low, high = _ends(scores.value_range())
    group = str(scores.group[0])
    return Forecast(
        day=scores.day,
        probabilities={horizon: float(column[0]) for horizon, column in scores.probability.items()},
        ranges={horizon: _ends(scores.probability_range(horizon)) for horizon in scores.probability},
        probability_alive=float(scores.probability_alive[0]),
        expected_purchases=float(scores.expected_purchases[0]),
        expected_value=Money(round(scores.expected_value[0]), stored.currency),
        value_range=(Money(round(low), stored.currency), Money(round(high), stored.currency)),
        year_value=Money(round(scores.lifetime_value(YEAR, discount_rate=DISCOUNT_RATE)[0]), stored.currency),
        next_from=quantiles[0],
        next_on=quantiles[1],
        next_until=quantiles[2],
        never=float(scores.never[0]),
        weighted_rfm=float(scores.weighted_rfm[0]),
        weighted_probability=_weighted_probability(models.baseline, scores),
        parts=_parts(models.baseline, scores),
        quintiles=quintiles_of(scores, 0),
        group=group,
        reasons=_reasons(models, scores, stored),
    )


def _ends(ends: tuple[Floats, Floats]) -> tuple[float, float]:
    return float(ends[0][0]), float(ends[1][0])


def _weighted_probability(baseline: WeightedRFM, scores: Scores) -> float | None:
    longest = HORIZONS[-1]
    if str(longest) not in baseline.calibrations_:
        return None
    return float(baseline.repurchase_probability(longest, **scores.summary.select(WeightedRFM.columns))[0])


def _parts(baseline: WeightedRFM, scores: Scores) -> list[Part]:
    weights = baseline.parameters_.values()
    scaled = [
        float(baseline.scales_[name](values)[0]) for name, values in scores.summary.select(WeightedRFM.columns).items()
    ]
    return [Part(*term) for term in zip("RFM", weights, scaled, strict=True)]


def _reasons(models: CurrentModels, scores: Scores, stored: CustomerSummary) -> list[Contribution]:
    """Ask the champion of the longest horizon again, with one thing about the customer made typical.

    It takes two queries, and three more where the champion has learned from examples. There are none where this version
    cannot read what an earlier one stored.
    """
    try:
        explainer = _explainer(models, scores, stored)
        found = explainer.reasons([0])[0] if explainer else []
    except UNREADABLE:
        logger.exception("The champion of %d days cannot be asked; run `techmart fit`.", HORIZONS[-1])
        return []
    return [_in_money(one, stored, models.typical.amount) if one.factor == "amount" else one for one in found]


def _explainer(models: CurrentModels, scores: Scores, stored: CustomerSummary) -> Explainer | None:
    history = purchases_of([stored.pk], watch=models.watch, day=scores.day)
    if not len(history.code):  # an import dated all their orders after today
        return None
    champion, crowd = models.champions.get(HORIZONS[-1]), None
    if champion is None:
        row = FittedModel.objects.filter(role=ModelRole.CHAMPION, horizon=HORIZONS[-1], is_current=True).first()
        if row is None or row.name != models.champion_names[HORIZONS[-1]]:  # another has just come to its place
            return None
        champion = Fitted.from_dict(row.parameters)
        crowd = Crowd.from_dict(row.parameters["crowd"])
        history = with_facts(history, [stored.pk], watch=models.watch, day=scores.day)
    return Explainer(champion, history, typical=models.typical, crowd=crowd)


def _in_money(one: Contribution, stored: CustomerSummary, typical: float) -> Contribution:
    mean, usual = (Money(round(minor), stored.currency) for minor in (stored.spend / stored.purchases, typical))
    return replace(one, fact=amount_in_words(mean, usual))


def _timeline(customer: Customer) -> list[Entry]:
    """Return the newest of their orders and of what they did and agreed to have remembered."""
    orders = [Entry(order.placed_at, "order", order) for order in Order.objects.filter(customer=customer)[:TIMELINE]]
    # Orders tell their own events themselves.
    seen = Event.objects.filter(customer=customer).exclude(name__in=ORDER_EVENTS).select_related("product")[:TIMELINE]
    events = [
        Entry(event.at, event.name, product=str(event.product or ""), detail=event.data.get("text", ""))
        for event in seen
    ]
    return sorted([*orders, *events], key=lambda entry: entry.at, reverse=True)[:TIMELINE]
