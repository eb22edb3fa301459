"""Fitting: what is learned, kept, and refused."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.scoring import actions
from techmart.scoring.models import CustomerSummary, FittedModel, ModelRole, ScoringSettings, WindowResult
from techmart.scoring.summaries import cells

TWO = ("weighted-rfm", "bg-nbd")


def fit(now: datetime, names: Sequence[str] = TWO) -> list[FittedModel]:
    """Judge the two quickest models and fit."""
    return actions.fit_models(now=now, names=names)


@pytest.mark.usefixtures("furnished")
def test_champions_and_their_company_are_put_to_use(now: datetime) -> None:
    models = fit(now)

    assert [(model.role, model.horizon) for model in models] == [
        ("champion", 30), ("champion", 60), ("champion", 90), ("lifetime", 0), ("baseline", 0), ("spend", 0),
    ]  # fmt: skip
    assert {model.customers for model in models} == {200}
    assert {model.orders for model in models} == {Order.objects.count()}
    assert {model.observed_until for model in models} == {local_day(now)}
    assert models[3].name == "bg-nbd"
    assert all(model.metrics["judged"] == list(TWO) for model in models[:3])
    assert sum(models[4].metrics["learned_weights"]) == pytest.approx(1)
    assert [rate["quintile"] for rate in models[4].metrics["quintiles"]["90"]["recency"]] == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("furnished")
def test_every_window_of_every_model_is_kept(now: datetime) -> None:
    fit(now)

    windows = {(row.horizon, row.cutoff, row.model) for row in WindowResult.objects.all()}
    today = local_day(now)
    assert windows == {
        (horizon, today - timedelta(days=horizon * back), name)
        for horizon in (30, 60, 90) for back in (1, 2) for name in TWO
    }  # fmt: skip
    for row in WindowResult.objects.filter(horizon=90):
        known = CustomerSummary.objects.filter(first_purchase_on__lte=row.cutoff)
        assert row.customers == known.count() == sum(tenth["customers"] for tenth in row.tenths)
        assert row.buyers == sum(tenth["bought"] for tenth in row.tenths)
        assert row.expected == pytest.approx(sum(t["customers"] * t["predicted"] for t in row.tenths))
        assert row.gains[-1]["found"] == 1.0
        assert (row.figures["gain"] == 0) == (row.model == "weighted-rfm")


@pytest.mark.usefixtures("furnished")
def test_of_a_week_the_newest_judgement_is_kept(now: datetime) -> None:
    for days in (0, 1, 7):  # a Monday, a Tuesday, the next Monday
        fit(now + timedelta(days=days))

    judged = set(WindowResult.objects.values_list("judged_on", flat=True))
    assert judged == {local_day(now) + timedelta(days=1), local_day(now) + timedelta(days=7)}


@pytest.mark.usefixtures("furnished")
def test_who_is_not_judged_in_time_is_left_out(now: datetime) -> None:
    models = actions.fit_models(now=now, names=TWO, is_late=lambda: True)

    assert models[0].metrics["missing"] == {"bg-nbd": "no time was left"}
    assert {model.name for model in models[:3]} == {"weighted-rfm"}
    assert set(WindowResult.objects.values_list("model", flat=True)) == {"weighted-rfm"}


@pytest.mark.usefixtures("furnished")
def test_fitting_twice_changes_nothing(now: datetime) -> None:
    first = fit(now)
    second = fit(now + timedelta(hours=1))

    assert [model.pk for model in second] == [model.pk for model in first]
    assert FittedModel.objects.count() == 6


@pytest.mark.usefixtures("furnished")
def test_a_new_fit_takes_the_place_of_the_old_one_which_is_kept(now: datetime) -> None:
    first = fit(now)
    second = fit(now + timedelta(days=1))

    assert FittedModel.objects.count() == 12
    assert {model.pk for model in FittedModel.objects.filter(is_current=True)} == {model.pk for model in second}
    assert {model.pk for model in first}.isdisjoint(model.pk for model in second)


@pytest.mark.usefixtures("furnished")
def test_the_slower_of_two_fits_gives_way(now: datetime) -> None:
    fit(now)

    def faster(message: str) -> None:
        if message.startswith("Choosing"):
            fit(now + timedelta(days=1))

    with pytest.raises(actions.FitSuperseded):
        actions.fit_models(now=now + timedelta(days=2), names=TWO, progress=faster)
    in_use = FittedModel.objects.filter(is_current=True)
    assert {model.observed_until for model in in_use} == {local_day(now) + timedelta(days=1)}
    assert in_use.count() == 6


def test_an_empty_shop_has_too_little(db: None, now: datetime) -> None:
    with pytest.raises(actions.NotEnoughData) as caught:
        fit(now)
    assert str(caught.value) == (
        "0 of 30 customers who have bought, 0 of 5 who came back on another day, 0 of 60 days since the first order."
    )
    assert FittedModel.objects.count() == 0


def test_a_shop_where_nobody_returned_has_too_little(buy: Callable[..., Order], now: datetime) -> None:
    for number in range(30):
        buy(f"c{number}", local_day(now) - timedelta(days=61 + number))

    with pytest.raises(actions.NotEnoughData) as caught:
        fit(now)
    assert str(caught.value) == "0 of 5 who came back on another day."


def test_the_least_shop_can_be_fitted(buy: Callable[..., Order], now: datetime) -> None:
    for number in range(30):
        buy(f"c{number}", local_day(now) - timedelta(days=60 - number))
    for number in range(5):
        buy(f"c{number}", local_day(now) - timedelta(days=10 * number), total=900 + 50 * number)
    actions.refresh_summaries()

    champions = fit(now)[:3]

    assert set(WindowResult.objects.values_list("horizon", flat=True)) == {30}
    assert [model.name for model in champions] == ["weighted-rfm", "weighted-rfm", "bg-nbd"]
    assert actions.score_customers(now=now).customers == 30


def test_a_shop_that_gives_everything_away_is_not_fitted(buy: Callable[..., Order], now: datetime) -> None:
    for number in range(30):
        for days in (100, 50):
            buy(f"c{number}", local_day(now) - timedelta(days=days), total=0)

    with pytest.raises(actions.NotEnoughData) as caught:
        fit(now)
    assert str(caught.value).startswith("No repeat purchase of positive value")


@pytest.mark.usefixtures("furnished")
def test_a_merchants_weights_are_used_and_learned_ones_come_back(now: datetime) -> None:
    learned = fit(now)[4]

    actions.set_weights(weights=(0.6, 0.3, 0.1), now=now)

    mine = FittedModel.objects.get(role=ModelRole.BASELINE, is_current=True)
    assert mine.named_parameters == {"recency_weight": 0.6, "frequency_weight": 0.3, "monetary_weight": 0.1}
    assert not ScoringSettings.current().learns_weights
    assert fit(now)[4].named_parameters == mine.named_parameters

    actions.set_weights(weights=None, now=now)
    again = FittedModel.objects.get(role=ModelRole.BASELINE, is_current=True)
    assert again.named_parameters == pytest.approx(learned.named_parameters)


def test_weights_can_be_set_before_anything_was_learned(db: None, now: datetime) -> None:
    actions.set_weights(weights=(0.5, 0.5, 0.0), now=now)

    assert ScoringSettings.current().weights == (0.5, 0.5, 0.0)
    assert FittedModel.objects.count() == 0


def test_orders_after_the_day_are_not_learned_from(buy: Callable[..., Order], furnished: None, now: datetime) -> None:
    before = fit(now)
    buy("Ada", date(2026, 6, 1))

    assert [model.pk for model in fit(now)] == [model.pk for model in before]


@pytest.mark.usefixtures("furnished")
def test_a_refit_after_a_days_orders_is_the_fit_of_all_orders_but_reads_none(
    now: datetime, buy: Callable[..., Order]
) -> None:
    fit(now, ["bg-nbd"])
    tomorrow = now + timedelta(days=1)
    for name in ("Ada", "Ben", "Ada"):
        actions.refresh_customer(customer_id=buy(name, local_day(tomorrow)).customer_id, now=tomorrow)

    with CaptureQueriesContext(connection) as queries:
        refitted = actions.refit(now=tomorrow)

    assert [query["sql"] for query in queries if "orders_order" in query["sql"]] == []
    assert {model.role for model in refitted} <= {ModelRole.LIFETIME, ModelRole.CHAMPION}
    (lifetime,) = (model for model in refitted if model.role == ModelRole.LIFETIME)
    whole = next(model for model in fit(tomorrow, ["bg-nbd"]) if model.role == ModelRole.LIFETIME)
    assert lifetime.named_parameters == pytest.approx(whole.named_parameters, rel=1e-6)
    assert (lifetime.customers, lifetime.orders, lifetime.observed_until) == (
        whole.customers, whole.orders, whole.observed_until
    )  # fmt: skip


@pytest.mark.usefixtures("furnished")
def test_what_is_read_for_a_refit_are_cells(now: datetime) -> None:
    keys = set(CustomerSummary.objects.values_list("purchases", "first_purchase_on", "last_purchase_on"))
    rows = cells()
    assert {row[:3] for row in rows} == keys
    assert sum(row[3] for row in rows) == 200


@pytest.mark.usefixtures("furnished")
def test_a_model_that_needs_every_order_is_not_refitted(now: datetime) -> None:
    with pytest.raises(actions.NotEnoughData, match="only bg-nbd, mbg-nbd, pareto-nbd"):
        actions.refit(now=now)
