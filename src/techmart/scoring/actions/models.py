"""Fitting the shop's models and putting them to use."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.prediction import PurchaseHistory, day_numbers
from techmart.prediction.recipes import fit_weighted_rfm
from techmart.scoring import summaries
from techmart.scoring.fitting import HORIZONS, LEARNED, Fit, Progress, fit
from techmart.scoring.models import FittedModel, ModelRole, ScoringSettings
from techmart.scoring.watch import Watch, find_watch


class FitSuperseded(Exception):
    """Another fit finished first; its models are in use."""


def fit_models(*, now: datetime, progress: Progress = lambda message: None) -> list[FittedModel]:
    """Fit the models on all purchases so far and put them to use; the earlier ones are kept as history.

    Returns the models in use: the earlier rows where nothing has changed since. No transaction is open while fitting.

    Raises `NotEnoughData` where there is too little to learn from, and `FitSuperseded` where another fit was faster.
    """
    seen = _models_in_use()
    settings = ScoringSettings.current()
    watch, history, day = _history(now)
    learned = fit(history, weights=LEARNED if settings.learns_weights else settings.weights, progress=progress)
    rows = _rows(learned, watch)
    orders = Order.objects.purchases().filter(placed_on__lte=day).count()
    for row in rows:
        row.customers, row.orders, row.observed_until, row.fitted_at = len(history.customers), orders, day, now
    return _put_to_use(rows, seen)


def set_weights(weights: tuple[float, float, float] | None, *, now: datetime) -> None:
    """Weigh the weighted score so, or by what is learned (None), and fit it anew where there are models at all.

    Learned weights are those of the last fit: this runs in the web process, which does without scipy.
    """
    settings = ScoringSettings.current()
    settings.learns_weights = weights is None
    if weights is not None:
        settings.recency_weight, settings.frequency_weight, settings.monetary_weight = weights
    settings.save()
    seen = _models_in_use()
    if ModelRole.BASELINE not in seen:
        return
    row = seen[ModelRole.BASELINE]
    _, history, day = _history(now)
    model = fit_weighted_rfm(history, HORIZONS, weights=weights or tuple(row.metrics["learned_weights"]))
    fitted = _fitted(ModelRole.BASELINE, {**row.parameters, **model.to_dict()}, row.metrics)
    fitted.customers, fitted.orders, fitted.observed_until, fitted.fitted_at = row.customers, row.orders, day, now
    _put_to_use([fitted], seen)


def _models_in_use() -> dict[str, FittedModel]:
    return {model.role: model for model in FittedModel.objects.filter(is_current=True)}


def _history(now: datetime) -> tuple[Watch, PurchaseHistory, date]:
    """Return the shop's purchases in watched days, and the last day that was watched."""
    watch = find_watch()
    day = watch.observed_until(local_day(now))
    rows = summaries.purchases(as_of=day)
    customers, days, spend = zip(*rows, strict=True) if rows else ((), (), ())
    numbers = watch.number(day_numbers(days))
    return watch, PurchaseHistory.from_orders(customers, numbers, spend, observed_until=watch.number_of(day)), day


def _rows(learned: Fit, watch: Watch) -> list[FittedModel]:
    champion = {**learned.champion.to_dict(), "imported_until": watch.imported_until}
    baseline = {**learned.baseline.to_dict(), "cuts": asdict(learned.cuts), "population": asdict(learned.population)}
    metrics = {**learned.metrics, "dropout_identified": learned.champion.dropout_identified_}
    for judgement in metrics["judgements"]:
        judgement["cutoff"] = watch.date_of(judgement["cutoff"])
    return [
        _fitted(ModelRole.CHAMPION, champion, metrics),
        _fitted(ModelRole.BASELINE, baseline, {"learned_weights": learned.learned_weights}),
        _fitted(ModelRole.SPEND, learned.spend.to_dict(), {}),
    ]


def _fitted(role: ModelRole, parameters: dict[str, Any], metrics: dict[str, Any]) -> FittedModel:
    parameters, metrics = json.loads(json.dumps([parameters, metrics], default=date.isoformat))
    return FittedModel(name=parameters["model"], role=role, parameters=parameters, metrics=metrics)


def _put_to_use(rows: list[FittedModel], seen: dict[str, FittedModel]) -> list[FittedModel]:
    """Put each model in the place of the one that was seen before fitting, if that is still in place."""
    try:
        with transaction.atomic():
            return [_replace(seen.get(row.role), row) for row in rows]
    except IntegrityError:
        raise FitSuperseded("Another fit finished first.") from None


def _replace(before: FittedModel | None, row: FittedModel) -> FittedModel:
    if before is not None:
        if _content(before) == _content(row):
            return before
        if not FittedModel.objects.filter(pk=before.pk, is_current=True).update(is_current=False):
            raise FitSuperseded("Another fit finished first.")
    row.save(force_insert=True)
    return row


def _content(row: FittedModel) -> tuple[object, ...]:
    return row.parameters, row.metrics, row.customers, row.orders, row.observed_until
