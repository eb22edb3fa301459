"""The first page of Insights, put together."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext, pgettext

from techmart.backoffice.charts import Table, percent
from techmart.backoffice.insights import figures
from techmart.backoffice.insights.days import long_day
from techmart.backoffice.insights.model import verdict
from techmart.backoffice.insights.names import title_of
from techmart.backoffice.insights.quality import calibration
from techmart.core.clock import local_day
from techmart.core.languages import local_number
from techmart.prediction.champion import BASELINE
from techmart.prediction.intervals import Range
from techmart.scoring import queries
from techmart.scoring.judging import HORIZONS
from techmart.scoring.queries import ModelCard, Standing
from techmart.scoring.scores import Scores


def overview(asked: str, *, now: datetime) -> dict[str, Any]:
    """Return everything on the page; `asked` is a horizon in days, 90 where it makes no sense."""
    horizon = int(asked) if asked in map(str, HORIZONS) else HORIZONS[-1]
    scores = queries.customer_scores(now=now)
    if scores is None or not len(scores):
        return {"scores": None, "needs": queries.what_is_missing(now=now)}
    currency = queries.currency()
    card = queries.model_card(horizon)
    weeks = queries.weekly_revenue(now=now, currency=currency)
    return {
        "scores": scores,
        "as_of": as_of(scores, card, now=now),
        "facts": _facts(scores, currency),
        "horizon": horizon,
        "horizons": HORIZONS,
        "claims": [
            figures.repurchase_by_quintile(name, rates, horizon)
            for name, rates in queries.repurchase_by_quintile(horizon).items()
        ],
        "heat_map": figures.rfm_heat_map(queries.rfm_heat_map(scores)),
        "histograms": [
            figures.probability_histogram(queries.probability_histogram(scores, days), days) for days in (30, 90)
        ],
        "weekly": [figures.weekly_revenue(weeks, currency), figures.weekly_orders(weeks)] if weeks else [],
        **(_judged(card) if card and card.best and card.tenths else {}),
    }


def as_of(scores: Scores, card: ModelCard | None, *, now: datetime) -> str:
    """Say what day the scores speak of, and what they were learned from."""
    told = gettext("As of {day}.")
    if scores.day < local_day(now):
        told = gettext("As of {day}, the last day that the imported orders tell of.")
    told = told.format(day=long_day(scores.day))
    if card is None:
        return told
    learned = gettext("Learned from {orders} orders on {day}.")
    return f"{told} {learned.format(orders=local_number(card.orders), day=long_day(local_day(card.fitted_at)))}"


def _facts(scores: Scores, currency: str) -> list[tuple[str, str, str]]:
    """Return the few numbers that matter, each with what it is and, nine times in ten, where it will lie."""
    value = scores.total_value()
    money = partial(figures.whole_money, currency=currency)
    return [
        (local_number(len(scores)), gettext("customers who have bought"), ""),
        *(_expected(scores.buyers(days), days) for days in (30, 90)),
        (
            money(value.expected),
            gettext("expected revenue in 90 days"),
            gettext("{low} to {high}").format(low=money(value.low), high=money(value.high)),
        ),
    ]


def _expected(buyers: Range, days: int) -> tuple[str, str, str]:
    what = gettext("expected to buy within {days} days").format(days=days)
    span = gettext("{low} to {high}").format(low=local_number(buyers.low), high=local_number(buyers.high))
    return local_number(buyers.expected), what, span


def _judged(card: ModelCard) -> dict[str, Any]:
    return {
        "card": card,
        "champion": title_of(card.champion),
        "verdict": verdict(card),
        "calibration": calibration(card.tenths),
        "quality": Table(
            (
                gettext("Model"),
                gettext("Log loss"),
                "AUC",
                "ECE",
                gettext("Expected"),
                pgettext("customers", "Came back"),
            ),
            [_quality(standing) for standing in (card.best, card.standing_of(BASELINE)) if standing],
        ),
    }


def _quality(one: Standing) -> list[str]:
    auc = "–" if one.auc is None else local_number(one.auc, 3)
    losses = [local_number(one.log_loss, 4), auc, local_number(one.ece, 3)]
    return [title_of(one.model), *losses, percent(one.expected), percent(one.came)]
