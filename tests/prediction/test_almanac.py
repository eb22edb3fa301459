"""Examples of earlier days: which days, and nothing of the future in them."""

import numpy as np
import pytest

from techmart.prediction import InputError, PurchaseHistory, almanac
from techmart.prediction.almanac import Almanac, examples, training_days
from techmart.prediction.base import NotEnoughData
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    return simulate_history(np.random.default_rng(4), customers=800, joined_within=200, observed_until=700, alpha=25)


def test_days_to_learn_from_have_ended_windows(history):
    almanac = Almanac(history.until(400))
    assert training_days(almanac, 90) == [310, 280, 250, 220]
    assert training_days(almanac, 30) == [370, 356, 342, 328]
    assert training_days(Almanac(history.until(150)), 90) == [60, 30 + almanac.first_day] or almanac.first_day > 0


def test_the_same_season_last_year_is_added_once_the_shop_is_old_enough(history):
    assert training_days(Almanac(history.until(600)), 90)[-1] == 235
    assert 365 + 100 - 365 not in training_days(Almanac(history.until(465)), 90)


def test_features_are_those_of_a_cut_history_whoever_asks(history):
    whole, cut = Almanac(history), Almanac(history.until(300))
    assert (whole.features(250, 60).matrix == cut.features(250, 60).matrix).all()
    assert whole.until(300).features(250, 60) is whole.features(250, 60)


def test_windows_that_have_not_ended_cannot_be_asked(history):
    with pytest.raises(InputError, match="not all watched"):
        Almanac(history).until(300).bought(250, 60)


def test_each_day_weighs_the_same(history):
    taught = examples(Almanac(history.until(400)), 90)
    sizes = [len(history.until(day).summary()) for day in (310, 280, 250, 220)]
    parts = np.split(taught.weight, np.cumsum(sizes)[:-1])
    assert [round(float(part.sum()), 6) for part in parts] == [round(sum(sizes) / 4, 6)] * 4


def test_of_very_many_examples_some_teach_and_each_day_weighs_the_same(history, monkeypatch):
    cut = Almanac(history.until(400))
    every = examples(cut, 90)
    monkeypatch.setattr(almanac, "MOST_EXAMPLES", len(every.bought) // 2 - 1)
    some = examples(cut, 90)
    sizes = [len(cut.bought(day, 90)) for day in training_days(cut, 90)]
    third = [-(-size // 3) for size in sizes]
    assert (len(some.bought), some.days) == (sum(third), every.days)
    assert some.features[: third[0]].tolist() == every.features[: sizes[0] : 3].tolist()
    assert len(np.unique((some.weight * np.repeat(third, third)).round(9))) == 1


def test_a_young_or_quiet_shop_says_what_is_missing(history):
    with pytest.raises(NotEnoughData, match="days since the first order; learning to look 90 days ahead takes 120"):
        examples(Almanac(history.until(100)), 90)
    once = PurchaseHistory.from_orders(range(500), [i % 50 for i in range(500)], [9] * 500, observed_until=300)
    with pytest.raises(NotEnoughData, match="0 of 20 examples of each kind"):
        examples(Almanac(once), 90)
    with pytest.raises(NotEnoughData, match="Nobody has bought"):
        examples(Almanac(PurchaseHistory.from_orders([], [], [], observed_until=9)), 90)
