"""Judging: what came true, who was judged, and who is chosen."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.champion import choose_champion
from techmart.prediction.simulate import simulate_history
from techmart.scoring.judging import Judgement, judge, verdict


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    return simulate_history(np.random.default_rng(11), customers=150, joined_within=200, observed_until=300, alpha=25)


@pytest.fixture(scope="module")
def judged(history: PurchaseHistory) -> Judgement:
    return judge(history, names=["bg-nbd"])


def test_the_baseline_is_always_judged_too(judged: Judgement) -> None:
    assert judged.judged == ["weighted-rfm", "bg-nbd"]
    assert {(each.model, each.horizon, each.cutoff) for each in judged.verdicts} == {
        (name, horizon, 300 - horizon * back)
        for name in ("weighted-rfm", "bg-nbd") for horizon in (30, 60, 90) for back in (1, 2)
        if 300 - horizon * back >= horizon
    }  # fmt: skip


def test_the_champions_are_those_of_the_library(judged: Judgement, history: PurchaseHistory) -> None:
    assert judged.choices == {
        horizon: choose_champion(history, horizon=horizon, names=["weighted-rfm", "bg-nbd"]) for horizon in (30, 60, 90)
    }
    assert judged.champions == {horizon: choice.champion for horizon, choice in judged.choices.items()}


def test_a_verdict_counts_what_was_said_and_what_came() -> None:
    p, bought = np.array([0.05, 0.35, 0.31, 0.9]), np.array([False, True, False, True])

    seen = verdict("bg-nbd", 30, 7, p, bought, baseline=np.full(4, 0.5))

    assert (seen.customers, seen.buyers, seen.expected) == (4, 2, pytest.approx(1.61))
    assert [(tenth["tenth"], tenth["bought"]) for tenth in seen.tenths] == [(0, 0), (3, 1), (9, 1)]
    assert seen.figures["gain"] == pytest.approx(np.log(2) - seen.log_loss)
