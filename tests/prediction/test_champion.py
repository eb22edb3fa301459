"""Who is trusted: the weighted score until it is beaten, and only by what was over on that day."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.champion import Choice, Promotion, choose_champion
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    return simulate_history(np.random.default_rng(9), customers=600, joined_within=200, observed_until=400, alpha=25)


def test_what_comes_later_does_not_change_the_choice(history):
    later = history.day > 320
    rng = np.random.default_rng(3)
    code = np.where(later, rng.permutation(history.code), history.code)
    other = PurchaseHistory.from_orders(code, history.day, history.amount, observed_until=400)
    names = ["bg-nbd", "weighted-rfm"]
    assert choose_champion(other, horizon=60, day=320, names=names) == choose_champion(
        history, horizon=60, day=320, names=names
    )


def test_a_model_that_is_true_takes_the_place(history):
    choice = choose_champion(history, horizon=60, names=["weighted-rfm", "bg-nbd"])
    assert choice.days == (340, 280)
    (promotion,) = choice.promotions
    assert (promotion.champion, promotion.challenger) == ("weighted-rfm", "bg-nbd")
    assert promotion.promoted == (promotion.gain > promotion.error)
    assert choice.champion == ("bg-nbd" if promotion.promoted else "weighted-rfm")


def test_the_ensemble_stays_unless_clearly_beaten(history):
    choice = choose_champion(history, horizon=60, names=["weighted-rfm", "logistic", "ensemble"])
    assert [promotion.challenger for promotion in choice.promotions] == ["weighted-rfm", "logistic"]
    assert choice.promotions[0].champion == "ensemble"
    assert [p.challenger for p in choice.promotions if p.promoted] == [choice.champion] * (
        choice.champion != "ensemble"
    )


def test_the_nearest_are_told_by_their_gains():
    contests = [
        Promotion("weighted-rfm", "ensemble", -0.02, 0.01, promoted=False),
        Promotion("bg-nbd", "ensemble", -0.01, 0.01, promoted=False),
        Promotion("forest", "ensemble", float("nan"), float("nan"), promoted=False),
    ]
    assert Choice("ensemble", (340, 280), tuple(contests)).nearest == ("ensemble", "bg-nbd", "weighted-rfm")


def test_a_young_shop_is_given_to_the_ensemble(history):
    choice = choose_champion(history.until(60), horizon=90)
    assert (choice.champion, choice.promotions) == ("ensemble", ())


@pytest.mark.parametrize("customers", [0, 1, 2, 5])
def test_a_small_shop_stays_with_the_simple_rule(customers):
    history = PurchaseHistory.from_orders(range(customers), range(customers), [5] * customers, observed_until=300)
    choice = choose_champion(history, horizon=30)
    assert (choice.champion, choice.promotions) == ("weighted-rfm", ())
