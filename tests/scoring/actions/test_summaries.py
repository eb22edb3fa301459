"""Summaries and scores follow orders at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from techmart.accounts.models import Customer
from techmart.core.clock import local_day
from techmart.orders.enums import OrderStatus, PayStatus
from techmart.orders.models import Order
from techmart.orders.signals import order_changed
from techmart.scoring import actions, queries
from techmart.scoring.models import CustomerSummary, Score

MONDAY = date(2026, 1, 5)


def changed(order: Order, now: datetime) -> None:
    """What `orders.actions` does at the end of each transaction."""
    with transaction.atomic():
        order.save()
        order_changed.send(Order, order=order, now=now)


def test_everybody_and_nobody_else_gets_a_summary(buy: Callable[..., Order]) -> None:
    ada = buy("Ada", MONDAY).customer_id
    buy("Ben", MONDAY, pay_status=PayStatus.REFUNDED, refunded_total=1000)

    actions.refresh_summaries()
    actions.refresh_summaries()

    assert list(CustomerSummary.objects.values_list("customer", "purchases", "spend")) == [(ada, 1, 1000)]


def test_only_the_named_are_touched(buy: Callable[..., Order]) -> None:
    ada, ben = buy("Ada", MONDAY), buy("Ben", MONDAY)

    actions.refresh_summaries(customer_ids=[ben.customer_id])

    assert list(CustomerSummary.objects.values_list("customer", flat=True)) == [ben.customer_id]
    assert ada.customer_id != ben.customer_id


@pytest.mark.usefixtures("scored")
def test_a_new_customers_order_is_scored_at_once(buy: Callable[..., Order], now: datetime) -> None:
    order = buy("Cleo", local_day(now), 8490)

    changed(order, now)

    score = Score.objects.get(customer=order.customer_id)
    assert CustomerSummary.objects.get(pk=order.customer_id).spend == 8490
    assert score.scored_at == now
    assert score.probability_alive == 1.0
    assert 0 < score.probability_30 < score.probability_60 < score.probability_90 < 1


@pytest.mark.usefixtures("scored")
def test_an_order_refunds_and_cancellations_move_the_score(buy: Callable[..., Order], now: datetime) -> None:
    ada = buy("Ada", local_day(now) - timedelta(days=300), 1000)
    changed(ada, now)
    silent = Score.objects.get(customer=ada.customer_id).probability_30

    again = buy("Ada", local_day(now), 5000)
    changed(again, now)
    awake = Score.objects.get(customer=ada.customer_id)
    again.refunded_total, again.pay_status = 2000, PayStatus.PART_REFUNDED
    changed(again, now)
    assert CustomerSummary.objects.get(pk=ada.customer_id).spend == 4000
    again.status = OrderStatus.CANCELLED
    changed(again, now)

    assert awake.probability_30 > silent
    assert Score.objects.get(customer=ada.customer_id).probability_30 == silent
    assert CustomerSummary.objects.get(pk=ada.customer_id).purchases == 1


@pytest.mark.usefixtures("scored")
def test_whoever_has_no_purchase_left_has_no_score(buy: Callable[..., Order], now: datetime) -> None:
    order = buy("Ben", local_day(now))
    changed(order, now)
    order.status = OrderStatus.CANCELLED
    changed(order, now)

    assert not Score.objects.filter(customer=order.customer_id).exists()
    assert not CustomerSummary.objects.filter(customer=order.customer_id).exists()


@pytest.mark.usefixtures("scored")
def test_a_score_that_is_rolled_back_with_its_order_was_never_there(buy: Callable[..., Order], now: datetime) -> None:
    order = buy("Ben", local_day(now))

    def change_and_fail() -> None:
        with transaction.atomic():
            changed(order, now)
            raise RuntimeError("the payment page fell over")

    with pytest.raises(RuntimeError):
        change_and_fail()

    assert not Score.objects.filter(customer=order.customer_id).exists()


def test_before_the_first_fit_an_order_only_makes_a_summary(buy: Callable[..., Order], now: datetime) -> None:
    order = buy("Ada", local_day(now))

    changed(order, now)

    assert Score.objects.count() == 0
    assert CustomerSummary.objects.count() == 1


@pytest.mark.usefixtures("scored")
def test_the_cost_does_not_grow_with_the_shop(
    buy: Callable[..., Order], now: datetime, django_assert_num_queries: Callable
) -> None:
    order = buy("Ada", local_day(now))

    with django_assert_num_queries(12):
        actions.refresh_customer(customer_id=order.customer_id, now=now)


@pytest.mark.usefixtures("scored")
def test_time_decays_without_any_job(now: datetime) -> None:
    for person in Customer.objects.filter(summary__purchases__gte=3)[:20]:
        probabilities = [
            queries.customer_scores([person.pk], now=now + timedelta(days=days)).probability_alive[0]
            for days in (0, 1, 30, 400)
        ]
        assert probabilities == sorted(probabilities, reverse=True)
        assert probabilities[0] > probabilities[1]
