"""The first page of Insights, put together."""

from datetime import datetime
from typing import Any

from techmart.backoffice.charts import Table, percent
from techmart.backoffice.insights import figures
from techmart.backoffice.insights.days import long_day
from techmart.core.clock import local_day
from techmart.core.money import Money
from techmart.scoring import queries
from techmart.scoring.fitting import HORIZONS
from techmart.scoring.queries import ModelCard, Quality
from techmart.scoring.scores import Scores

LEGEND = (
    "Log loss: what wrong forecasts cost, lower is better. AUC: of two people, how often the one who came back had "
    "been given the higher chance. ECE: how far chances were from what happened, on average."
)


def overview(asked: str, *, now: datetime) -> dict[str, Any]:
    """Return everything on the page; `asked` is a horizon in days, 90 where it makes no sense."""
    horizon = int(asked) if asked in map(str, HORIZONS) else HORIZONS[-1]
    scores = queries.customer_scores(now=now)
    if scores is None or not len(scores):
        return {"scores": None}
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
        **(_judged(card) if card else {}),
    }


def as_of(scores: Scores, card: ModelCard | None, *, now: datetime) -> str:
    """Say what day the scores speak of, and what they were learned from."""
    said = f"As of {long_day(scores.day)}"
    if scores.day < local_day(now):
        said += ", the last day that the imported orders tell of"
    if card:
        said += f"; learned from {card.orders:,} orders on {long_day(local_day(card.fitted_at))}"
    return f"{said}."


def verdict(card: ModelCard) -> str:
    """Say in words whether the model beats the simple rule."""
    windows = len(card.cutoffs)
    stretch = f"{windows} earlier stretches of {card.horizon} days" if windows > 1 else f"{card.horizon} earlier days"
    came = f"it expected {percent(card.champion.mean_predicted)} to come back, {percent(card.champion.base_rate)} did"
    if card.is_champion_better:
        return f"Over {stretch}, BG/NBD was closer to what happened than the weighted score: {came}."
    return f"Over {stretch}, the weighted score was closer to what happened than BG/NBD ({came}): go by the former."


def _facts(scores: Scores, currency: str) -> list[tuple[str, str]]:
    """Return the few numbers that matter, each with what it is."""
    value = Money(round(float(scores.expected_value.sum())), currency)
    return [
        (f"{len(scores):,}", "customers who have bought"),
        (f"{scores.probability[30].sum():,.0f}", "expected to buy within 30 days"),
        (f"{scores.probability[90].sum():,.0f}", "expected to buy within 90 days"),
        (str(value).partition(".")[0], "expected revenue in 90 days"),
    ]


def _judged(card: ModelCard) -> dict[str, Any]:
    return {
        "card": card,
        "verdict": verdict(card),
        "calibration": figures.calibration(card),
        "quality": Table(
            ("Model", "Log loss", "AUC", "ECE", "Expected", "Came back"),
            [_quality("BG/NBD", card.champion), _quality("Weighted score", card.baseline)],
        ),
        "legend": LEGEND,
    }


def _quality(name: str, quality: Quality) -> list[str]:
    auc = "-" if quality.auc is None else f"{quality.auc:.3f}"
    shares = [percent(quality.mean_predicted), percent(quality.base_rate)]
    return [name, f"{quality.log_loss:.4f}", auc, f"{quality.ece:.3f}", *shares]
