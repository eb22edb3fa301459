"""The tournament: the frozen figures of each window, as JSON, and its refusals."""

import json

import numpy as np
import pytest

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.simulate import simulate_history
from techmart.prediction.tournament import tournament


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    return simulate_history(np.random.default_rng(9), customers=1200, joined_within=200, observed_until=400, alpha=25)


def test_a_window_as_json(history):
    said = []
    names = ["weighted-rfm", "bg-nbd", "logistic"]
    (window,) = tournament(history, horizons=[60], cutoffs=[330], names=names, progress=said.append)
    data = json.loads(json.dumps(window.to_dict(), allow_nan=False))
    assert list(data["models"]) == names
    assert (data["cutoff"], data["horizon_days"], data["champion"] in names) == ("1970-11-27", 60, True)
    assert data["positive_rate"] == history.bought_after(330, 60).mean()
    assert set(data["models"]["bg-nbd"]) >= {
        "log_loss", "auc", "pr_auc", "brier", "ece", "ece_floor", "lift_10", "mean_over_rate"
    }  # fmt: skip
    assert data["models"]["weighted-rfm"]["gain"] == 0
    assert said[0] == "weighted-rfm, 60 days from 1970-11-27"


def test_a_model_that_could_not_be_fitted_says_why(history):
    (window,) = tournament(history, horizons=[90], cutoffs=[100], names=["bg-nbd", "forest"])
    assert list(window.models) == ["bg-nbd"]
    assert "learning to look 90 days ahead takes 120" in window.missing["forest"]


def test_by_default_the_latest_windows_are_judged(history):
    windows = tournament(history, horizons=[40, 60], windows=2, names=["bg-nbd"])
    assert [(w.horizon, w.cutoff) for w in windows] == [(40, 320), (40, 360), (60, 280), (60, 340)]


def test_what_cannot_be_judged_is_refused(history):
    with pytest.raises(InputError, match="Unknown model 'oracle'"):
        tournament(history, horizons=[30], names=["oracle"])
    with pytest.raises(InputError, match="not all watched"):
        tournament(history, horizons=[30], cutoffs=[390], names=["bg-nbd"])
    with pytest.raises(InputError, match="Nobody had bought"):
        tournament(history, horizons=[30], cutoffs=[-40], names=["bg-nbd"])
