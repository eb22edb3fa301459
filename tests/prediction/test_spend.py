"""Models of spend, judged on what was then paid."""

import numpy as np
import pytest
from tests.prediction.lifetimes import in_whole_days

from techmart.prediction import ConvergenceError, GammaGamma, PurchaseHistory
from techmart.prediction.simulate import simulate_history
from techmart.prediction.spend import SpendJudgement, best_spend_model, fit_spend, judge_spend, value_after


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    rng = np.random.default_rng(9)
    return in_whole_days(simulate_history(rng, customers=1200, joined_within=300, observed_until=500, a=0.3))


def test_what_was_paid_after_a_day():
    history = PurchaseHistory.from_orders([1, 1, 1, 2, 3], [0, 6, 9, 2, 7], [5, 10, 20, 7, 3])
    purchases, paid = value_after(history, 5, 4)
    assert (purchases.tolist(), paid.tolist()) == ([2, 0], [30, 0])


def test_each_model_is_judged_in_each_window(history):
    judgements = judge_spend(history, 90, windows=2)
    assert [(j.model, j.cutoff) for j in judgements] == [
        ("gamma-gamma", 320.0), ("spend-regression", 320.0), ("gamma-gamma", 410.0), ("spend-regression", 410.0),
    ]  # fmt: skip
    for judgement in judgements:
        assert 0.9 < judgement.total_ratio < 1.1
        assert 0 < judgement.mae < judgement.rmse
        assert judgement.buyers == (history.bought_after(judgement.cutoff, 90)).sum()


def test_the_model_with_the_smaller_errors_is_used(history):
    model = fit_spend(history, 90)
    assert model.model == best_spend_model(judge_spend(history, 90))
    expected = model.expected_spend(**history.summary().select(model.columns))
    assert expected.mean() == pytest.approx(6.25 * 15.44 / 2.74, rel=0.1)


@pytest.mark.parametrize(("errors", "best"), [((4, 3), "spend-regression"), ((3, 3), "gamma-gamma")])
def test_a_tie_goes_to_gamma_gamma(errors, best):
    judgements = [
        SpendJudgement(model=name, cutoff=0, horizon=9, buyers=50, rmse=rmse, mae=1, total_ratio=1)
        for name, rmse in zip(("gamma-gamma", "spend-regression"), errors, strict=True)
    ]
    assert best_spend_model(judgements) == best
    assert best_spend_model([]) == "gamma-gamma"


def test_a_young_shop_has_gamma_gamma(history):
    young = history.until(100)
    assert judge_spend(young, 90) == []
    assert isinstance(fit_spend(young, 90), GammaGamma)


def test_a_shop_where_nobody_came_back_is_told_so():
    with pytest.raises(ConvergenceError, match="No repeat purchase"):
        fit_spend(PurchaseHistory.from_orders([1, 2], [0, 50], [5, 6]), 10)
