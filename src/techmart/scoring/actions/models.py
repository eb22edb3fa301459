"""Fitting the shop's models and putting them to use."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import Sum

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.prediction import BetaGeo, ModifiedBetaGeo, NotEnoughData, ParetoNBD, from_dict
from techmart.prediction.engine import NAMES, Fitted
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.recipes import fit_weighted_rfm
from techmart.scoring import summaries
from techmart.scoring.actions.windows import judge_runs, store_verdicts
from techmart.scoring.facts import with_facts
from techmart.scoring.fitting import LEARNED, Fit, fit, require_enough
from techmart.scoring.history import watched_history
from techmart.scoring.judging import HORIZONS, OF_ORDERS, Judgement, Progress, judge
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole, ScoringSettings
from techmart.scoring.watch import Watch, stored_watch

# Models that need no more of a customer than frequency, recency and T.
OF_CELLS = (BetaGeo.model, ModifiedBetaGeo.model, ParetoNBD.model)


class FitSuperseded(Exception):
    """Another fit finished first; its models are in use."""


def fit_models(
    *,
    now: datetime,
    names: Sequence[str] = NAMES,
    progress: Progress = lambda message: None,
    is_late: Callable[[], bool] = lambda: False,
    learns_widths: bool = False,
) -> list[FittedModel]:
    """Judge the models called `names` on the shop's own past, and put the champions, fitted to all of it, to use.

    What was really said on earlier days is judged as well, where its window is over.
    Earlier models are kept as history. Returns the models in use: the earlier rows where nothing has changed since.
    Models whose turn comes when it `is_late` are left out. Without `learns_widths` the width of intervals is what is
    believed of shops in general. No transaction is open while judging and fitting.

    Raises `NotEnoughData` where there is too little to learn from, and `FitSuperseded` where another fit was faster.
    """
    seen = _models_in_use()
    settings = ScoringSettings.current()
    watch, history, day = watched_history(now)
    require_enough(history)
    if not set(OF_ORDERS).isdisjoint(names):
        history = with_facts(history, None, watch=watch, day=day)
    judge_runs(history=history, watch=watch, day=day)
    judgement = judge(history, names=names, progress=progress, is_late=is_late, learns_widths=learns_widths)
    weights = LEARNED if settings.learns_weights else settings.weights
    learned = fit(history, judgement=judgement, weights=weights, progress=progress)
    rows = _rows(learned, judgement, watch)
    customers = len(history.summary())
    orders = Order.objects.purchases().filter(placed_on__lte=day).count()
    for row in rows:
        row.customers, row.orders, row.observed_until, row.fitted_at = customers, orders, day, now
    in_use = _put_to_use(rows, seen)
    store_verdicts(verdicts=judgement.verdicts, watch=watch, day=day)
    return in_use


def refit(*, now: datetime) -> list[FittedModel]:
    """Fit the lifetime model in use anew to all customers, counted by their cells; champions of its name follow.

    No order is read and nothing is judged: it costs the customers and their cells, whatever the length of the history.

    Raises `NotEnoughData` where the model in use cannot be fitted so, and `FitSuperseded` where another was faster.
    """
    seen = _models_in_use()
    before = seen.get((ModelRole.LIFETIME, 0))
    if before is None or before.name not in OF_CELLS:
        raise NotEnoughData(f"only {', '.join(OF_CELLS)} can be fitted to cells; run `techmart fit`.")
    watch = stored_watch(before.parameters)
    day = watch.observed_until(local_day(now))
    model = _fitted_to_cells(from_dict(before.parameters), watch, watch.number_of(day))
    # Beside the model stands what was learned with it: how far forecasts may be off, and where the watch began.
    lifetime, doubts = {**before.parameters, **model.to_dict()}, {**before.metrics, "remarks": model.remarks_}
    rows = [_fitted(ModelRole.LIFETIME, 0, model.model, lifetime, doubts)]
    for (role, horizon), row in seen.items():
        if role == ModelRole.CHAMPION and row.name == model.model:
            champion = {**row.parameters, **Fitted(model.model, horizon, model).to_dict()}
            rows.append(_fitted(ModelRole.CHAMPION, horizon, model.model, champion, row.metrics))
    orders = CustomerSummary.objects.aggregate(orders=Sum("orders", default=0))["orders"]
    for row in rows:
        row.customers, row.orders, row.observed_until, row.fitted_at = model.customers_, orders, day, now
    return _put_to_use(rows, seen)


def _fitted_to_cells(stored: Any, watch: Watch, until: float) -> LifetimeModel:
    """Fit a copy of a model to the stored summaries as of a watched day."""
    purchases, first, last, customers = (list(column) for column in zip(*summaries.cells(), strict=True))
    first_on, last_on = (watch.numbers(days, until=until) for days in (first, last))
    model: LifetimeModel = type(stored)(**stored.settings)
    return model.fit(np.array(purchases) - 1.0, last_on - first_on, until - first_on, customers=customers)


def set_weights(*, weights: tuple[float, float, float] | None, now: datetime) -> None:
    """Weigh the weighted score so, or by what is learned (None), and fit it anew where there are models at all.

    Learned weights are those of the last fit: this runs in the web process, which does without scipy.
    """
    settings = ScoringSettings.current()
    settings.learns_weights = weights is None
    if weights is not None:
        settings.recency_weight, settings.frequency_weight, settings.monetary_weight = weights
    settings.save()
    seen = _models_in_use()
    if (ModelRole.BASELINE, 0) not in seen:
        return
    row = seen[ModelRole.BASELINE, 0]
    _, history, day = watched_history(now)
    model = fit_weighted_rfm(history, HORIZONS, weights=weights or tuple(row.metrics["learned_weights"]))
    fitted = _fitted(ModelRole.BASELINE, 0, model.model, {**row.parameters, **model.to_dict()}, row.metrics)
    fitted.customers, fitted.orders, fitted.observed_until, fitted.fitted_at = row.customers, row.orders, day, now
    _put_to_use([fitted], seen)


def _models_in_use() -> dict[tuple[str, int], FittedModel]:
    return {(model.role, model.horizon): model for model in FittedModel.objects.filter(is_current=True)}


def _rows(learned: Fit, judgement: Judgement, watch: Watch) -> list[FittedModel]:
    widths = {str(horizon): width.to_dict() for horizon, width in learned.widths.items()}
    lifetime = {**learned.lifetime.to_dict(), "imported_until": watch.imported_until, "widths": widths}
    spend = {**learned.spend.to_dict(), "net_share": learned.net_share}
    baseline = {**learned.baseline.to_dict(), "cuts": asdict(learned.cuts), "typical": asdict(learned.typical)}
    found = {"learned_weights": learned.learned_weights, "quintiles": learned.quintiles}
    doubts = {"remarks": getattr(learned.lifetime, "remarks_", [])}
    champions = [
        _fitted(ModelRole.CHAMPION, horizon, fitted.name, learned.stored_champion(horizon), _chosen(judgement, horizon))
        for horizon, fitted in learned.champions.items()
    ]
    return [
        *champions,
        _fitted(ModelRole.LIFETIME, 0, learned.lifetime.model, lifetime, doubts),
        _fitted(ModelRole.BASELINE, 0, learned.baseline.model, baseline, found),
        _fitted(ModelRole.SPEND, 0, learned.spend.model, spend, {}),
    ]


def _chosen(judgement: Judgement, horizon: int) -> dict[str, Any]:
    return {
        "judged": judgement.judged,
        "missing": judgement.missing,
        "fell_back_from": judgement.choices[horizon].fell_back_from,
    }


def _fitted(
    role: ModelRole, horizon: int, name: str, parameters: dict[str, Any], metrics: dict[str, Any]
) -> FittedModel:
    parameters, metrics = json.loads(json.dumps([parameters, metrics], default=date.isoformat))
    return FittedModel(name=name, role=role, horizon=horizon, parameters=parameters, metrics=metrics)


def _put_to_use(rows: list[FittedModel], seen: dict[tuple[str, int], FittedModel]) -> list[FittedModel]:
    """Put each model in the place of the one that was seen before fitting, if that is still in place."""
    try:
        with transaction.atomic():
            return [_replace(seen.get((row.role, row.horizon)), row) for row in rows]
    except IntegrityError:
        raise FitSuperseded("Another fit finished first.") from None


def _replace(before: FittedModel | None, row: FittedModel) -> FittedModel:
    if before is not None:
        if _content(before) == _content(row):
            return before
        # Thousands of trees that nobody will ask again are not kept.
        kept: dict[str, Any] = {} if before.name in OF_ORDERS else before.parameters
        found = FittedModel.objects.filter(pk=before.pk, is_current=True)
        if not found.update(is_current=False, parameters=kept):
            raise FitSuperseded("Another fit finished first.")
    row.save(force_insert=True)
    return row


def _content(row: FittedModel) -> tuple[object, ...]:
    return row.name, row.parameters, row.metrics, row.customers, row.orders, row.observed_until
