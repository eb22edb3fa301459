"""What figures say is what their numbers say."""

from datetime import date, timedelta

import numpy as np
import pytest

from techmart.backoffice.insights import figures
from techmart.prediction.rfm import QuintileRate
from techmart.scoring.queries import HeatMap, Week


def rates(*bought: int | None) -> list[QuintileRate]:
    return [
        QuintileRate(quintile, 0 if share is None else 100, share or 0)
        for quintile, share in enumerate(bought, start=1)
    ]


def say(text: str) -> str:
    """Write ordinary blanks for the unbreakable ones of percentages."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("bought", "sentence"),
    [
        (
            (13, 29, 40, 60, 75),
            "The more lately they had ordered, the more came back: "
            "13 % of the longest silent fifth, 75 % of the latest.",
        ),
        (
            (17, 6, 17, 40, 75),
            "The more lately they had ordered, the more came back, though not at every step: "
            "17 % of the longest silent fifth, 75 % of the latest.",
        ),
        (
            (30, 20, 20, 10, 5),
            "How lately they had ordered says little about coming back here: "
            "30 % of the longest silent fifth, 5 % of the latest.",
        ),
        (
            (None, 20, None, 30, 45),
            "The more lately they had ordered, the more came back: "
            "20 % of the longest silent fifth, 45 % of the latest.",
        ),
    ],
)
def test_a_claim_owns_up_where_the_numbers_do_not_bear_it_out(bought: tuple[int, ...], sentence: str) -> None:
    figure = figures.repurchase_by_quintile("recency", rates(*bought), 90)

    assert say(figure.title) == sentence
    assert [row[0] for row in figure.table.rows] == ["1", "2", "3", "4", "5"]


def test_the_map_points_at_the_field_that_brings_most() -> None:
    customers, probability = np.zeros((5, 5), int), np.full((5, 5), np.nan)
    customers[4, 4], probability[4, 4] = 100, 0.6
    customers[0, 0], probability[0, 0] = 400, 0.05

    figure = figures.rfm_heat_map(HeatMap(customers, probability, np.nan_to_num(probability) * customers))

    assert say(figure.title) == "R5 F5 alone, 100 customers, should bring 75 % of those who buy within 90 days."
    assert [say(" ".join(row)) for row in figure.table.rows] == ["R5 F5 100 60 % 60.0", "R1 F1 400 5 % 20.0"]


def test_the_histogram_counts_the_likely() -> None:
    assert figures.probability_histogram([90, 0, 0, 0, 3, 4, 0, 0, 2, 1], 30).title == (
        "7 of 100 customers are more likely than not to buy within 30 days."
    )
    assert figures.probability_histogram([9] + [0] * 9, 30).title == (
        "None of 9 customers is more likely than not to buy within 30 days."
    )


def weeks(*revenue: int) -> list[Week]:
    monday = date(2026, 2, 23)
    return [Week(monday - timedelta(weeks=len(revenue) - 1 - i), minor, 1) for i, minor in enumerate(revenue)]


@pytest.mark.parametrize(
    ("revenue", "sentence"),
    [
        ([100_00] * 52 + [50_00] * 51 + [125_00], "brought €125, 25 % more than the same week a year before."),
        ([100_00] * 104, "brought €100, as much as the same week a year before."),
        ([100_00] * 103 + [40_00], "brought €40, 60 % less than the same week a year before."),
        ([100_00] * 3, "brought €100."),
    ],
)
def test_a_week_is_compared_with_the_same_one_a_year_before(revenue: list[int], sentence: str) -> None:
    assert say(figures.weekly_revenue(weeks(*revenue), "EUR").title) == f"The week of 23 February {sentence}"


def test_orders_are_counted() -> None:
    assert figures.weekly_orders(weeks(1, 2, 3)).title == "The week of 23 February brought 1 order."
