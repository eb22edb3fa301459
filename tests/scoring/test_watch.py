"""Days in which nobody watched do not count."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from techmart.core.clock import local_day
from techmart.orders.enums import OrderSource
from techmart.orders.models import Order
from techmart.scoring import actions, queries
from techmart.scoring.watch import Watch, find_watch, resume_watch

LAST_IMPORTED, FIRST_OWN = date(2011, 12, 9), date(2026, 3, 1)


def test_without_imports_every_day_counts(buy: Callable[..., Order]) -> None:
    buy("Ada", date(2026, 1, 1))

    assert find_watch() == Watch()
    assert Watch().observed_until(date(2026, 3, 2)) == date(2026, 3, 2)


def test_after_an_import_the_watch_ends_with_it(buy: Callable[..., Order]) -> None:
    buy("Ada", LAST_IMPORTED, source=OrderSource.IMPORTED)

    watch = find_watch()

    assert watch == Watch(imported_until=LAST_IMPORTED)
    assert watch.observed_until(date(2026, 3, 2)) == LAST_IMPORTED
    assert watch.number_of(date(2026, 3, 2)) == watch.number_of(LAST_IMPORTED)


def test_the_first_order_of_ones_own_resumes_it(buy: Callable[..., Order]) -> None:
    buy("Ada", LAST_IMPORTED, source=OrderSource.IMPORTED)
    buy("Ben", FIRST_OWN)
    buy("Ben", FIRST_OWN + timedelta(days=5))

    watch = resume_watch(LAST_IMPORTED)

    assert watch == find_watch() == Watch(LAST_IMPORTED, FIRST_OWN)
    days = [LAST_IMPORTED, FIRST_OWN, FIRST_OWN + timedelta(days=5)]
    numbers = [watch.number_of(day) for day in days]
    assert np.diff(numbers).tolist() == [1, 5]
    assert [watch.date_of(number) for number in numbers] == days
    assert watch.observed_until(date(2026, 3, 9)) == date(2026, 3, 9)


def test_an_import_into_a_shop_that_was_open_leaves_no_gap(buy: Callable[..., Order]) -> None:
    buy("Ben", LAST_IMPORTED - timedelta(days=1))
    buy("Ada", LAST_IMPORTED, source=OrderSource.IMPORTED)

    assert find_watch() == Watch()


def test_old_imports_are_scored_as_of_their_last_day_and_one_new_order_keeps_them_alive(
    buy: Callable[..., Order], furnished: None, now: datetime
) -> None:
    Order.objects.update(source=OrderSource.IMPORTED)
    last = Order.objects.latest("placed_on").placed_on
    later = now + timedelta(days=5000)
    actions.fit_models(now=later, names=["bg-nbd"])

    imported = queries.customer_scores(now=later)
    order = buy("Cleo", local_day(later))
    actions.refresh_customer(customer_id=order.customer_id, now=later)
    resumed = queries.customer_scores(now=later)

    assert imported.day == last
    assert imported.probability[30].sum() > 10
    assert resumed.day == local_day(later)
    assert len(resumed) == 201
    # One watched day later, not five thousand.
    assert resumed.probability[30][:200].sum() == pytest.approx(imported.probability[30].sum(), rel=0.05)


def test_an_order_dated_after_today_counts_as_todays(buy: Callable[..., Order], scored: None, now: datetime) -> None:
    order = buy("Cleo", local_day(now) + timedelta(days=3))
    actions.refresh_customer(customer_id=order.customer_id, now=now)

    scores = queries.customer_scores([order.customer_id], now=now)

    assert scores.summary.days_since_last_order.tolist() == [0]


def test_the_day_is_the_shops(scored: None) -> None:
    before_midnight_utc = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)

    assert queries.customer_scores(now=before_midnight_utc).day == date(2026, 3, 3)
