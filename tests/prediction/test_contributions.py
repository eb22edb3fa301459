"""Reasons are what the model says: change the fact, and the probability moves as stated."""

from dataclasses import replace

import numpy as np
import pytest

from techmart.prediction import InputError, PopulationBetaGeo, PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.contributions import ALTERED, LEAST_EFFECT, Explainer, Typical
from techmart.prediction.engine import Fitted, fit_model
from techmart.prediction.simulate import simulate_history

MODELS = ("bg-nbd", "bg-bb", "seasonal-pareto-nbd", "individual-regularity", "weighted-rfm", "logistic", "ensemble")


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    drawn = simulate_history(np.random.default_rng(8), customers=200, joined_within=200, observed_until=330, alpha=30)
    return Almanac(PurchaseHistory.from_orders(drawn.code, np.floor(drawn.day), drawn.amount, observed_until=330))


@pytest.fixture(scope="module", params=MODELS)
def fitted(request, almanac) -> Fitted:
    return fit_model(request.param, almanac, horizon=60)


def test_without_the_fact_the_model_says_what_the_reason_says_it_would(fitted, almanac):
    """Asked anew about that customer alone, not among the few that were explained together."""
    why, rows = Explainer(fitted, almanac.history), [0, 50, 199]
    says = fitted.of(almanac)
    for row, reasons in zip(rows, why.reasons(rows), strict=True):
        assert 1 <= len(reasons) <= 3
        for reason in reasons:
            alone = why._only(np.array([row]))
            assert reason.probability == pytest.approx(says[row], abs=1e-9)
            without = why.ask(ALTERED[reason.factor](alone, why.typical))[0]
            assert reason.otherwise == pytest.approx(without, abs=1e-9)
            assert reason.speaks_for == (says[row] > without)
            assert (f"{100 * (says[row] - without):+.0f} point" in reason.text) == (abs(reason.effect) >= LEAST_EFFECT)


def test_a_long_silence_speaks_against_and_a_short_one_for():
    days = [0, 40, 80, 120, 155, 0, 40, 60, 0, 20, 100, 5, 15, 90]
    shop = PurchaseHistory.from_orders(list("aaaaabbbcccdee"), days, [9] * 14, observed_until=160)
    ada, ben = (
        {reason.factor: reason for reason in reasons}
        for reasons in Explainer(fit_model("bg-nbd", shop, horizon=30), shop).reasons([0, 1])
    )
    assert ada["silence"].speaks_for
    assert str(ada["silence"].fact) == "Last purchase 5 days ago; typical is 70 days ago"
    assert str(ada["habit"].fact) == "5 purchases, about every 39 days; typical is 3, every 44 days"
    assert not ben["silence"].speaks_for


def test_what_is_typical_has_no_reason_to_be_otherwise(almanac):
    history = almanac.history
    typical = Typical.of(history)
    for change in ALTERED.values():
        once = change(history, typical)
        again = change(once, typical)
        assert np.abs(again.day - once.day).max() < 1e-9
        assert again.amount.tolist() == pytest.approx(once.amount.tolist())


def test_a_change_leaves_the_rest_alone(almanac):
    history = almanac.history
    before, typical = history.summary(), Typical.of(history)
    quiet, habit, even = (ALTERED[name](history, typical).summary() for name in ("silence", "habit", "tempo"))
    assert quiet.frequency.tolist() == before.frequency.tolist()
    assert quiet.recency.tolist() == before.recency.tolist()
    assert set(quiet.days_since_last_order.tolist()) == {typical.silence}
    assert habit.days_since_last_order.tolist() == before.days_since_last_order.tolist()
    assert set(habit.purchases.tolist()) == {typical.purchases}
    assert even.last_purchase_on.tolist() == pytest.approx(before.last_purchase_on.tolist())


def test_a_shop_of_one_has_reasons_too():
    shop = PurchaseHistory.from_orders(["ada"], [0], [5.0], observed_until=9)
    model = Fitted("population-mbg-nbd", 30.0, PopulationBetaGeo().fit([0], [0.0], [9.0]))
    ((reason,),) = Explainer(model, shop).reasons([0])
    assert (reason.effect, reason.text.endswith(".")) == (0.0, True)


def test_nobody_has_no_reasons(almanac):
    empty = replace(almanac.history.until(330), code=np.array([], int), day=np.array([]), amount=np.array([]))
    with pytest.raises(InputError, match="no customer"):
        Typical.of(empty)


def test_beyond_90_days_reasons_explain_what_is_forecast(almanac):
    fitted = fit_model("ensemble", almanac, horizon=120)
    assert Explainer(fitted, almanac.history).ask(almanac.history) == pytest.approx(fitted.of(almanac), abs=1e-9)
