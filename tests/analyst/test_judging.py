"""Models judged on a file's own past, and the one that would have been in use."""

from datetime import date

import numpy as np
import pytest

from techmart.analyst.files import day_number, read
from techmart.analyst.judging import BASELINE, Judge, judge
from techmart.orders.importing.errors import BadInput
from techmart.prediction import BetaGeo, PurchaseHistory
from techmart.prediction.recipes import RECIPES

TWO = {name: RECIPES[name] for name in (BetaGeo.model, BASELINE)}


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    """Customers who buy at random over ten weeks; half of them once."""
    rng = np.random.default_rng(7)
    customer = np.repeat(np.arange(120), np.where(np.arange(120) % 2, 1, 6))
    return PurchaseHistory.from_orders(
        customer, rng.integers(0, 70, len(customer)), rng.uniform(5, 50, len(customer)), observed_until=70
    )


def test_windows_touch_and_each_says_how_every_model_did(history):
    windows = judge(Judge(history, TWO), [10], windows=2)
    assert [(window.cutoff, window.horizon) for window in windows] == [(50.0, 10), (60.0, 10)]
    assert [judgement.model for judgement in windows[0].judgements] == ["bg-nbd", "weighted-rfm"]
    as_json = windows[0].to_dict()
    assert (as_json["cutoff"], as_json["horizon_days"], as_json["failures"]) == ("1970-02-20", 10, {})
    assert as_json["customers"] == len(history.until(50).summary())
    assert as_json["positive_rate"] == history.bought_after(50, 10).mean()
    figures = as_json["models"]["bg-nbd"]
    assert figures["mean_over_rate"] == figures["mean_predicted"] / as_json["positive_rate"]
    assert {"log_loss", "auc", "brier", "ece"} <= set(figures)


def test_the_champion_of_a_day_is_the_one_that_did_best_before_it(history):
    court = Judge(history, TWO)
    earlier = judge(court, [10], cutoffs=[20, 30, 40])
    mean = {
        name: np.mean([next(j.log_loss for j in window.judgements if j.model == name) for window in earlier])
        for name in TWO
    }
    assert court.champion(50, 10) == min(mean, key=mean.__getitem__)


def test_the_champion_of_a_day_knows_nothing_of_what_followed(history):
    until = history.until(50)
    for horizon in (5, 10, 20):
        assert Judge(history).ranking(50, horizon) == Judge(until).ranking(50, horizon)


def test_where_nothing_could_be_judged_the_baseline_comes_last(history):
    assert Judge(history, {BASELINE: RECIPES[BASELINE], **TWO}).ranking(8, 10) == ["bg-nbd", BASELINE]


def test_a_model_that_cannot_answer_is_a_failure_and_not_an_end(history):
    (window,) = judge(Judge(history, TWO), [30], cutoffs=[20])
    assert [judgement.model for judgement in window.judgements] == ["bg-nbd"]
    assert list(window.failures) == ["weighted-rfm"]
    assert window.champion == "bg-nbd"


def test_windows_beyond_the_file_are_bad_input(csv_file):
    history = read(csv_file("customer,date,amount", "ada,2026-01-05,5", "ada,2026-03-01,5")).history
    with pytest.raises(BadInput, match=r"^the 30 days after 2026-02-01 are not over: the file ends on 2026-03-01$"):
        judge(Judge(history), [30], cutoffs=[day_number(date(2026, 2, 1))])
    with pytest.raises(BadInput, match=r"^nobody had bought by 2026-01-04: the first order is of 2026-01-05$"):
        judge(Judge(history), [30], cutoffs=[day_number(date(2026, 1, 4))])
