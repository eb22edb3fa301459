"""Judging: what came true, who was judged, and who is chosen."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.champion import choose_champion
from techmart.prediction.simulate import simulate_history
from techmart.scoring.judging import Judgement, judge


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
