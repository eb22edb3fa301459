"""Models judged on a file's own past, and the one that this speaks for."""

from datetime import date

import numpy as np
import pytest

from techmart.analyst.files import day_number, read
from techmart.analyst.judging import Court, require_watched
from techmart.orders.importing.errors import BadInput
from techmart.prediction import PurchaseHistory
from techmart.prediction.champion import BASELINE, choose_champion
from techmart.prediction.engine import fit_model
from techmart.prediction.metrics import log_loss


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    """Customers who buy at random over ten weeks; half of them once."""
    rng = np.random.default_rng(7)
    customer = np.repeat(np.arange(120), np.where(np.arange(120) % 2, 1, 6))
    return PurchaseHistory.from_orders(
        customer, rng.integers(0, 70, len(customer)), rng.uniform(5, 50, len(customer)), observed_until=70
    )


def test_models_are_judged_in_the_latest_windows(history):
    verdicts = Court.of(history).verdicts(["bg-nbd", BASELINE, "bg-nbd"], 10)
    assert [(verdict.cutoff, verdict.model) for verdict in verdicts] == [
        (50.0, "bg-nbd"), (50.0, BASELINE), (60.0, "bg-nbd"), (60.0, BASELINE),
    ]  # fmt: skip
    past, bought = history.until(50), history.bought_after(50, 10)
    said = fit_model("bg-nbd", past, horizon=10).probability(past)
    as_json = verdicts[0].to_dict()
    assert (as_json["cutoff"], as_json["horizon_days"], as_json["model"]) == ("1970-02-20", 10, "bg-nbd")
    assert (as_json["positive_rate"], as_json["log_loss"]) == (bought.mean(), log_loss(said, bought))
    assert verdicts[0].expected == said.sum()


def test_the_choice_is_the_champion_of_today(history):
    assert Court.of(history).choice(10) == choose_champion(history, horizon=10)


def test_a_model_that_had_no_answer_then_has_no_verdict(history):
    assert {verdict.model for verdict in Court.of(history).verdicts(["bg-nbd", "logistic"], 34)} == {"bg-nbd"}


def test_windows_beyond_the_file_are_bad_input(csv_file):
    history = read(csv_file("customer,date,amount", "ada,2026-01-05,5", "ada,2026-03-01,5")).history
    require_watched(history, 30, [day_number(date(2026, 1, 30))])
    with pytest.raises(BadInput, match=r"^the 30 days after 2026-02-01 are not over: the file ends on 2026-03-01$"):
        require_watched(history, 30, [day_number(date(2026, 2, 1))])
    with pytest.raises(BadInput, match=r"^nobody had bought by 2026-01-04: the first order is of 2026-01-05$"):
        require_watched(history, 30, [day_number(date(2026, 1, 4))])
