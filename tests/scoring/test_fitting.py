"""Fitting: each horizon its champion, and one model that says who is alive."""

from dataclasses import replace

import numpy as np
import pytest

from techmart.prediction import NotEnoughData, PurchaseHistory
from techmart.prediction.champion import Choice
from techmart.prediction.simulate import simulate_history
from techmart.scoring.fitting import Fit, best_lifetime, fit, require_enough, what_is_wanting
from techmart.scoring.judging import Judgement, verdict


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    return simulate_history(np.random.default_rng(11), customers=150, joined_within=200, observed_until=300, alpha=25)


def judgement(*champions: str) -> Judgement:
    chosen = {horizon: Choice(name, (), ()) for horizon, name in zip((30, 60, 90), champions, strict=True)}
    return Judgement([], chosen, [], {})


@pytest.fixture(scope="module")
def learned(history: PurchaseHistory) -> Fit:
    chosen = judgement("logistic", "weighted-rfm", "mbg-nbd")
    return fit(history, judgement=chosen, weights="learned", progress=lambda message: None)


def test_each_horizon_has_its_champion(learned: Fit) -> None:
    assert [fitted.name for fitted in learned.champions.values()] == ["logistic", "weighted-rfm", "mbg-nbd"]
    assert learned.lifetime.model == "bg-nbd"
    assert learned.champions[60].estimator is learned.baseline


def test_what_has_learned_is_kept_with_its_crowd_and_the_others_without(learned: Fit) -> None:
    assert "crowd" in learned.stored_champion(30)
    assert "crowd" not in learned.stored_champion(90)


def test_a_score_that_was_never_seen_to_come_true_is_not_used() -> None:
    young = simulate_history(np.random.default_rng(2), customers=60, joined_within=30, observed_until=70, alpha=15)
    models = fit(young, judgement=judgement(*["weighted-rfm"] * 3), weights="learned", progress=lambda message: None)

    assert [fitted.name for fitted in models.champions.values()] == ["weighted-rfm", "weighted-rfm", "bg-nbd"]


def test_the_best_of_those_that_can_says_who_is_alive() -> None:
    p, bought = np.array([0.2, 0.6]), np.array([False, True])
    good, bad = (verdict(name, 90, 0, q, bought, None) for name, q in (("mbg-nbd", p), ("bg-nbd", 1 - p)))
    told = [bad, good]

    assert best_lifetime(replace(judgement("ensemble", "ensemble", "ensemble"), verdicts=told)) == "mbg-nbd"
    assert best_lifetime(replace(judgement("x", "x", "bg-nbd"), verdicts=told)) == "bg-nbd"
    assert best_lifetime(judgement("ensemble", "ensemble", "ensemble")) == "bg-nbd"


@pytest.mark.parametrize("customers", [0, 1, 2, 5, 29])
def test_small_shops_hear_what_is_missing(customers: int) -> None:
    few = PurchaseHistory.from_orders(range(customers), [100] * customers, [9] * customers, observed_until=100)

    with pytest.raises(NotEnoughData, match=f"^{customers} of 30 customers who have bought, 0 of 5 who came back"):
        require_enough(few)
    assert what_is_wanting(customers=30, returned=5, days=60) == []
