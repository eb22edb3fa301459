"""Orders become purchases, and the past stays the past."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.prediction import InputError, PurchaseHistory


def history(**changes) -> PurchaseHistory:
    orders = {
        "customer": ["ben", "ada", "ada", "ada", "cleo"],
        "day": [5, 3, 3, 9, 20],
        "amount": [8.0, 4.0, 6.0, 5.0, 7.0],
    }
    return PurchaseHistory.from_orders(**{**orders, **changes})


def test_a_day_s_orders_are_one_purchase():
    summary = history().summary()
    assert summary.customer.tolist() == ["ada", "ben", "cleo"]
    assert summary.purchases.tolist() == [2, 1, 1]
    assert summary.spend.tolist() == [15, 8, 7]
    assert summary.first_day_spend.tolist() == [10, 8, 7]
    assert summary.first_purchase_on.tolist() == [3, 5, 20]
    assert summary.last_purchase_on.tolist() == [9, 5, 20]
    assert summary.observed_until == 20


def test_an_earlier_day_knows_nothing_of_later_ones():
    past = history().until(8)
    assert past.summary().customer.tolist() == ["ada", "ben"]
    assert past.summary().purchases.tolist() == [1, 1]
    assert past.summary().spend.tolist() == [10, 8]
    assert past.day.max() <= past.observed_until == 8


def test_who_bought_next():
    assert history().bought_after(8, 1).tolist() == [True, False]  # day 9 belongs to (8, 9]
    assert history().bought_after(9, 11).tolist() == [False, False]
    assert history().bought_after(0, 5).tolist() == []


def test_the_unwatched_is_not_guessed():
    with pytest.raises(InputError, match="not all watched"):
        history().bought_after(15, 6)
    with pytest.raises(InputError, match="after the last day"):
        history().until(21)


def test_orders_after_the_end_of_observation_are_left_out():
    assert history(observed_until=9).summary().customer.tolist() == ["ada", "ben"]
    assert history(observed_until=100).summary().T.tolist() == [97, 95, 80]


def test_dates_do_as_days():
    days = [dt.date(2024, 2, 28), dt.date(2024, 3, 1)]
    dated = PurchaseHistory.from_orders([1, 1], days, [5, 5], observed_until=dt.date(2024, 3, 31))
    assert dated.summary().recency.tolist() == [2]
    assert dated.summary().days_since_last_order.tolist() == [30]


def test_an_empty_shop():
    nobody = PurchaseHistory.from_orders([], [], [], observed_until=10)
    assert len(nobody.summary()) == 0
    assert nobody.bought_after(5, 5).tolist() == []
    with pytest.raises(InputError, match="say observed_until"):
        PurchaseHistory.from_orders([], [], [])


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(InputError, match="5 customers, 2 days, 5 amounts"):
        history(day=[1, 2])


orders = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.integers(-50, 500)), min_size=1)


@given(orders, st.randoms())
def test_nothing_is_lost_and_order_is_irrelevant(rows, random):
    summary = PurchaseHistory.from_orders(*zip(*rows, strict=True)).summary()
    assert summary.spend.sum() == sum(amount for _, _, amount in rows)
    assert summary.purchases.sum() == len({(customer, day) for customer, day, _ in rows})
    random.shuffle(rows)
    again = PurchaseHistory.from_orders(*zip(*rows, strict=True)).summary()
    for name in ("customer", "purchases", "spend", "first_day_spend", "last_purchase_on"):
        np.testing.assert_array_equal(getattr(summary, name), getattr(again, name))


@given(orders, st.integers(0, 60))
def test_a_cutoff_equals_never_having_seen_the_rest(rows, cutoff):
    until = max(cutoff, *(day for _, day, _ in rows))
    whole = PurchaseHistory.from_orders(*zip(*rows, strict=True), observed_until=until)
    seen = [row for row in rows if row[1] <= cutoff]
    columns = zip(*seen, strict=True) if seen else ([], [], [])
    early = PurchaseHistory.from_orders(*columns, observed_until=cutoff)
    np.testing.assert_array_equal(whole.until(cutoff).summary().spend, early.summary().spend)
    assert len(whole.bought_after(cutoff, until - cutoff)) == len(early.summary())


def test_gaps_are_between_purchases_of_one_customer():
    history = PurchaseHistory.from_orders([1, 1, 1, 2, 2, 3], [0, 4, 9, 1, 8, 50], [1] * 6)
    assert history.log_gaps() == pytest.approx(np.log(4 * 5 * 7))
    assert history.until(5).log_gaps() == pytest.approx(np.log(4))
