"""Who is trusted: the weighted score until it is beaten, and only by what was over on that day."""

import numpy as np
import pytest

from techmart.prediction import PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.champion import Choice, Promotion, Trials, choose_champion
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


class Told(Trials):
    """Trials whose forecasts are given."""

    def __init__(self, history: PurchaseHistory, forecasts: dict[tuple[str, float], np.ndarray]) -> None:
        super().__init__(Almanac(history), 60)
        self.told = forecasts

    def forecast(self, name: str, day: float) -> np.ndarray:
        return self.told[name, day]


def told_of(history: PurchaseHistory, challenger: str, better: tuple[float, float]) -> Told:
    """Return trials in which the ensemble knows nothing and the challenger a little more, on each of two days."""
    told = {}
    for day, more in zip((340.0, 280.0), better, strict=True):
        bought = history.bought_after(day, 60)
        told["ensemble", day] = np.full(len(bought), 0.3)
        told[challenger, day] = np.where(bought, 0.3 + more, 0.3 - more)
    return Told(history, told)


@pytest.mark.parametrize(("better", "takes_it"), [((0.04, 0.05), True), ((0.001, 0.04), False), ((0.05, -0.05), False)])
def test_the_ensemble_stays_unless_clearly_beaten(history, better, takes_it):
    choice = choose_champion(told_of(history, "forest", better), horizon=60, names=["forest", "ensemble"])
    assert (choice.champion, choice.days) == ("forest" if takes_it else "ensemble", (340, 280))
    assert choice.fell_back_from == ""


def test_a_small_gain_is_enough_for_the_simple_rule(history):
    choice = choose_champion(
        told_of(history, "weighted-rfm", (0.001, 0.04)), horizon=60, names=["weighted-rfm", "ensemble"]
    )
    (promotion,) = choice.promotions
    assert promotion.error < promotion.gain < 2 * promotion.error
    assert (promotion.promoted, choice.champion) == (True, "weighted-rfm")
    assert choice.fell_back_from == "ensemble"


@pytest.mark.parametrize(("better", "takes_it"), [((0.02, 0.05), True), ((0.001, 0.04), True), ((-0.01, 0.03), False)])
def test_bg_nbd_takes_the_place_by_more_than_the_error(history, better, takes_it):
    choice = choose_champion(told_of(history, "bg-nbd", better), horizon=60, names=["bg-nbd", "ensemble"])
    (promotion,) = choice.promotions
    assert (promotion.gain > promotion.error, choice.champion) == (takes_it, "bg-nbd" if takes_it else "ensemble")


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
