"""Keeping how forecasts came true: those made anew of earlier days, and those that were really made."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from techmart.prediction import PredictionError, PurchaseHistory, WeightedRFM
from techmart.prediction.backtest import Verdict, verdict
from techmart.prediction.base import Floats
from techmart.prediction.recipes import forecast
from techmart.scoring.judging import HORIZONS
from techmart.scoring.models import FittedModel, ModelRole, ResultKind, ScoringRun, WindowResult
from techmart.scoring.watch import Watch

KEPT = timedelta(days=2 * 365)


@transaction.atomic
def store_verdicts(*, verdicts: Iterable[Verdict], watch: Watch, day: date, kind: str = ResultKind.BACKTEST) -> None:
    """Keep these verdicts; of backtests, one judgement a week for two years."""
    rows = [_row(each, watch, kind, day) for each in verdicts]
    earlier = WindowResult.objects.filter(kind=kind)
    if kind == ResultKind.BACKTEST:
        monday = day - timedelta(days=day.weekday())
        earlier.filter(judged_on__gte=monday, judged_on__lte=day).delete()
    earlier.filter(cutoff__lt=day - KEPT).delete()
    columns = ("customers", "buyers", "expected", "figures", "tenths", "gains", "judged_on")
    WindowResult.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "horizon", "cutoff", "model"], update_fields=columns
    )


def judge_runs(*, history: PurchaseHistory, watch: Watch, day: date) -> None:
    """Hold what was really said on earlier days against what happened since, once its window is over."""
    known = set(WindowResult.objects.filter(kind=ResultKind.LIVE).values_list("horizon", "cutoff"))
    verdicts = []
    for run in ScoringRun.objects.finished():
        cutoff = watch.number_of(run.observed_until)
        for horizon in HORIZONS:
            is_over = cutoff + horizon <= history.observed_until
            if is_over and str(horizon) in run.champions and (horizon, run.observed_until) not in known:
                verdicts += _live_verdict(run, horizon, history, cutoff)
    store_verdicts(verdicts=verdicts, watch=watch, day=day, kind=ResultKind.LIVE)


def _live_verdict(run: ScoringRun, horizon: int, history: PurchaseHistory, cutoff: float) -> list[Verdict]:
    """Judge a run's scores of those who had bought by its day; who was erased since is left out."""
    said = dict(run.scores.values_list("customer", f"probability_{horizon}"))
    past = history.until(cutoff)
    known = past.summary()
    mine = np.array([customer in said for customer in known.customer.tolist()], dtype=bool)
    if not mine.any():
        return []
    p = np.array([said[customer] for customer in known.customer[mine].tolist()])
    bought = history.bought_after(cutoff, horizon)[mine]
    return [
        verdict(
            run.champions[str(horizon)], horizon, cutoff, p, bought, _baseline_then(run.started_at, horizon, past, mine)
        )
    ]


def _baseline_then(then: datetime, horizon: int, past: PurchaseHistory, mine: NDArray[np.bool_]) -> Floats | None:
    """Return what the simple rule, as it was in use then, said of the same customers."""
    stored = FittedModel.objects.filter(role=ModelRole.BASELINE, fitted_at__lte=then).first()
    try:
        return forecast(WeightedRFM.from_dict(stored.parameters), past.summary()[mine], horizon) if stored else None
    except PredictionError:  # it had seen no window of this length come true
        return None


def _row(each: Verdict, watch: Watch, kind: str, day: date) -> WindowResult:
    return WindowResult(
        kind=kind,
        model=each.model,
        horizon=each.horizon,
        cutoff=watch.date_of(each.cutoff),
        customers=each.customers,
        buyers=each.buyers,
        expected=each.expected,
        figures=each.result.to_dict(),
        tenths=[asdict(tenth) for tenth in each.tenths],
        gains=[asdict(point) for point in each.gains],
        judged_on=day,
    )
