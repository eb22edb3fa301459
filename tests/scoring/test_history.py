"""The past as today remembers it is the past as it was read then, though orders were called off and money went back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from tests.factories import a_category, a_product, a_variant, an_order
from tests.purchases import a_history

from techmart.core.clock import local_day
from techmart.orders import actions as orders
from techmart.orders.enums import OrderSource, PayStatus
from techmart.orders.models import Order, Payment
from techmart.prediction import PurchaseHistory
from techmart.prediction.features import features_as_of
from techmart.scoring.facts import with_facts
from techmart.scoring.history import watched_history
from techmart.scoring.summaries import summaries

SUMMARY = ("customer", "first_purchase_on", "last_purchase_on", "purchases", "spend", "first_day_spend", "log_gaps")


def read(now: datetime) -> PurchaseHistory:
    """Return all that the shop knows at a moment."""
    watch, history, day = watched_history(now)
    return with_facts(history, None, watch=watch, day=day)


def plain(history: PurchaseHistory) -> dict[str, list]:
    """Return all that a history tells, by identifiers."""
    told = {name: getattr(history.summary(), name) for name in SUMMARY}
    told |= {"who": history.customers[history.code], "day": history.day, "amount": history.amount}
    for kind, facts in history.facts.items():
        told |= {f"{kind} who": history.customers[facts.code], f"{kind} day": facts.day}
        told |= {f"{kind} {name}": column for name, column in facts.columns.items()}
    return {name: column.tolist() for name, column in told.items()}


def refund(order: Order, share: float, now: datetime) -> None:
    amount = round(order.total * share)
    orders.refund_order(order=order, amount=amount, by=None, reason="", key=str(now), now=now)


def cancel(order: Order, now: datetime) -> None:
    orders.cancel_order(order=order, by=None, reason="", now=now)


@pytest.fixture
def ordered(db: None, now: datetime) -> list[Order]:
    """Orders of eight people in a shop of forty others, placed 60 days ago or later and paid; no refund yet."""
    a_history(now, customers=40)
    variants = [a_variant(200, 2000, a_product(category=a_category(slug))) for slug in ("a", "b")]
    return [
        an_order(
            variants[n % 2], email=f"w{n % 8}@example.com", paid=n % 5 > 0, now=now - timedelta(days=60 - n)
        )
        for n in range(14)
    ]  # fmt: skip


def test_the_past_of_today_is_the_past_as_it_was_read(ordered: list[Order], now: datetime) -> None:
    then = now - timedelta(days=40)
    before, after = then - timedelta(days=3), then + timedelta(days=4)
    for order, share in ((ordered[1], 0.25), (ordered[2], 1.0), (ordered[3], 0.5)):
        refund(order, share, before)
    cancel(ordered[4], before)
    snapshot = read(then)

    refund(ordered[1], 0.25, after)  # again
    refund(ordered[3], 0.5, after)  # the rest
    refund(ordered[6], 0.3, after)
    refund(ordered[7], 1.0, after)
    refund(ordered[8], 0.1, after)
    for order in (ordered[0], ordered[8], ordered[9], ordered[10]):
        cancel(order, after + timedelta(days=1))
    an_order(email="late@example.com", now=after)

    today = read(now)
    day = snapshot.observed_until
    assert plain(today.until(day)) == plain(snapshot)
    assert plain(today) != plain(snapshot)
    asked = [features_as_of(each, day, horizon=30) for each in (today.until(day), snapshot)]
    assert asked[0].names == asked[1].names
    np.testing.assert_array_equal(asked[0].matrix, asked[1].matrix)
    whole = today.until(day + 2)  # neither day is one of the undoings
    assert plain(whole.until(day)) == plain(snapshot)


def test_today_is_what_the_summaries_say(ordered: list[Order], now: datetime) -> None:
    for order in ordered[:6]:
        refund(order, 0.4, now) if order.pay_status == PayStatus.PAID else cancel(order, now)

    summary = watched_history(now)[1].summary()

    told = sorted(summaries())
    assert summary.customer.tolist() == [row[0] for row in told]
    assert summary.purchases.tolist() == [row[3] for row in told]
    assert summary.spend.tolist() == [row[5] for row in told]


def test_a_shop_where_nothing_was_undone_reads_no_more(
    buy: Callable[..., Order], now: datetime, django_assert_num_queries: Callable
) -> None:
    buy("Ada", date(2026, 1, 5))
    with django_assert_num_queries(3):  # one looks for a gap
        _, history, _ = watched_history(now)
    assert history.undone is None


def test_days_of_refunds_are_watched_days(buy: Callable[..., Order], now: datetime) -> None:
    buy("Ada", date(2024, 12, 1), source=OrderSource.IMPORTED)
    today = local_day(now)
    own = buy("Ben", today - timedelta(days=30), refunded_total=300, pay_status=PayStatus.PART_REFUNDED)
    for kind, amount, at in (("charge", 1000, own.placed_at), ("refund", 300, now - timedelta(days=10))):
        fields = {"provider": "offline", "state": "succeeded", "currency": "EUR", "created_at": at}
        Payment.objects.create(order=own, kind=kind, amount=amount, idempotency_key=kind, **fields)

    watch, history, _ = watched_history(now)

    spend = {
        ago: history.until(watch.number_of(today - timedelta(days=ago))).summary().spend for ago in (30, 11, 10, 0)
    }
    assert {ago: amounts.tolist() for ago, amounts in spend.items()} == {
        30: [1000, 1000], 11: [1000, 1000], 10: [1000, 700], 0: [1000, 700],
    }  # fmt: skip
