"""A champion that has learned from examples: asked at night and after each order, kept as a shift."""

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
import pytest
from django.db import transaction

from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.orders.signals import order_changed
from techmart.prediction.engine import Fitted, fit_model
from techmart.prediction.features import Crowd
from techmart.scoring import actions, queries
from techmart.scoring.history import watched_history
from techmart.scoring.models import CustomerSummary, FittedModel, Score

_learned: list[dict[str, object]] = []


@pytest.fixture
def taught(scored: None, now: datetime) -> None:
    """A scored shop whose champion of 60 days is a logistic regression."""
    if not _learned:
        _, history, _ = watched_history(now)
        _learned.append({**fit_model("logistic", history, horizon=60).to_dict(), "crowd": Crowd.of(history).to_dict()})
    FittedModel.objects.filter(role="champion", horizon=60, is_current=True).update(
        name="logistic", parameters=_learned[0]
    )
    actions.score_customers(now=now)


@pytest.mark.usefixtures("taught")
def test_everybody_is_given_what_the_champion_says(now: datetime) -> None:
    _, history, _ = watched_history(now)
    said = Fitted.from_dict(_learned[0]).probability(history)

    scores = queries.customer_scores(now=now)

    between = np.clip(said, scores.probability[30], None)
    assert scores.probability[60] == pytest.approx(between, abs=1e-9)
    assert (scores.probability[90] >= scores.probability[60]).all()
    assert (scores.probability[60] != scores.probability[30]).any()


@pytest.mark.usefixtures("taught")
def test_between_two_nights_time_moves_the_lifetime_models_part(now: datetime) -> None:
    today, later = (queries.customer_scores(now=now + timedelta(days=days)) for days in (0, 20))

    assert (later.probability[60] < today.probability[60]).mean() > 0.9


@pytest.mark.usefixtures("taught")
def test_an_order_is_scored_at_once_and_by_the_champion_once_it_is_safe(
    buy: Callable[..., Order], now: datetime, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        order = buy("Cleo", local_day(now), 8490)
        order_changed.send(Order, order=order, now=now)
        assert Score.objects.get(customer=order.customer_id).probability_60 > 0
        assert CustomerSummary.objects.get(customer=order.customer_id).shift_60 is None

    summary = CustomerSummary.objects.get(customer=order.customer_id)
    _, history, _ = watched_history(now)
    said = Fitted.from_dict(_learned[0]).probability(history)[list(history.customers).index(order.customer_id)]
    score = Score.objects.get(customer=order.customer_id)
    assert (summary.shift_30, summary.shift_90) == (None, None)
    assert score.probability_60 == pytest.approx(said, rel=0.1)  # among all those of the last fit, not of today
    assert score.probability_60 == queries.customer_scores([order.customer_id], now=now).probability[60][0]


@pytest.mark.usefixtures("taught")
def test_no_page_loads_what_the_champion_has_learned(now: datetime, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(2) as seen:
        assert len(queries.customer_scores(now=now)) == 200
    assert "CASE WHEN" in seen.captured_queries[0]["sql"]


def test_a_superseded_champions_knowledge_is_not_kept(taught: None, now: datetime) -> None:
    actions.fit_models(now=now + timedelta(days=1), names=["bg-nbd"])

    assert [row.parameters for row in FittedModel.objects.filter(name="logistic")] == [{}]


def test_a_model_of_each_customers_rhythm_is_asked_by_their_orders(scored: None, now: datetime) -> None:
    _, history, _ = watched_history(now)
    fitted = fit_model("individual-regularity", history, horizon=30)
    stored = {**fitted.to_dict(), "crowd": Crowd.of(history).to_dict()}
    FittedModel.objects.filter(role="champion", horizon=30, is_current=True).update(
        name="individual-regularity", parameters=stored
    )

    actions.score_customers(now=now)

    assert queries.customer_scores(now=now).probability[30] == pytest.approx(fitted.probability(history))


def test_reasons_are_those_of_a_champion_that_has_learned(taught: None, now: datetime) -> None:
    FittedModel.objects.filter(role="champion", horizon=90, is_current=True).update(
        name="logistic", parameters={**_learned[0], "horizon": 90.0}
    )
    actions.score_customers(now=now)
    somebody = CustomerSummary.objects.filter(purchases__gte=5).first().customer

    reasons = queries.customer_card(somebody, now=now).forecast.reasons

    said = Fitted.from_dict({**_learned[0], "horizon": 90.0})
    _, history, _ = watched_history(now)
    chance = said.probability(history)[list(history.customers).index(somebody.pk)]
    assert reasons
    assert all(reason.probability == pytest.approx(chance) for reason in reasons)
    assert all("€" in reason.text for reason in reasons if reason.factor == "amount")


@pytest.mark.parametrize("lost", ["crowd", "names"])
def test_a_champion_of_an_earlier_version_leaves_pages_and_shifts_as_they_are(
    lost: str, taught: None, now: datetime
) -> None:
    older = {key: value for key, value in _learned[0].items() if key != lost}
    current = FittedModel.objects.filter(role="champion", is_current=True)
    current.filter(horizon=60).update(parameters=older)
    current.filter(horizon=90).update(name="logistic", parameters={**older, "horizon": 90.0})
    before = dict(CustomerSummary.objects.values_list("customer", "shift_60"))

    actions.score_customers(now=now)

    assert dict(CustomerSummary.objects.values_list("customer", "shift_60")) == before
    somebody = CustomerSummary.objects.first().customer
    assert queries.customer_card(somebody, now=now).forecast.reasons == []
