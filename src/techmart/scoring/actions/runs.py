"""Scoring everybody, and the nightly work."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Sum

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.prediction import NotEnoughData
from techmart.prediction.engine import NAMES
from techmart.scoring.actions.models import OF_CELLS, fit_models, refit
from techmart.scoring.actions.shifts import refresh_shifts
from techmart.scoring.actions.summaries import batches, refresh_summaries
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole, ResultKind, Score, ScoringRun, WindowResult
from techmart.scoring.scores import COLUMNS, current_models

logger = logging.getLogger(__name__)

DAILY, WEEKLY = timedelta(days=14), timedelta(days=140)
LONGEST_NIGHT = timedelta(hours=1)
MANY_ORDERS = 1_000_000  # from here on every night costs more than it tells
Counter = Callable[[int, int], None]


def score_customers(*, now: datetime, progress: Counter = lambda done, total: None, recount: bool = True) -> ScoringRun:
    """Score everybody into a new run, shown once it is whole; it takes the place of an earlier run of the same day.

    Without `recount` the summaries are taken as the orders have left them, one by one.

    Raises `NotEnoughData` before the first fit.
    """
    models = current_models()
    if models is None:
        raise NotEnoughData("the models have not been fitted; run `techmart fit` first.")
    if recount:
        refresh_summaries()
    refresh_shifts(models=models, now=now)
    scores = models.score(CustomerSummary.objects.order_by("customer").values_list(*COLUMNS), now=now)
    run = ScoringRun.objects.create(
        observed_until=scores.day, started_at=now, customers=len(scores), champions=models.champion_names
    )
    for batch in batches(range(len(scores))):
        rows = [Score(run=run, scored_at=now, **scores.row(row)) for row in batch]
        Score.objects.bulk_create(rows, ignore_conflicts=True)
        progress(batch[-1] + 1, len(scores))
    _finish(run, now=now)
    return run


def fit_and_score(*, now: datetime, names: Sequence[str] = NAMES) -> None:
    """Judge, learn from the day and score everybody: the nightly job. A young shop has nothing to learn yet: fine.

    Models that are not judged within an hour wait for another night. A shop of very many orders judges once a week;
    on other nights its lifetime model is fitted anew, for what the days' own orders cost.
    """
    if may_refit(now):
        refit(now=now)
        score_customers(now=now, recount=False)
        return
    end = monotonic() + LONGEST_NIGHT.total_seconds()
    try:
        fit_models(now=now, names=names, is_late=lambda: monotonic() > end, learns_widths=True)
        score_customers(now=now)
    except NotEnoughData as reason:
        logger.info("Not enough data yet: %s", reason)


def may_refit(now: datetime) -> bool:
    """Say whether a large shop has been judged this week and nothing but its own orders has come since."""
    fitted = FittedModel.objects.filter(role=ModelRole.LIFETIME, is_current=True).first()
    if fitted is None or fitted.orders < MANY_ORDERS or fitted.name not in OF_CELLS:
        return False
    today = local_day(now)
    monday = today - timedelta(days=today.weekday())
    if not WindowResult.objects.filter(kind=ResultKind.BACKTEST, judged_on__gte=monday).exists():
        return False
    placed = Order.objects.filter(placed_at__gte=fitted.fitted_at).count()
    counted = CustomerSummary.objects.aggregate(orders=Sum("orders", default=0))["orders"]
    return bool(counted <= fitted.orders + placed)


@transaction.atomic
def _finish(run: ScoringRun, *, now: datetime) -> None:
    """Show the run, and drop those it replaces, those that died before it, and most of those that are old.

    Those of two weeks stay, and one a week of twenty: what was said is to be held against what happens.
    """
    run.finished_at = now
    run.save(update_fields=["finished_at"])
    earlier = ScoringRun.objects.exclude(pk=run.pk).filter(started_at__lte=run.started_at)
    kept: dict[object, int] = {}
    for pk, day in earlier.finished().exclude(observed_until=run.observed_until).values_list("pk", "observed_until"):
        age = run.observed_until - day
        if age < WEEKLY:
            kept[day if age < DAILY else day.isocalendar()[:2]] = pk  # the first of a week overwrites
    dropped = list(earlier.exclude(pk__in=kept.values()).values_list("pk", flat=True))
    Score.objects.filter(run__in=dropped).delete()
    ScoringRun.objects.filter(pk__in=dropped).delete()
