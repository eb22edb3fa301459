"""What is undone is known from the day on that it was, and no sooner: purchases, facts, labels and features."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.facts import Facts
from techmart.prediction.features import LeakageError, features_as_of
from techmart.prediction.rfm import rates_by_quintile
from techmart.prediction.spend import value_after
from techmart.prediction.undone import Undone

END, NEVER = 60, np.inf
COLUMNS = ("customer", "first_purchase_on", "last_purchase_on", "purchases", "spend", "first_day_spend", "log_gaps")


def shop(*rows: tuple[str, float, float, float], until: float = END) -> PurchaseHistory:
    """Return a history of (customer, day, amount, undone on)."""
    customer, day, amount, on = zip(*rows, strict=True) if rows else ((), (), (), ())
    return PurchaseHistory.from_orders(customer, day, amount, undone_on=on, observed_until=until)


def spent(history: PurchaseHistory) -> dict[str, float]:
    summary = history.summary()
    return dict(zip(summary.customer.tolist(), summary.spend.tolist(), strict=True))


def test_a_refund_is_taken_off_from_its_day_on():
    history = shop(("ada", 10, 6.0, NEVER), ("ada", 10, 4.0, 40))
    assert spent(history) == spent(history.until(40)) == {"ada": 6}
    assert spent(history.until(39)) == spent(history.until(20)) == spent(history.until(10)) == {"ada": 10}
    assert history.until(39).summary().purchases.tolist() == [1]
    assert spent(history.until(9)) == {}


def test_an_order_called_off_stood_until_then():
    history = shop(("ada", 10, 10.0, 40), ("ben", 5, 7.0, NEVER))
    assert history.customers.tolist() == ["ada", "ben"]
    assert history.summary().customer.tolist() == ["ben"]
    assert spent(history.until(20)) == {"ada": 10, "ben": 7}
    assert history.known_at(20).tolist() == [0, 1]
    assert history.bought_after(20, 20).tolist() == [False, False]


def test_what_was_undone_on_its_own_day_never_stood():
    assert shop(("ada", 10, 10.0, 10)).undone is None
    assert spent(shop(("ada", 10, 10.0, 10)).until(10)) == {}


def test_what_is_undone_after_the_end_stands():
    early = shop(("ada", 10, 10.0, 40), until=20)
    assert spent(early) == {"ada": 10}
    assert early.undone is None


def test_labels_are_what_counts_in_the_end():
    history = shop(("ada", 5, 9.0, NEVER), ("ada", 25, 8.0, 50), ("ben", 5, 9.0, 30), ("ben", 25, 8.0, NEVER))
    assert history.bought_after(20, 10).tolist() == [False, True]
    assert [column.tolist() for column in value_after(history, 20, 10)] == [[0, 1], [0, 8]]
    # On day 30 nobody knew that Ada's would be called off.
    assert history.until(30).bought_after(20, 10).tolist() == [True, True]


def test_dates_do_as_days():
    days = ["2024-02-28", "2024-02-28"]
    dated = PurchaseHistory.from_orders(
        [1, 1], days, [5, 2], undone_on=["2999-01-01", "2024-03-02"], observed_until="2024-03-31"
    )
    assert [dated.until(day).summary().spend.tolist() for day in (19_783, 19_784)] == [[7], [5]]


@pytest.mark.parametrize("on", [[1.0], [1.0, np.nan], 3.0])
def test_every_row_has_a_day_or_none(on):
    with pytest.raises(InputError, match="2 days"):
        PurchaseHistory.from_orders([1, 2], [3, 4], [5, 6], undone_on=on)


def test_who_has_undone_nothing_pays_nothing():
    history = PurchaseHistory.from_orders([1, 2], [3, 4], [5, 6], observed_until=9)
    told = history.with_facts("lines", [1, 2], [3, 4], product=[1, 2], category=[1, 1], quantity=[1, 1])
    assert history.undone is None
    assert told.until(8).undone is None
    assert np.shares_memory(told.until(8).facts["lines"].day, told.facts["lines"].day)


rows = st.lists(
    st.tuples(
        st.integers(0, 5),  # customer
        st.integers(0, END),  # day
        st.integers(-50, 500),  # amount
        st.integers(0, END) | st.just(NEVER),  # undone on
        st.integers(0, 3),  # product
    ),
    max_size=40,
)


def loaded(drawn: list[tuple], day: float) -> PurchaseHistory:
    """Return everything as it is read at the end of a day, of which later rows and undoings are no part."""
    read = [(*row[:3], row[3] if row[3] <= day else NEVER, row[4]) for row in drawn if row[1] <= day]
    who, days, amount, on, product = zip(*read, strict=True) if read else ((),) * 5
    history = PurchaseHistory.from_orders(who, days, amount, undone_on=on, observed_until=day)
    lines = {"product": product, "category": product, "quantity": np.ones(len(who))}
    return history.with_facts("lines", who, days, since=0, undone_on=on, **lines)


def plain(history: PurchaseHistory) -> list[list]:
    """Return all that a history tells, whatever its customers' numbers are."""
    lines, summary = history.facts["lines"], history.summary()
    told = [getattr(summary, name) for name in COLUMNS] + [history.customers[history.code], history.day, history.amount]
    told += [history.customers[lines.code], lines.day, *(lines[name] for name in sorted(lines.columns))]
    return [column.tolist() for column in told]


@given(rows, st.integers(0, END), st.integers(0, END))
def test_an_earlier_day_is_what_was_read_on_that_day(drawn, a, b):
    a, b = max(a, b), min(a, b)
    today = loaded(drawn, END)
    assert plain(today.until(b)) == plain(loaded(drawn, b))
    assert plain(today.until(a).until(b)) == plain(today.until(b))
    standing = [row for row in drawn if row[1] <= b < row[3]]
    assert plain(today.until(b)) == plain(loaded([(*row[:3], NEVER, row[4]) for row in standing], b))


@given(rows, st.integers(0, END))
def test_labels_are_of_the_customers_known_then(drawn, cutoff):
    history = loaded(drawn, END)
    known = history.customers[history.known_at(cutoff)].tolist()
    assert known == history.until(cutoff).summary().customer.tolist()
    assert len(history.bought_after(cutoff, END - cutoff)) == len(known)
    assert all(len(column) == len(known) for column in value_after(history, cutoff, END - cutoff))
    if known:
        fifths = rates_by_quintile(history, END - cutoff)
        assert sum(fifth.customers for fifth in fifths["recency"]) == len(known)


def test_a_line_of_an_order_called_off_is_new_no_more_when_it_comes_again():
    lines = Facts.gather(
        "lines", [0, 0, 1], [3, 9, 5], 0, undone_on=[7, NEVER, NEVER],
        product=[5, 5, 5], category=[1, 1, 1], quantity=[2, 1, 1],
    )  # fmt: skip
    assert lines.until(6)["quantity"].tolist() == [2, 1]
    assert lines.until(6)["is_new"].tolist() == [True, True]
    assert lines["is_new"].tolist() == lines.until(9)["is_new"].tolist() == [True, True]
    later = replace(lines, undone=replace(lines.undone, on=np.array([12.0]))).until(9)
    assert later["is_new"].tolist() == [True, True, False]


def test_a_planted_refund_raises():
    past = shop(("ada", 10, 6.0, NEVER), ("ada", 10, 4.0, 30), ("ben", 12, 5.0, NEVER)).until(40)
    later = Undone(np.array([0]), np.array([10.0]), np.array([41.0]), {"amount": np.array([1.0])})
    told = past.with_facts("lines", ["ada"], [10], product=[1], category=[1], quantity=[1])
    canary = replace(told.facts["lines"], undone=later)
    for knows_more in (replace(past, undone=later), replace(told, facts={"lines": canary})):
        with pytest.raises(LeakageError, match="after day 40"):
            features_as_of(knows_more, 40, horizon=30)
    assert features_as_of(told, 40, horizon=30).matrix.shape[0] == 2
