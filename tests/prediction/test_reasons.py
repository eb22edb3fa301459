"""Three sentences that a merchant can check against the order history."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.prediction import CustomerSummary, InputError
from techmart.prediction.reasons import Population, reasons_for

POPULATION = Population(
    purchases=[1] * 60 + [2] * 20 + [3] * 10 + [5] * 11, spend=range(0, 1010, 10), days_since_last_order=range(101)
)


def texts(*, purchases=1, spend=500.0, recency=0.0, silence=30.0, alive=1.0) -> list[str]:
    reasons = reasons_for(
        purchases=purchases,
        spend=spend,
        recency=recency,
        days_since_last_order=silence,
        probability_alive=alive,
        population=POPULATION,
    )
    return [reason.text for reason in reasons]


def test_ada_buys_often():
    assert texts(purchases=12, spend=985, recency=451, silence=39, alive=0.97) == [
        "Buys about every 41 days; the last order was 39 days ago.",
        "12 purchases, more than 99 % of customers.",
        "Spent more than 98 % of customers.",
    ]


def test_ben_lapsed():
    assert texts(purchases=3, spend=300, recency=80, silence=120, alive=0.08) == [
        "Quiet for 4 months, 3 times the usual gap: slipping.",
        "Has probably left (92 %).",
        "3 purchases, more than 79 % of customers.",
    ]


def test_cleo_is_new():
    assert texts(purchases=1, spend=40, silence=1) == [
        "One purchase, yesterday.",
        "Spent less than 95 % of customers.",
        "No second purchase yet.",
    ]


@pytest.mark.parametrize(
    ("silence", "first"),
    [
        (0, "Buys about every 10 days; the last order was today."),
        (15, "Buys about every 10 days; the last order was 15 days ago: a little late."),
        (40, "Quiet for 40 days, 4 times the usual gap: slipping."),
        (400, "Quiet for 13 months, after buying about every 10 days."),
        (1500, "Quiet for 4 years, after buying about every 10 days."),
    ],
)
def test_silence_is_measured_in_usual_gaps(silence, first):
    assert texts(purchases=6, recency=50, silence=silence)[0] == first


def test_nothing_is_certain():
    assert "Very likely still a customer (99 %)." in texts(purchases=3, spend=500, recency=60, alive=1.0)
    assert "Has probably left (99 %)." in texts(purchases=3, spend=500, recency=60, alive=0.0)


def test_the_middle_is_called_typical():
    alike = Population([3] * 101, [40] * 101, [9] * 101)
    reasons = reasons_for(
        purchases=3, spend=40, recency=20, days_since_last_order=9, probability_alive=0.9, population=alike
    )
    assert [reason.text for reason in reasons[1:]] == [
        "Very likely still a customer (90 %).",
        "Spent a typical amount.",
    ]


def test_reasons_know_which_way_they_speak():
    reasons = reasons_for(
        purchases=6, spend=900, recency=50, days_since_last_order=40, probability_alive=0.2, population=POPULATION
    )
    assert [reason.speaks_for for reason in reasons] == [False, True, True]


def test_a_population_comes_from_a_summary():
    five = np.arange(1.0, 6.0)
    shop = CustomerSummary(
        customer=five,
        first_purchase_on=np.zeros(5),
        last_purchase_on=five,
        purchases=five,
        spend=five * 10,
        first_day_spend=five,
        observed_until=10,
    )
    population = Population.of(shop)
    assert (population.purchases[0], population.purchases[50], population.purchases[100]) == (1, 3, 5)
    assert (population.days_since_last_order[0], population.days_since_last_order[100]) == (5, 9)
    with pytest.raises(InputError, match="no customer"):
        Population.of(shop[five > 9])


@given(st.integers(1, 400), st.floats(-100, 1e7), st.integers(0, 4000), st.integers(0, 4000), st.floats(0, 1))
def test_there_are_always_three_different_ones(purchases, spend, recency, silence, alive):
    recency = max(recency, purchases - 1) if purchases > 1 else 0
    three = texts(purchases=purchases, spend=spend, recency=recency, silence=silence, alive=alive)
    assert len(set(three)) == 3
    assert all(text.endswith(".") and len(text) < 90 for text in three)
