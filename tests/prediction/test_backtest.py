"""The judge: it hands out the past only, counts what came, and its figures match CDNOW's published ones."""

import numpy as np
import pytest
from tests.prediction.lifetimes import in_whole_days

from techmart.prediction import PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.backtest import judge_forecast, rolling_cutoffs, verdict
from techmart.prediction.champion import BASELINE, Trials
from techmart.prediction.recipes import RECIPES
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    rng = np.random.default_rng(12)
    return in_whole_days(simulate_history(rng, customers=4000, joined_within=300, observed_until=400))


@pytest.fixture(scope="module")
def trials(history: PurchaseHistory) -> Trials:
    return Trials(Almanac(history), 90)


def test_cutoffs_touch_but_do_not_overlap(history):
    assert rolling_cutoffs(history, 90, windows=3) == [130, 220, 310]
    assert rolling_cutoffs(history, 150, windows=3) == [250]
    assert rolling_cutoffs(history, 300, windows=3) == []
    empty = PurchaseHistory.from_orders([], [], [], observed_until=10)
    assert rolling_cutoffs(empty, 1, windows=3) == []


@pytest.mark.parametrize("name", RECIPES)
def test_every_model_knows_something_in_every_window(trials, history, name):
    for day in (220, 310):
        judged = trials.verdict(name, day)
        rate = judged.positive_rate
        assert judged.result.log_loss < -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
        assert judged.result.auc > 0.65
        assert judged.result.ece < 0.1
        assert judged.expected == pytest.approx(judged.buyers, rel=0.3)
        assert judged.customers == len(history.until(day).summary())


def test_the_true_model_is_calibrated(trials):
    assert trials.verdict("bg-nbd", 310).result.ece < 0.03


def test_a_model_never_sees_past_the_cutoff(trials, history):
    blind = Trials(Almanac(history.until(310)), 90)
    for name in ("bg-nbd", BASELINE):
        assert np.array_equal(trials.forecast(name, 310), blind.forecast(name, 310))


def test_shuffled_labels_cannot_be_ranked(history):
    rng = np.random.default_rng(0)
    customers = rng.permutation(len(history.customers))
    later = history.day > 310
    code = np.where(later, customers[history.code], history.code)
    shuffled = PurchaseHistory.from_orders(code, history.day, history.amount, observed_until=400)
    assert Trials(Almanac(shuffled), 90).verdict("bg-nbd", 310).result.auc == pytest.approx(0.5, abs=0.03)


def test_a_window_in_which_nobody_bought_has_no_auc():
    quiet = judge_forecast(np.array([0.1, 0.2]), np.array([False, False])).to_dict()
    assert (quiet["auc"], quiet["mean_over_rate"]) == (None, None)


def test_a_verdict_counts_what_was_said_and_what_came():
    p, bought = np.array([0.05, 0.35, 0.31, 0.9]), np.array([False, True, False, True])

    seen = verdict("bg-nbd", 30, 7, p, bought, baseline=np.full(4, 0.5))

    assert (seen.customers, seen.buyers, seen.expected) == (4, 2, pytest.approx(1.61))
    assert [(tenth.tenth, tenth.bought) for tenth in seen.tenths] == [(0, 0), (3, 1), (9, 1)]
    assert seen.result.gain == pytest.approx(np.log(2) - seen.result.log_loss)


def test_the_gain_over_the_baseline_and_its_error():
    rng = np.random.default_rng(5)
    truth = rng.random(4000)
    bought = rng.random(4000) < truth
    result = judge_forecast(truth, bought, np.full(4000, 0.5))
    losses = np.log(2) + np.log(np.where(bought, truth, 1 - truth))
    assert result.gain == pytest.approx(losses.mean())
    assert result.gain_error == pytest.approx(losses.std() / np.sqrt(4000), rel=0.1)
    assert result.ece < 2 * result.ece_floor


@pytest.mark.realdata
def test_cdnow_s_last_six_months(cdnow):
    """Published for six months of nearly these days: BG/NBD .4244 and .7882, Pareto/NBD .4208 and .7998."""
    trials = Trials(Almanac(cdnow), 180)
    bg, rfm, pareto = (trials.verdict(name, cdnow.observed_until - 180) for name in ("bg-nbd", BASELINE, "pareto-nbd"))
    assert bg.customers == 23570
    assert (round(bg.result.log_loss, 3), round(bg.result.auc, 3)) == (0.424, 0.789)
    assert (round(pareto.result.log_loss, 3), round(pareto.result.auc, 3)) == (0.420, 0.800)
    assert rfm.result.log_loss < bg.result.log_loss
    assert rfm.result.auc > bg.result.auc
