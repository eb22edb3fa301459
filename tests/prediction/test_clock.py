"""The shop's time: learned where customers buy in seasons, ordinary where little is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.prediction.lifetimes import SEASONS, seasonal_history

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.clock import ShopClock, learn_clock
from techmart.prediction.seasonal import Seasonal

paces = st.lists(st.floats(0.01, 20.0), min_size=1, max_size=30)


def learned(history: PurchaseHistory) -> ShopClock:
    return learn_clock(**history.summary().select(Seasonal.columns), purchased_on=history.day)


@given(paces, st.floats(-50, 100))
def test_days_and_times_say_the_same(pace, day):
    clock = ShopClock(10.0, np.array(pace))
    assert clock.day(clock.time(day)) == pytest.approx(day, abs=1e-6)
    assert clock.time(day + 1) > clock.time(day)


def test_the_seasons_are_found():
    clock = learned(seasonal_history(customers=20_000, observed_until=729))
    np.testing.assert_allclose(clock.pace[60:700], SEASONS.pace[60:700], atol=0.15)


def test_the_year_ahead_is_like_the_year_before():
    clock = learned(seasonal_history(customers=20_000, observed_until=729))
    assert len(clock.pace) == 730 + 365
    np.testing.assert_allclose(clock.pace[730:], SEASONS.pace[365:730], atol=0.2)


def test_before_a_year_has_passed_nothing_is_promised():
    clock = learned(seasonal_history(customers=5000, observed_until=300))
    assert (clock.pace[301 : 301 + 60] == 1).all()
    assert (clock.pace[301 + 365 - 270 :] != 1).all()  # next summer, which has been seen


def test_a_shop_of_few_purchases_keeps_ordinary_time():
    clock = learned(seasonal_history(customers=40, observed_until=729))
    assert np.abs(clock.pace - 1).max() < 0.2


def test_what_lies_outside_the_days_watched_is_refused():
    for bought in ([-1.0], [31.0]):
        with pytest.raises(InputError, match="A purchase is before every customer's first, or after observed_until"):
            learn_clock([0, 1], [0, 5], [0, 20], 30, purchased_on=bought)
    with pytest.raises(InputError, match="not within 40,000 days"):
        learn_clock([0], [0], [0], 1e6, purchased_on=[0])
    with pytest.raises(InputError, match="There is no customer"):
        learn_clock([], [], [], 30, purchased_on=[])
