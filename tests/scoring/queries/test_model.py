"""The model card: what it says is what the windows say."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from techmart.core.clock import local_day
from techmart.orders.enums import OrderSource, OrderStatus
from techmart.orders.models import Activity, Order
from techmart.scoring import actions, queries
from techmart.scoring.models import FittedModel, WindowResult


@pytest.mark.usefixtures("scored")
def test_the_best_stands_first_and_its_figures_are_the_means_of_its_windows(now: datetime) -> None:
    card = queries.model_card(30)

    assert [one.model for one in card.standings] == sorted(
        ("weighted-rfm", "bg-nbd", "seasonal-bg-nbd"), key=lambda name: card.standing_of(name).log_loss
    )
    rows = WindowResult.objects.filter(horizon=30, model="bg-nbd")
    standing = card.standing_of("bg-nbd")
    assert standing.windows == rows.count() == 2
    assert standing.log_loss == pytest.approx(sum(row.figures["log_loss"] for row in rows) / 2)
    assert standing.came == card.standing_of("weighted-rfm").came
    assert card.standing_of("weighted-rfm").gain == 0
    windows = queries.track_record(30, card.champion).windows
    assert [window.cutoff for window in windows] == [local_day(now) - timedelta(days=days) for days in (30, 60)]


@pytest.mark.usefixtures("scored")
def test_another_models_diagrams_can_be_asked_for() -> None:
    card = queries.model_card(90, shown="weighted-rfm")

    assert card.shown == "weighted-rfm"
    assert card.champion == FittedModel.objects.get(role="champion", horizon=90).name
    rows = WindowResult.objects.filter(horizon=90, model="weighted-rfm")
    assert sum(tenth.customers for tenth in card.tenths) == sum(row.customers for row in rows)
    assert queries.model_card(90, shown="no-such").shown == card.champion


@pytest.mark.usefixtures("scored")
def test_a_champion_is_one_since_it_came_and_not_since_it_was_last_fitted(now: datetime) -> None:
    before = queries.model_card(30)
    actions.fit_models(now=now + timedelta(days=1), names=[before.champion])
    after = queries.model_card(30)

    assert before.champion == after.champion
    assert (after.since, after.fitted_at) == (now, now + timedelta(days=1))


@pytest.mark.usefixtures("scored")
def test_what_was_said_is_held_against_what_happened(now: datetime) -> None:
    champion = queries.model_card(30).champion
    before = queries.track_record(30, champion)
    assert (before.live, before.first_live_on) == ([], local_day(now) + timedelta(days=30))

    actions.fit_models(now=now + timedelta(days=29), names=[])
    assert queries.track_record(30, champion).live == []
    for days in (30, 31):
        actions.fit_models(now=now + timedelta(days=days), names=[])

    record = queries.track_record(30, champion)
    assert [window.cutoff for window in record.live] == [local_day(now)]
    (live,) = record.live
    assert live.standing.model == champion
    assert live.standing.came == 0  # nobody has ordered in these days
    assert live.standing.expected > 0
    assert live.standing.gain is not None
    assert sum(tenth.customers for tenth in record.live_tenths) == 200


@pytest.mark.usefixtures("furnished")
def test_who_was_scored_is_judged_though_their_order_was_called_off_since(
    buy: Callable[..., Order], now: datetime
) -> None:
    order = buy("Ada", local_day(now) - timedelta(days=3))
    actions.fit_models(now=now, names=[])
    actions.score_customers(now=now)
    Order.objects.filter(pk=order.pk).update(status=OrderStatus.CANCELLED)
    Activity.objects.create(order=order, verb="cancelled", at=now + timedelta(days=2))

    fitted = actions.fit_models(now=now + timedelta(days=30), names=[])

    record = queries.track_record(30, queries.model_card(30).champion)
    assert sum(tenth.customers for tenth in record.live_tenths) == 201
    assert {model.customers for model in fitted} == {200}


@pytest.mark.usefixtures("scored")
def test_an_imported_shop_that_sells_nothing_promises_no_check(now: datetime) -> None:
    Order.objects.update(source=OrderSource.IMPORTED)

    assert queries.track_record(30, "bg-nbd").first_live_on is None


def test_before_the_first_fit_there_is_no_card(db: None) -> None:
    assert queries.model_card(30) is None


@pytest.mark.usefixtures("scored")
def test_card_and_record_cost_three_and_four_queries(django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(3):
        card = queries.model_card(30)
    with django_assert_num_queries(4):
        queries.track_record(30, card.champion)
