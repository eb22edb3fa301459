"""Models fitted to histories, however short."""

import numpy as np
import pytest
from tests.prediction.lifetimes import in_whole_days

from techmart.prediction import ConvergenceError, InputError, PurchaseHistory
from techmart.prediction.recipes import RECIPES, fit_beta_geo, fit_gamma_gamma, fit_weighted_rfm, forecast
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    rng = np.random.default_rng(9)
    return in_whole_days(simulate_history(rng, customers=1500, joined_within=300, observed_until=400))


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES.keys())
def test_every_model_forecasts_every_horizon(history, recipe):
    model = recipe(history, [30, 90])
    near, far = (forecast(model, history.summary(), horizon) for horizon in (30, 90))
    assert near.shape == far.shape == (1500,)
    assert 0 < near.mean() < far.mean() < 1


def test_the_weighted_score_is_calibrated_on_the_window_that_ends_today(history):
    model = fit_weighted_rfm(history, [30, 90])
    before = history.until(310).summary()
    p = forecast(model, before, 90)
    assert p.mean() == pytest.approx(history.bought_after(310, 90).mean(), abs=0.01)


def test_a_shop_younger_than_the_horizon_has_a_score_but_no_calibration():
    young = PurchaseHistory.from_orders([1, 2, 2], [0, 3, 9], [5, 6, 7])
    model = fit_weighted_rfm(young, [30])
    assert model.calibrations_ == {}
    assert list(model.parameters_.values()) == [1 / 3] * 3
    assert model.score(0, 2, 13) == 1


@pytest.mark.parametrize("customers", [1, 2, 5, 50])
def test_small_shops_get_an_answer(customers):
    rng = np.random.default_rng(1)
    shop = in_whole_days(simulate_history(rng, customers=customers, observed_until=365, alpha=60))
    for recipe in RECIPES.values():
        p = forecast(recipe(shop, [90]), shop.summary(), 90)
        assert ((p > 0) & (p < 1)).all()


def test_an_empty_shop_is_told_so():
    nobody = PurchaseHistory.from_orders([], [], [], observed_until=10)
    for fit in (fit_beta_geo, lambda past: fit_weighted_rfm(past, [30])):
        with pytest.raises(InputError, match="There is no customer"):
            fit(nobody)
    with pytest.raises(ConvergenceError, match="No repeat purchase"):
        fit_gamma_gamma(nobody)


def test_spend_is_learned(history):
    assert fit_gamma_gamma(history).mean_spend_ == pytest.approx(6.25 * 15.44 / 2.74, rel=0.05)
