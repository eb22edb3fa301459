"""The judge: it hands out the past only, and its figures match CDNOW's published ones."""

import numpy as np
import pytest
from tests.prediction.lifetimes import in_whole_days

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.backtest import backtest, rolling_cutoffs
from techmart.prediction.recipes import RECIPES, fit_beta_geo, fit_weighted_rfm
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    rng = np.random.default_rng(12)
    return in_whole_days(simulate_history(rng, customers=4000, joined_within=300, observed_until=400))


def test_cutoffs_touch_but_do_not_overlap(history):
    assert rolling_cutoffs(history, 90, windows=3) == [130, 220, 310]
    assert rolling_cutoffs(history, 150, windows=3) == [250]
    assert rolling_cutoffs(history, 300, windows=3) == []
    empty = PurchaseHistory.from_orders([], [], [], observed_until=10)
    assert rolling_cutoffs(empty, 1, windows=3) == []


def test_every_model_is_judged_in_every_window(history):
    judgements = backtest(history, horizon=90, cutoffs=[220, 310])
    assert [(j.model, j.cutoff) for j in judgements] == [(name, day) for day in (220, 310) for name in RECIPES]
    for judgement in judgements:
        rate = judgement.base_rate
        assert judgement.log_loss < -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
        assert judgement.auc > 0.65
        assert judgement.ece < 0.1
        assert judgement.mean_predicted == pytest.approx(judgement.base_rate, rel=0.3)
    assert judgements[-1].customers == len(history.until(310).summary())


def test_the_true_model_is_calibrated(history):
    (judgement,) = backtest(history, horizon=90, cutoffs=[310], recipes={"bg": fit_beta_geo})
    assert judgement.ece < 0.03


def test_a_recipe_never_sees_past_the_cutoff(history):
    seen = []

    def watchful(past, horizons):
        seen.append((past.observed_until, past.day.max() <= past.observed_until, horizons))
        return fit_beta_geo(past)

    backtest(history, horizon=60, cutoffs=[200, 300], recipes={"watchful": watchful})
    assert seen == [(200, True, [60]), (300, True, [60])]


def test_shuffled_labels_cannot_be_ranked(history):
    rng = np.random.default_rng(0)
    customers = rng.permutation(len(history.customers))
    later = history.day > 310
    code = np.where(later, customers[history.code], history.code)
    shuffled = PurchaseHistory.from_orders(code, history.day, history.amount, observed_until=400)
    (judgement,) = backtest(shuffled, horizon=90, cutoffs=[310], recipes={"bg": fit_beta_geo})
    assert judgement.auc == pytest.approx(0.5, abs=0.03)


def test_windows_that_cannot_be_judged_are_refused(history):
    with pytest.raises(InputError, match="not all watched"):
        backtest(history, horizon=90, cutoffs=[350])
    with pytest.raises(InputError, match="Nobody had bought by day -1"):
        backtest(history, horizon=90, cutoffs=[-1])


def test_a_window_in_which_nobody_bought_has_no_auc():
    quiet = PurchaseHistory.from_orders([1, 1, 2], [0, 30, 20], [5, 5, 5], observed_until=200)
    judgement = backtest(quiet, horizon=90, cutoffs=[110])[0].to_dict()
    assert judgement["auc"] is None
    assert judgement["base_rate"] == 0


@pytest.mark.realdata
def test_cdnow_s_last_six_months(cdnow):
    """Published for six months of nearly these days: BG/NBD .4244 and .7882, Pareto/NBD .4208 and .7998."""
    recipes = {"bg": fit_beta_geo, "rfm": fit_weighted_rfm, "pareto": RECIPES["pareto-nbd"]}
    bg, rfm, pareto = backtest(cdnow, horizon=180, cutoffs=[cdnow.observed_until - 180], recipes=recipes)
    assert bg.customers == 23570
    assert (round(bg.log_loss, 3), round(bg.auc, 3)) == (0.424, 0.789)
    assert (round(pareto.log_loss, 3), round(pareto.auc, 3)) == (0.420, 0.800)
    assert rfm.log_loss < bg.log_loss
    assert rfm.auc > bg.auc
