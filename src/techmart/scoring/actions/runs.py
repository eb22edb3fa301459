"""Scoring everybody, and the nightly work."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from techmart.scoring.actions.models import fit_models
from techmart.scoring.actions.summaries import batches, refresh_summaries
from techmart.scoring.fitting import NotEnoughData
from techmart.scoring.models import CustomerSummary, Score, ScoringRun
from techmart.scoring.scores import COLUMNS, current_models

logger = logging.getLogger(__name__)

RUNS_KEPT = 14
Counter = Callable[[int, int], None]


def score_customers(*, now: datetime, progress: Counter = lambda done, total: None) -> ScoringRun:
    """Score everybody into a new run, shown once it is whole; it takes the place of an earlier run of the same day.

    Raises `NotEnoughData` before the first fit.
    """
    models = current_models()
    if models is None:
        raise NotEnoughData("the models have not been fitted; run `techmart fit` first.")
    refresh_summaries()
    scores = models.score(CustomerSummary.objects.order_by("customer").values_list(*COLUMNS), now=now)
    run = ScoringRun.objects.create(observed_until=scores.day, started_at=now, customers=len(scores))
    for batch in batches(range(len(scores))):
        rows = [Score(run=run, scored_at=now, **scores.row(row)) for row in batch]
        Score.objects.bulk_create(rows, ignore_conflicts=True)
        progress(batch[-1] + 1, len(scores))
    _finish(run, now=now)
    return run


def fit_and_score(now: datetime) -> None:
    """Learn from the day and score everybody: the nightly job. A young shop has nothing to learn yet, which is fine."""
    try:
        fit_models(now=now)
        score_customers(now=now)
    except NotEnoughData as reason:
        logger.info("Not enough data yet: %s", reason)


@transaction.atomic
def _finish(run: ScoringRun, *, now: datetime) -> None:
    """Show the run, and drop those it replaces, those that died before it and those beyond the newest few."""
    run.finished_at = now
    run.save(update_fields=["finished_at"])
    earlier = ScoringRun.objects.exclude(pk=run.pk).filter(started_at__lte=run.started_at)
    kept = earlier.finished().exclude(observed_until=run.observed_until).values_list("pk", flat=True)[: RUNS_KEPT - 1]
    dropped = list(earlier.exclude(pk__in=list(kept)).values_list("pk", flat=True))
    Score.objects.filter(run__in=dropped).delete()
    ScoringRun.objects.filter(pk__in=dropped).delete()
