"""Which model is in use for each horizon, how all of them did on earlier days, and how what was said came true."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from techmart.prediction.champion import BASELINE
from techmart.prediction.diagnostics import Tenth
from techmart.scoring.models import FittedModel, ModelRole, ResultKind, ScoringRun, WindowResult
from techmart.scoring.watch import find_watch

MOST_LIVE = 52
SUMMED = ("log_loss", "auc", "pr_auc", "brier", "ece", "ece_floor", "lift_10")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one model did: the means over its windows, and its gain over the simple rule with its standard error."""

    model: str
    windows: int
    log_loss: float
    auc: float | None
    pr_auc: float | None
    brier: float
    ece: float
    ece_floor: float
    lift_10: float | None
    expected: float
    came: float
    gain: float | None
    gain_error: float | None

    @property
    def is_better(self) -> bool:
        """Whether it beats the simple rule by more than chance explains."""
        return self.gain is not None and self.gain_error is not None and self.gain > self.gain_error


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of days, and how the model did in it beside the simple rule."""

    cutoff: date
    until: date
    standing: Standing
    baseline: Standing | None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """How good the forecasts of one horizon are.

    `shown` is the model of the diagrams, the champion unless another was asked for.
    """

    horizon: int
    champion: str
    since: datetime
    fitted_at: datetime
    orders: int
    customers: int
    standings: list[Standing]
    missing: dict[str, str]
    fell_back_from: str  # the model that gained nothing on the simple rule; empty where none had to go
    shown: str
    tenths: list[Tenth]
    gains: list[dict[str, float]]

    @property
    def is_simple_rule(self) -> bool:
        """Whether nothing has beaten the weighted score, which therefore is in use."""
        return self.champion == BASELINE

    @property
    def best(self) -> Standing | None:
        """How the champion did."""
        return self.standing_of(self.champion)

    def standing_of(self, model: str) -> Standing | None:
        """Return how one model did; None where it was not judged."""
        return next((standing for standing in self.standings if standing.model == model), None)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How one model did over time, and how what was really said came true; both newest first.

    `first_live_on` is the day on which there will be something to hold the first scores against; None where nobody has
    been scored, or the shop, imported, has not taken an order of its own yet.
    """

    windows: list[Window]
    live: list[Window]
    live_tenths: list[Tenth]
    first_live_on: date | None


def model_card(horizon: int = 30, *, shown: str = "") -> ModelCard | None:
    """Return what is known of the forecasts of one horizon; None before the first fit. Three queries."""
    champions = FittedModel.objects.filter(role=ModelRole.CHAMPION, horizon=horizon)
    fitted = champions.defer("parameters").filter(is_current=True).first()
    if fitted is None:
        return None
    judged = _newest_judgement(horizon)
    shown = shown if any(row.model == shown for row in judged) else fitted.name
    mine = [row for row in judged if row.model == shown]
    return ModelCard(
        horizon=horizon,
        champion=fitted.name,
        since=_since(champions.values_list("name", "fitted_at"), fitted),
        fitted_at=fitted.fitted_at,
        orders=fitted.orders,
        customers=fitted.customers,
        standings=_standings(judged),
        missing=fitted.metrics["missing"],
        fell_back_from=fitted.metrics["fell_back_from"],
        shown=shown,
        tenths=pooled(mine),
        gains=_mean_gains(mine),
    )


def track_record(horizon: int, model: str) -> TrackRecord:
    """Return how a model did in all windows that are kept, and how the shop's own scores did: five queries at most."""
    results = WindowResult.objects.filter(horizon=horizon).defer("gains")
    told = list(results.filter(kind=ResultKind.BACKTEST, model__in={model, BASELINE}).defer("tenths"))
    live = list(results.filter(kind=ResultKind.LIVE)[:MOST_LIVE])
    return TrackRecord(
        windows=_windows([row for row in told if row.model == model], told),
        live=_windows(live, []),
        live_tenths=pooled(live),
        first_live_on=None if live else _first_live_on(horizon),
    )


def pooled(rows: Iterable[WindowResult]) -> list[Tenth]:
    """Return the tenths of several windows as one."""
    parts = [Tenth(**tenth) for row in rows for tenth in row.tenths]
    together = []
    for number in sorted({part.tenth for part in parts}):
        alike = [part for part in parts if part.tenth == number]
        customers = sum(part.customers for part in alike)
        predicted = sum(part.predicted * part.customers for part in alike) / customers
        together.append(Tenth(number, customers, predicted, sum(part.bought for part in alike)))
    return together


def _newest_judgement(horizon: int) -> list[WindowResult]:
    results = WindowResult.objects.filter(kind=ResultKind.BACKTEST, horizon=horizon)
    newest = results.order_by("-judged_on").values("judged_on")[:1]
    return list(results.filter(judged_on=newest))


def _standings(rows: Sequence[WindowResult]) -> list[Standing]:
    """Return every model's standing, the best first."""
    models = dict.fromkeys(row.model for row in rows)
    return sorted(
        (_standing([row for row in rows if row.model == model]) for model in models), key=lambda one: one.log_loss
    )


def _standing(rows: Sequence[WindowResult]) -> Standing:
    def mean(value: Callable[[WindowResult], float | None]) -> Any:
        values = [value(row) for row in rows]
        known = [each for each in values if each is not None]
        return sum(known) / len(known) if len(known) == len(values) else None

    errors = [row.figures["gain_error"] for row in rows]
    return Standing(
        model=rows[0].model,
        windows=len(rows),
        **{name: mean(partial(_figure, name)) for name in SUMMED},
        expected=mean(lambda row: row.expected / row.customers),
        came=mean(lambda row: row.buyers / row.customers),
        gain=mean(partial(_figure, "gain")),
        gain_error=None if None in errors else math.sqrt(sum(error**2 for error in errors)) / len(errors),
    )


def _figure(name: str, row: WindowResult) -> float | None:
    figure: float | None = row.figures[name]
    return figure


def _mean_gains(rows: Sequence[WindowResult]) -> list[dict[str, float]]:
    """Return the mean of the windows' gain curves, point by point."""
    curves = [row.gains for row in rows if row.gains]
    return [
        {name: sum(point[name] for point in points) / len(points) for name in points[0]}
        for points in zip(*curves, strict=True)
    ]


def _windows(rows: Sequence[WindowResult], others: Sequence[WindowResult]) -> list[Window]:
    """Return the newest window, the newest that ended before it began, and so on."""
    baselines = {row.cutoff: _standing([row]) for row in others if row.model == BASELINE}
    windows: list[Window] = []
    for row in rows:
        until = row.cutoff + timedelta(days=row.horizon)
        if not windows or until <= windows[-1].cutoff:
            windows.append(Window(row.cutoff, until, _standing([row]), baselines.get(row.cutoff)))
    return windows


def _since(history: Iterable[tuple[str, datetime]], fitted: FittedModel) -> datetime:
    """Return when the champion of today came to its place."""
    since = fitted.fitted_at
    for name, at in history:
        if name != fitted.name:
            break
        since = min(since, at)
    return since


def _first_live_on(horizon: int) -> date | None:
    first = ScoringRun.objects.finished().order_by("observed_until").values_list("observed_until", flat=True).first()
    watch = find_watch()
    if first is None or (watch.imported_until and watch.sold_since is None):
        return None
    return watch.date_of(watch.number_of(first) + horizon)
