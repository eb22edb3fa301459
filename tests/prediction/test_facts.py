"""Facts beside purchases: gathered by day, cut at a day, of those who are known."""

import numpy as np
import pytest

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.facts import Facts


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    return PurchaseHistory.from_orders(["ada", "ada", "ben"], [3, 10, 5], [4, 8, 8], observed_until=12)


def test_rows_of_one_day_are_one_and_stand_by_day(history):
    told = history.with_facts("returns", ["ben", "ada", "ada"], [11, 9, 9], amount=[1, 2, 3]).facts["returns"]
    assert (told.code.tolist(), told.day.tolist(), told["amount"].tolist()) == ([0, 1], [9, 11], [5, 1])
    assert told.since == 3


def test_a_product_is_new_to_a_customer_once():
    lines = Facts.gather(
        "lines", [0, 0, 0, 1, 0], [5, 5, 2, 5, 5], 0,
        product=[7, 8, 7, 7, 7], category=[1, -1, 1, 1, 1], quantity=[1, 2, 3, 4, 5],
    )  # fmt: skip
    assert lines.day.tolist() == [2, 5, 5, 5]
    assert lines.code.tolist() == [0, 0, 0, 1]
    assert lines["product"].tolist() == [7, 7, 8, 7]
    assert lines["category"].tolist() == [1, 1, -1, 1]
    assert lines["quantity"].tolist() == [3, 6, 2, 4]
    assert lines["is_new"].tolist() == [True, False, True, True]


def test_what_was_known_on_a_day_is_the_beginning(history):
    told = history.with_facts("visits", ["ada", "ben", "ada"], [4, 11, 2], carts=[0, 1, 0], since=1)
    past = told.until(4).facts["visits"]
    assert (past.day.tolist(), past.since, len(past)) == ([2, 4], 1, 2)
    assert told.until(1).facts["visits"].day.tolist() == []
    assert told.facts["visits"].of(np.array([1])).day.tolist() == [11]


def test_strangers_and_later_days_are_left_out(history):
    told = history.with_facts("visits", ["eve", "ada", "zoe"], [4, 13, 4], carts=[0, 0, 0])
    assert len(told.facts["visits"]) == 0
    nobody = PurchaseHistory.from_orders([], [], [], observed_until=9).with_facts("visits", ["eve"], [4], carts=[0])
    assert len(nobody.facts["visits"]) == 0


@pytest.mark.parametrize(
    ("kind", "values"),
    [("thanks", {}), ("returns", {"carts": [1]}), ("returns", {"amount": [np.nan]}), ("returns", {"amount": [1, 2]})],
)
def test_what_is_no_fact_is_refused(history, kind, values):
    with pytest.raises(InputError):
        history.with_facts(kind, ["ada"], [4], **values)
