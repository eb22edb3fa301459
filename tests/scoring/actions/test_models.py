"""Fitting: what is learned, kept, and refused."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.scoring import actions
from techmart.scoring.models import FittedModel, ModelRole, ScoringSettings


@pytest.mark.usefixtures("furnished")
def test_three_models_are_put_to_use_with_their_holdout_figures(now: datetime) -> None:
    models = actions.fit_models(now=now)

    assert [model.role for model in models] == ["champion", "baseline", "spend"]
    assert {model.customers for model in models} == {200}
    assert {model.orders for model in models} == {Order.objects.count()}
    champion, baseline, _ = models
    assert champion.observed_until == local_day(now)
    judged = {(row["model"], row["horizon"]) for row in champion.metrics["judgements"]}
    assert judged == {(name, horizon) for name in ("bg-nbd", "weighted-rfm") for horizon in (30.0, 60.0, 90.0)}
    assert all(0 < row["log_loss"] < 1 for row in champion.metrics["judgements"])
    assert sum(baseline.metrics["learned_weights"]) == pytest.approx(1)
    tenths = champion.metrics["calibration"]["90"]
    assert sum(tenth["customers"] for tenth in tenths) == sum(
        row["customers"] for row in champion.metrics["judgements"] if (row["model"], row["horizon"]) == ("bg-nbd", 90)
    )
    assert [rate["quintile"] for rate in champion.metrics["quintiles"]["90"]["recency"]] == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("furnished")
def test_fitting_twice_changes_nothing(now: datetime) -> None:
    first = actions.fit_models(now=now)
    second = actions.fit_models(now=now + timedelta(hours=1))

    assert [model.pk for model in second] == [model.pk for model in first]
    assert FittedModel.objects.count() == 3


@pytest.mark.usefixtures("furnished")
def test_a_new_fit_takes_the_place_of_the_old_one_which_is_kept(now: datetime) -> None:
    first = actions.fit_models(now=now)
    second = actions.fit_models(now=now + timedelta(days=1))

    assert FittedModel.objects.count() == 6
    assert {model.pk for model in FittedModel.objects.filter(is_current=True)} == {model.pk for model in second}
    assert {model.pk for model in first}.isdisjoint(model.pk for model in second)


@pytest.mark.usefixtures("furnished")
def test_the_slower_of_two_fits_gives_way(now: datetime) -> None:
    actions.fit_models(now=now)

    def faster(message: str) -> None:
        if message.startswith("Fitting"):
            actions.fit_models(now=now + timedelta(days=1))

    with pytest.raises(actions.FitSuperseded):
        actions.fit_models(now=now + timedelta(days=2), progress=faster)
    in_use = FittedModel.objects.filter(is_current=True)
    assert {model.observed_until for model in in_use} == {local_day(now) + timedelta(days=1)}
    assert in_use.count() == 3


def test_an_empty_shop_has_too_little(db: None, now: datetime) -> None:
    with pytest.raises(actions.NotEnoughData) as caught:
        actions.fit_models(now=now)
    assert str(caught.value) == (
        "0 of 30 customers who have bought, 0 of 5 who came back on another day, 0 of 60 days since the first order."
    )
    assert FittedModel.objects.count() == 0


def test_a_shop_where_nobody_returned_has_too_little(buy: Callable[..., Order], now: datetime) -> None:
    for number in range(30):
        buy(f"c{number}", local_day(now) - timedelta(days=61 + number))

    with pytest.raises(actions.NotEnoughData) as caught:
        actions.fit_models(now=now)
    assert str(caught.value) == "0 of 5 who came back on another day."


def test_the_least_shop_can_be_fitted(buy: Callable[..., Order], now: datetime) -> None:
    for number in range(30):
        buy(f"c{number}", local_day(now) - timedelta(days=60 - number))
    for number in range(5):
        buy(f"c{number}", local_day(now) - timedelta(days=10 * number), total=900 + 50 * number)
    actions.refresh_summaries()

    champion = actions.fit_models(now=now)[0]

    assert {row["horizon"] for row in champion.metrics["judgements"]} == {30.0}
    assert actions.score_customers(now=now).customers == 30


def test_a_shop_that_gives_everything_away_is_not_fitted(buy: Callable[..., Order], now: datetime) -> None:
    for number in range(30):
        for days in (100, 50):
            buy(f"c{number}", local_day(now) - timedelta(days=days), total=0)

    with pytest.raises(actions.NotEnoughData) as caught:
        actions.fit_models(now=now)
    assert str(caught.value).startswith("No repeat purchase of positive value")


@pytest.mark.usefixtures("furnished")
def test_a_merchants_weights_are_used_and_learned_ones_come_back(now: datetime) -> None:
    learned = actions.fit_models(now=now)[1]

    actions.set_weights((0.6, 0.3, 0.1), now=now)

    mine = FittedModel.objects.get(role=ModelRole.BASELINE, is_current=True)
    assert mine.named_parameters == {"recency_weight": 0.6, "frequency_weight": 0.3, "monetary_weight": 0.1}
    assert not ScoringSettings.current().learns_weights
    assert actions.fit_models(now=now)[1].named_parameters == mine.named_parameters

    actions.set_weights(None, now=now)
    again = FittedModel.objects.get(role=ModelRole.BASELINE, is_current=True)
    assert again.named_parameters == pytest.approx(learned.named_parameters)


def test_weights_can_be_set_before_anything_was_learned(db: None, now: datetime) -> None:
    actions.set_weights((0.5, 0.5, 0.0), now=now)

    assert ScoringSettings.current().weights == (0.5, 0.5, 0.0)
    assert FittedModel.objects.count() == 0


def test_orders_after_the_day_are_not_learned_from(buy: Callable[..., Order], furnished: None, now: datetime) -> None:
    before = actions.fit_models(now=now)
    buy("Ada", date(2026, 6, 1))

    assert [model.pk for model in actions.fit_models(now=now)] == [model.pk for model in before]
