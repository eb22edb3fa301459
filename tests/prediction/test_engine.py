"""Models by name: one call fits any, small shops get a typed answer."""

import json

import numpy as np
import pytest
from tests.prediction.lifetimes import in_whole_days

from techmart.prediction import InputError, PredictionError, PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.base import NotEnoughData
from techmart.prediction.engine import NAMES, Fitted, fit_model
from techmart.prediction.levels import expected_share
from techmart.prediction.metrics import auc
from techmart.prediction.recipes import fit_beta_geo, forecast
from techmart.prediction.simulate import simulate_history

DEGENERATE = {
    "nobody": ([], []),
    "one": ([1], [5]),
    "two": ([1, 2], [5, 9]),
    "five": ([1, 2, 3, 4, 5, 1], [5, 9, 12, 40, 41, 90]),
    "one-time buyers": (list(range(300)), [i % 100 for i in range(300)]),
    "one big buyer": ([7] * 150, list(range(150))),
    "all on one day": (list(range(60)), [3] * 60),
}


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    rng = np.random.default_rng(9)
    return in_whole_days(simulate_history(rng, customers=1200, joined_within=200, observed_until=400, alpha=25))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_fitted_and_answers_after_a_round_trip(history, name):
    past = history.until(320)
    fitted = fit_model(name, past, horizon=80)
    p = fitted.probability(past)
    assert len(p) == len(past.summary())
    assert ((p >= 0) & (p <= 1)).all()
    assert p.mean() == pytest.approx(history.bought_after(320, 80).mean(), rel=0.35)
    stored = json.loads(json.dumps(fitted.to_dict(), allow_nan=False))
    again = Fitted.from_dict(stored)
    assert (again.name, again.horizon) == (name, 80)
    assert (again.probability(past) == p).all()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shop", DEGENERATE)
def test_a_shop_too_small_gets_probabilities_or_a_typed_error(name, shop):
    customers, days = DEGENERATE[shop]
    history = PurchaseHistory.from_orders(customers, days, [10.0] * len(days), observed_until=200)
    try:
        p = fit_model(name, history, horizon=30).probability(history)
    except PredictionError:
        return
    assert shop != "nobody"
    assert np.isfinite(p).all()
    assert ((p >= 0) & (p <= 1)).all()


def test_beyond_90_days_the_ensemble_ranks_by_what_it_learned_of_90():
    rng = np.random.default_rng(4)
    past = Almanac(simulate_history(rng, customers=250, joined_within=100, observed_until=180, alpha=25))
    far, near = (fit_model("ensemble", past, horizon=horizon) for horizon in (120, 90))
    assert [member.to_dict() for member in far.estimator.members_] == [m.to_dict() for m in near.estimator.members_]
    assert far.of(past).mean() == pytest.approx(expected_share(past, 120))
    assert far.of(past).mean() > near.of(past).mean()


def test_a_shop_too_young_to_learn_from_is_answered_by_the_lifetime_models(history):
    past = history.until(50)
    fitted = fit_model("ensemble", past, horizon=60)
    assert fitted.estimator.members_ == []
    assert auc(fitted.probability(past), forecast(fit_beta_geo(past), past.summary(), 60) > 0.5) > 0.9
    with pytest.raises(NotEnoughData, match="learning to look 60 days ahead takes 90"):
        fit_model("logistic", past, horizon=60)


@pytest.mark.parametrize("stored", [{}, {"name": "bg-nbd", "horizon": 30, "estimator": None}])
def test_what_is_no_stored_model_is_refused(stored):
    with pytest.raises(InputError, match="not a stored model"):
        Fitted.from_dict(stored)


def test_what_cannot_be_asked_is_refused(history):
    with pytest.raises(InputError, match="Unknown model 'oracle'; known are bg-nbd"):
        fit_model("oracle", history, horizon=30)
    with pytest.raises(InputError, match="horizon must be a positive number"):
        fit_model("bg-nbd", history, horizon=float("nan"))
    with pytest.raises(NotEnoughData, match="Nobody has bought yet"):
        fit_model("bg-nbd", PurchaseHistory.from_orders([], [], [], observed_until=9), horizon=30)
    with pytest.raises(NotEnoughData, match="younger than 90 days"):
        fit_model("weighted-rfm", history.until(60), horizon=90)
