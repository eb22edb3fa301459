"""Runs: whole or not shown, one a day, the newest few kept."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.scoring import actions
from techmart.scoring.actions import runs
from techmart.scoring.judging import QUICK
from techmart.scoring.models import CustomerSummary, FittedModel, Score, ScoringRun


@pytest.mark.usefixtures("scored")
def test_everybody_who_bought_is_scored(now: datetime) -> None:
    run = ScoringRun.objects.get()

    assert run.finished_at == now
    assert run.customers == run.scores.count() == CustomerSummary.objects.count() == 200
    assert all(
        0 <= score.probability_30 <= score.probability_60 <= score.probability_90 <= score.probability_alive <= 1
        for score in run.scores.all()
    )


@pytest.mark.usefixtures("scored")
def test_scoring_twice_in_a_day_leaves_one_run_with_the_same_scores(now: datetime) -> None:
    columns = ("customer", "probability_30", "expected_value_90", "next_purchase_on")
    before = sorted(Score.objects.values_list(*columns), key=lambda row: row[0])

    actions.score_customers(now=now + timedelta(hours=1))

    assert ScoringRun.objects.count() == 1
    assert sorted(Score.objects.values_list(*columns), key=lambda row: row[0]) == before


@pytest.mark.usefixtures("scored")
def test_runs_of_two_weeks_are_kept_and_one_of_each_week_before(now: datetime) -> None:
    for day in range(1, 29):
        actions.score_customers(now=now + timedelta(days=day))

    ages = [(now + timedelta(days=28) - run.started_at).days for run in ScoringRun.objects.all()]
    assert ages == [*range(14), 14, 21, 28]
    assert Score.objects.values("run").distinct().count() == 17


@pytest.mark.usefixtures("scored")
def test_a_run_that_died_is_swept_by_the_next(now: datetime) -> None:
    died = ScoringRun.objects.create(observed_until=now.date(), started_at=now + timedelta(minutes=1))

    actions.score_customers(now=now + timedelta(days=1))

    assert not ScoringRun.objects.filter(pk=died.pk).exists()
    assert ScoringRun.objects.finished().count() == 2


def test_scoring_before_the_first_fit_says_so(db: None, now: datetime) -> None:
    with pytest.raises(actions.NotEnoughData):
        actions.score_customers(now=now)
    assert ScoringRun.objects.count() == 0


@pytest.mark.usefixtures("furnished")
def test_the_nightly_job_fits_and_scores(now: datetime) -> None:
    actions.fit_and_score(now=now, names=QUICK)

    assert FittedModel.objects.filter(is_current=True).count() == 6
    assert ScoringRun.objects.finished().count() == 1


def test_the_nightly_job_bears_with_a_young_shop(db: None, now: datetime) -> None:
    actions.fit_and_score(now=now)

    assert FittedModel.objects.count() == 0


@pytest.mark.usefixtures("furnished")
def test_a_large_shop_is_judged_once_a_week_and_refitted_between(
    now: datetime, buy: Callable[..., Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MANY_ORDERS", 100)
    actions.fit_and_score(now=now, names=["bg-nbd"])  # a Monday
    tuesday, monday = now + timedelta(days=1), now + timedelta(days=7)
    buy("Ada", local_day(tuesday), placed_at=tuesday)
    actions.refresh_summaries()

    assert (runs.may_refit(tuesday), runs.may_refit(monday)) == (True, False)
    actions.fit_and_score(now=tuesday)
    assert FittedModel.objects.get(role="lifetime", is_current=True).observed_until == local_day(tuesday)
    assert FittedModel.objects.get(role="baseline", is_current=True).observed_until == local_day(now)
    assert ScoringRun.objects.finished().count() == 2


@pytest.mark.usefixtures("furnished")
def test_orders_from_before_the_fit_ask_for_a_whole_night(
    now: datetime, buy: Callable[..., Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MANY_ORDERS", 100)
    actions.fit_models(now=now, names=["bg-nbd"])
    for days in range(30, 50):  # as an import brings them
        buy("Ada", local_day(now) - timedelta(days=days), placed_at=now - timedelta(days=days))
    actions.refresh_summaries()
    assert not runs.may_refit(now + timedelta(days=1))
