"""The model card, put together: which model, since when, how good, and how what it said came true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from techmart.backoffice.charts import Table, percent
from techmart.backoffice.insights import quality
from techmart.backoffice.insights.days import long_day
from techmart.backoffice.insights.names import title_of
from techmart.core.clock import local_day
from techmart.prediction.champion import BASELINE
from techmart.prediction.engine import NAMES
from techmart.scoring import queries
from techmart.scoring.judging import HORIZONS
from techmart.scoring.queries import ModelCard, Standing, TrackRecord, Window

LEGEND = (
    "Log loss: what wrong forecasts cost, lower is better. AUC: of two people, how often the one who came back had "
    "been given the higher chance. Brier: the mean squared distance between chance and outcome. ECE: how far chances "
    "were from what happened, on average; the floor is what luck alone leaves. Gain: log loss saved against the "
    "weighted score, with its standard error."
)
HEADER = ("Model", "Log loss", "AUC", "Brier", "ECE", "Floor", "Expected", "Came back", "Gain")
NIGHT_ENDS = 6  # o'clock


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the leaderboard."""

    model: str
    title: str
    cells: list[str]
    is_champion: bool
    is_shown: bool


def model_page(asked: str, shown: str, *, now: datetime) -> dict[str, Any]:
    """Return everything on the page; a horizon or a model that makes no sense is taken for the usual one."""
    horizon = int(asked) if asked in map(str, HORIZONS) else HORIZONS[0]
    page: dict[str, Any] = {"horizon": horizon, "horizons": HORIZONS}
    card = queries.model_card(horizon, shown=shown)
    if card is None:
        return {**page, "card": None, "needs": queries.what_is_missing(now=now)}
    record = queries.track_record(horizon, card.shown)
    return {
        **page,
        "card": card,
        "champion": title_of(card.champion),
        "trained": trained(card, now=now),
        "since": long_day(local_day(card.since)),
        "verdict": verdict(card),
        "shown": title_of(card.shown),
        "figures": _figures(card),
        "header": HEADER,
        "rows": [_row(card, standing) for standing in card.standings],
        "windows": _deciding(card, record),
        "waiting": waiting(card),
        "legend": LEGEND,
        "history": _history(record.windows) if record.windows else None,
        "live": [said(window) for window in record.live],
        "live_figure": quality.calibration(record.live_tenths) if record.live_tenths else None,
        "is_live_worse": bool(record.live) and is_worse(record.live[0].standing),
        "first_live_on": record.first_live_on,
    }


def trained(card: ModelCard, *, now: datetime) -> str:
    """Say when the model was fitted, and on how much."""
    at, today = timezone.localtime(card.fitted_at), local_day(now)
    if at.date() == today:
        when = "last night" if at.hour < NIGHT_ENDS else "today"
    elif at.date() == today - timedelta(days=1):
        when = "yesterday"
    else:
        when = f"on {long_day(at.date())}"
    return f"Trained {when} on {card.orders:,} orders of {card.customers:,} customers."


def verdict(card: ModelCard) -> str:
    """Say in words whether the model beats the simple rule, and by how much."""
    best = card.best
    if best is None:
        return f"No stretch of {card.horizon} days is old enough to hold forecasts against."
    stretch = (
        f"{best.windows} earlier stretches of {card.horizon} days"
        if best.windows > 1
        else f"{card.horizon} earlier days"
    )
    came = f"it expected {percent(best.expected)} to come back, {percent(best.came)} did"
    if card.is_simple_rule:
        tried = f"{title_of(card.fell_back_from)} was" if card.fell_back_from else "others were"
        return f"Over {stretch} {tried} not closer to what happened than the weighted score, so it is used: {came}."
    if best.gain is not None and best.gain <= 0:
        return (
            f"Over {stretch} {title_of(card.champion)} was not closer to what happened than the weighted score, "
            f"but too little happened for that to decide: {came}."
        )
    return f"Over {stretch} {title_of(card.champion)} was closer to what happened than the weighted score: {came}."


def waiting(card: ModelCard) -> list[str]:
    """Say which models were not judged, and why."""
    judged = {standing.model for standing in card.standings}
    left = [name for name in NAMES if name not in judged and name not in card.missing]
    said = [f"{title_of(name)}: {reason}" for name, reason in card.missing.items() if name not in judged]
    if left:
        said.append(f"Judged in the night, not at a first look: {', '.join(map(title_of, left))}.")
    return said


def is_worse(standing: Standing) -> bool:
    """Whether the simple rule would have done better, by more than chance explains."""
    return standing.gain is not None and standing.gain_error is not None and standing.gain < -standing.gain_error


def said(window: Window) -> str:
    """Say what was foretold on a day and what happened."""
    one, days = window.standing, (window.until - window.cutoff).days
    compared = ""
    if one.gain is not None and one.gain_error is not None:
        better = "better than" if one.is_better else "worse than" if is_worse(one) else "no better than"
        compared = f" {better[0].upper()}{better[1:]} the weighted score would have been."
    return (
        f"On {long_day(window.cutoff)} we expected {percent(one.expected)} to come back within {days} days; "
        f"{percent(one.came)} did.{compared}"
    )


def _figures(card: ModelCard) -> list[Any]:
    if not card.tenths:
        return []
    return [
        quality.calibration(card.tenths),
        *([quality.gain(card.gains), quality.lift(card.gains)] if card.gains else []),
    ]


def _row(card: ModelCard, one: Standing) -> Row:
    return Row(one.model, title_of(one.model), _cells(one), one.model == card.champion, one.model == card.shown)


def _cells(one: Standing) -> list[str]:
    return [
        f"{one.log_loss:.4f}",
        _number(one.auc, 3),
        f"{one.brier:.4f}",
        f"{one.ece:.3f}",
        f"{one.ece_floor:.3f}",
        percent(one.expected),
        percent(one.came),
        _gain(one),
    ]


def _gain(one: Standing) -> str:
    if one.gain is None or one.gain_error is None or one.model == BASELINE:
        return "-"
    return f"{one.gain:+.4f} ± {one.gain_error:.4f}".replace("-", "−")


def _deciding(card: ModelCard, record: TrackRecord) -> str:
    """Say by which days the champion was chosen."""
    count = card.best.windows if card.best else 0
    return "; ".join(map(_days, record.windows[:count]))


def _history(windows: Sequence[Window]) -> Table:
    rows = [
        [
            _days(window),
            percent(window.standing.expected),
            percent(window.standing.came),
            f"{window.standing.log_loss:.4f}",
            f"{window.baseline.log_loss:.4f}" if window.baseline else "-",
            _number(window.standing.auc, 3),
            _gain(window.standing),
        ]
        for window in windows
    ]
    return Table(("Window", "Expected", "Came back", "Log loss", "Weighted score", "AUC", "Gain"), rows)


def _days(window: Window) -> str:
    return f"{window.cutoff:%-d %b} to {window.until:%-d %b %Y}"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
