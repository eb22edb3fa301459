"""Lifetime models by the shop's clock: right in the season that comes, where the calendar's are not."""

import numpy as np
import pytest
from tests.prediction.lifetimes import seasonal_history

from techmart.prediction import BetaGeo, SeasonalBetaGeo, SeasonalParetoNBD
from techmart.prediction.clock import ShopClock
from techmart.prediction.recipes import forecast, seasonal_recipe

SUMMER = {"first_purchase_on": 10.0, "last_purchase_on": 60.0, "observed_until": 99.0}


def by_clock(pace: float) -> SeasonalBetaGeo:
    """Return a model in a shop whose time has always run at this pace."""
    inner = {"model": "bg-nbd", "settings": {}, "learned": {"r_": 0.6, "alpha_": 40.0, "a_": 0.8, "b_": 3.0}}
    clock = ShopClock(0.0, np.full(1000, pace)).to_dict()
    return SeasonalBetaGeo.from_dict(
        {"model": "seasonal-bg-nbd", "settings": {}, "learned": {"clock_": clock, "model_": inner}}
    )


def test_the_next_season_is_foretold():
    """From the end of winter, over a summer three times as lively."""
    history = seasonal_history(customers=20_000, observed_until=729)
    past, bought = history.until(640), history.bought_after(640, 89)
    flat = BetaGeo().fit(**past.summary().select(BetaGeo.columns))
    seasonal = seasonal_recipe(SeasonalBetaGeo())(past, [89])
    assert forecast(seasonal, past.summary(), 89).mean() == pytest.approx(bought.mean(), rel=0.05)
    assert forecast(flat, past.summary(), 89).mean() < 0.85 * bought.mean()


def test_a_clock_of_constant_pace_only_changes_the_unit():
    slow, fast = by_clock(1.0), by_clock(2.0)
    inner = slow.model_
    rows = 3, *SUMMER.values()
    assert slow.probability_alive(*rows) == inner.probability_alive(3, 50, 89)
    assert fast.repurchase_probability(30, *rows) == pytest.approx(inner.repurchase_probability(60, 3, 100, 178))
    assert fast.expected_purchases(30, *rows) == pytest.approx(inner.expected_purchases(60, 3, 100, 178))
    assert fast.never_probability(*rows) == pytest.approx(inner.never_probability(3, 100, 178))
    assert fast.next_purchase_quantile(0.2, *rows) == pytest.approx(inner.next_purchase_quantile(0.2, 3, 100, 178) / 2)


def test_the_next_purchase_is_in_days():
    coming = by_clock(2.0).next_purchase([3, 12], [10.0, 10], [60.0, 20], 99.0, quantiles=(0.0, 0.3))
    assert coming.wait[0].tolist() == [0, 0]
    assert np.isfinite(coming.wait[1]).tolist() == [True, False]
    assert coming.never[1] > 0.99


def test_all_parameters_are_the_lifetime_model_s():
    history = seasonal_history(customers=500, observed_until=500)
    model = seasonal_recipe(SeasonalParetoNBD(prior_sd=3.0))(history, [])
    assert model.parameters_ == model.model_.parameters_
    assert tuple(model.parameters_) == ("r", "alpha", "s", "beta")
    assert (model.dropout_identified_, model.remarks_) == (True, [])


def test_where_nobody_left_it_says_so_in_any_season():
    days = np.arange(5, 300, 10.0)
    model = SeasonalBetaGeo(prior_sd=3.0).fit(
        np.full(40, 29), np.full(40, 5.0), np.full(40, 295.0), 300, purchased_on=np.repeat(days, 40)
    )
    assert model.dropout_identified_ is False
    assert model.remarks_ == ["dropout not identified: as far as these data tell, nobody has left yet."]
