"""The model card, put together: which model, since when, how good, and how what it said came true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.charts import Table, percent
from techmart.backoffice.insights import quality
from techmart.backoffice.insights.days import long_day, short_day
from techmart.backoffice.insights.names import WAYS, title_of
from techmart.core.clock import local_day
from techmart.core.languages import local_number
from techmart.prediction.champion import BASELINE
from techmart.prediction.engine import NAMES
from techmart.scoring import queries
from techmart.scoring.judging import HORIZONS, NO_TIME
from techmart.scoring.queries import ModelCard, Standing, TrackRecord, Window

LEGEND = _(
    "Log loss: what wrong forecasts cost, lower is better. AUC: of two people, how often the one who came back had "
    "been given the higher chance. Brier: the mean squared distance between chance and outcome. ECE: how far chances "
    "were from what happened, on average; the floor is what luck alone leaves. Gain: log loss saved against the "
    "weighted score, with its standard error."
)
HEADER = (
    _("Model"),
    _("Log loss"),
    "AUC",
    "Brier",
    "ECE",
    _("Floor"),
    _("Expected"),
    pgettext_lazy("customers", "Came back"),
    _("Gain"),
)
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
        "way": WAYS.get(card.champion, ""),
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
        when = gettext("last night") if at.hour < NIGHT_ENDS else gettext("today")
    elif at.date() == today - timedelta(days=1):
        when = gettext("yesterday")
    else:
        when = gettext("on {day}").format(day=long_day(at.date()))
    said = gettext("Trained {when} on {orders} orders of {customers} customers.")
    return said.format(when=when, orders=local_number(card.orders), customers=local_number(card.customers))


def verdict(card: ModelCard) -> str:
    """Say in words whether the model beats the simple rule, and by how much."""
    best = card.best
    if best is None:
        said = gettext("No stretch of {days} days is old enough to hold forecasts against.")
        return said.format(days=card.horizon)
    stretch = (
        gettext("{windows} earlier stretches of {days} days") if best.windows > 1 else gettext("{days} earlier days")
    )
    came = gettext("it expected {expected} to come back, {came} did")
    return _compared(card, best).format(
        stretch=stretch.format(windows=best.windows, days=card.horizon),
        model=title_of(card.fell_back_from if card.is_simple_rule else card.champion),
        came=came.format(expected=percent(best.expected), came=percent(best.came)),
    )


def _compared(card: ModelCard, best: Standing) -> str:
    if card.is_simple_rule and not card.fell_back_from:
        return gettext(
            "Over {stretch} others were not closer to what happened than the weighted score, so it is used: {came}."
        )
    if card.is_simple_rule:
        return gettext(
            "Over {stretch} {model} was not closer to what happened than the weighted score, so it is used: {came}."
        )
    if best.gain is not None and best.gain <= 0:
        return gettext(
            "Over {stretch} {model} was not closer to what happened than the weighted score, "
            "but too little happened for that to decide: {came}."
        )
    return gettext("Over {stretch} {model} was closer to what happened than the weighted score: {came}.")


def waiting(card: ModelCard) -> list[str]:
    """Say which models were not judged."""
    judged = {standing.model for standing in card.standings}
    left = [name for name in NAMES if name not in judged and name not in card.missing]
    late = [name for name, reason in card.missing.items() if reason == NO_TIME and name not in judged]
    wanting = [name for name, reason in card.missing.items() if reason != NO_TIME and name not in judged]
    found = (
        (gettext("Too little is known yet to judge {models} by."), wanting),
        (gettext("For want of time, not judged yet: {models}."), late),
        (gettext("Judged in the night, not at a first look: {models}."), left),
    )
    return [said.format(models=", ".join(map(title_of, names))) for said, names in found if names]


def is_worse(standing: Standing) -> bool:
    """Whether the simple rule would have done better, by more than chance explains."""
    return standing.gain is not None and standing.gain_error is not None and standing.gain < -standing.gain_error


def said(window: Window) -> str:
    """Say what was foretold on a day and what happened."""
    one = window.standing
    happened = gettext("On {day} we expected {expected} to come back within {days} days; {came} did.").format(
        day=long_day(window.cutoff),
        expected=percent(one.expected),
        days=(window.until - window.cutoff).days,
        came=percent(one.came),
    )
    if one.gain is None or one.gain_error is None:
        return happened
    if one.is_better:
        compared = gettext("Better than the weighted score would have been.")
    elif is_worse(one):
        compared = gettext("Worse than the weighted score would have been.")
    else:
        compared = gettext("No better than the weighted score would have been.")
    return f"{happened} {compared}"


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
        local_number(one.log_loss, 4),
        _number(one.auc, 3),
        local_number(one.brier, 4),
        local_number(one.ece, 3),
        local_number(one.ece_floor, 3),
        percent(one.expected),
        percent(one.came),
        _gain(one),
    ]


def _gain(one: Standing) -> str:
    if one.gain is None or one.gain_error is None or one.model == BASELINE:
        return "–"
    sign = "−" if one.gain < 0 else "+"
    return f"{sign}{local_number(abs(one.gain), 4)} ± {local_number(one.gain_error, 4)}"


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
            local_number(window.standing.log_loss, 4),
            _number(window.baseline.log_loss if window.baseline else None, 4),
            _number(window.standing.auc, 3),
            _gain(window.standing),
        ]
        for window in windows
    ]
    names = (gettext("Window"), gettext("Expected"), pgettext("customers", "Came back"), gettext("Log loss"))
    return Table((*names, gettext("Weighted score"), "AUC", gettext("Gain")), rows)


def _days(window: Window) -> str:
    first, last = date_format(window.cutoff, gettext("j M")), short_day(window.until)
    return gettext("{first} to {last}").format(first=first, last=last)


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else local_number(value, digits)
