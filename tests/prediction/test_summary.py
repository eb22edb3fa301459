"""Ada buys often, Ben lapsed, Cleo is new."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from techmart.prediction import CustomerSummary, InputError, PurchaseHistory, day_numbers

CAST = {
    "customer": ["ada", "ben", "cleo"],
    "first_purchase_on": [0, 10, 95],
    "last_purchase_on": [90, 40, 95],
    "purchases": [10, 2, 1],
    "spend": [500, 60, 25],
    "first_day_spend": [50, 20, 25],
    "observed_until": 100,
}


def test_what_is_derived():
    cast = CustomerSummary(**CAST)
    assert cast.frequency.tolist() == [9, 1, 0]
    assert cast.recency.tolist() == [90, 30, 0]
    assert cast.T.tolist() == [100, 90, 5]
    assert cast.days_since_last_order.tolist() == [10, 60, 5]
    assert cast.monetary_value.tolist() == [50, 40, 0]
    assert len(cast) == 3


def test_time_passes_without_touching_what_is_stored():
    cast = CustomerSummary(**CAST)
    later = cast.at(130)
    assert later.days_since_last_order.tolist() == [40, 90, 35]
    assert later.recency.tolist() == cast.recency.tolist()
    assert cast.observed_until == 100


def test_rows_can_be_taken():
    cast = CustomerSummary(**CAST)
    assert cast[cast.purchases > 1].customer.tolist() == ["ada", "ben"]
    assert list(cast.select(("frequency", "T"))) == ["frequency", "T"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"last_purchase_on": [90, 5, 95]}, "In row 1 the last purchase precedes the first"),
        ({"observed_until": 94}, "In row 2 the last purchase is after observed_until"),
        ({"purchases": [10, 0, 1]}, "In row 1 there is no purchase"),
        ({"spend": [1, float("nan"), 3]}, "spend is not a finite number in row 1"),
        ({"customer": ["ada"]}, "1 customers, but numbers for 3"),
        ({"observed_until": float("nan")}, "observed_until is not a day"),
    ],
)
def test_the_impossible_is_refused(change, message):
    with pytest.raises(InputError, match=message):
        CustomerSummary(**{**CAST, **change})


def test_days_come_as_dates_or_numbers():
    dates = [dt.date(1970, 1, 2), dt.date(1970, 1, 31)]
    assert day_numbers(dates).tolist() == [1, 30]
    assert day_numbers(np.array(dates, dtype="datetime64[s]")).tolist() == [1, 30]
    assert day_numbers([1, 30.5]).tolist() == [1, 30.5]


@pytest.mark.parametrize(
    ("days", "message"),
    [(["soon"], "day: "), (np.array(["NaT"], dtype="datetime64[D]"), "missing in row 0"), ([np.inf], "finite")],
)
def test_days_that_are_none(days, message):
    with pytest.raises(InputError, match=message):
        day_numbers(days)


def test_gaps_are_known_of_a_history_alone():
    history = PurchaseHistory.from_orders(["ada", "ada", "ben", "ada"], [3, 5, 5, 13], [4, 6, 8, 5])
    summary = history.summary()
    assert summary.log_gaps.tolist() == [np.log(2) + np.log(8), 0]
    assert summary[np.array([1])].log_gaps.tolist() == [0]
    stored = replace(summary, log_gaps=None)
    assert stored[:1].at(20).log_gaps is None
    with pytest.raises(InputError, match="log_gaps is not known"):
        stored.select(["frequency", "log_gaps"])
