"""Lifetime value: against published formulas, sums by hand, and simulated customers."""

import numpy as np
import pytest
from scipy.special import gammaln, hyperu
from tests.prediction.lifetimes import BETA_GEO, in_whole_days, known

from techmart.prediction import CustomerSummary, GammaGamma, InputError, PurchaseHistory
from techmart.prediction.clv import discounted_purchases, lifetime_value, net_share
from techmart.prediction.recipes import RECIPES
from techmart.prediction.simulate import simulate_history

SPEND = GammaGamma.from_dict(
    {"model": "gamma-gamma", "settings": {}, "learned": {"p_": 6.25, "q_": 3.74, "v_": 15.44, "customers_": 946}}
)


@pytest.fixture(scope="module")
def cast() -> CustomerSummary:
    """Return customers of 0, 1, 7 and 26 repeat purchases, watched for 270 days."""
    x = np.array([0.0, 1, 7, 26])
    return CustomerSummary(
        customer=np.arange(4),
        first_purchase_on=np.zeros(4),
        last_purchase_on=[0, 100, 200, 260],
        purchases=x + 1,
        spend=30 * (x + 1),
        first_day_spend=np.full(4, 30.0),
        observed_until=270,
    )


@pytest.mark.parametrize("rate", [0.001, 0.15, 2.0])
def test_all_that_is_to_come_is_the_paper_s_dert(cast, rate):
    """Fader, Hardie and Lee (2005), with Tricomi's function in place of their integral."""
    r, alpha, s, beta = 0.553, 10.578 * 7, 0.606, 11.669 * 7
    model = known("pareto-nbd", r=r, alpha=alpha, s=s, beta=beta)
    delta, (x, t_x, T) = np.log1p(rate) / 365, cast.select(model.columns).values()
    likelihood = [model.log_likelihood(*row) for row in np.transpose([x, t_x, T])[:, :, None]]
    log_factor = r * np.log(alpha) + s * np.log(beta) + (s - 1) * np.log(delta) + gammaln(r + x + 1) - gammaln(r)
    scale = np.exp(log_factor - (r + x + 1) * np.log(alpha + T) - likelihood)
    dert = scale * hyperu(s, s, delta * (beta + T))
    np.testing.assert_allclose(discounted_purchases(model, cast, np.inf, discount_rate=rate), dert, rtol=1e-8)


def test_by_period_it_is_the_sum_that_lifetimes_adds_up(cast):
    """There: 30 days a month, a rate of .01 a month, each month's purchases paid at its end."""
    model, columns = known("bg-nbd", **BETA_GEO), cast.select(("frequency", "recency", "T"))
    expected = [model.expected_purchases(30.0 * month, **columns) for month in range(13)]
    by_hand = sum((expected[month] - expected[month - 1]) / 1.01**month for month in range(1, 13))
    yearly = 1.01 ** (365 / 30) - 1
    got = discounted_purchases(model, cast, 360, discount_rate=yearly, period=30)
    np.testing.assert_allclose(got, by_hand, rtol=1e-12)
    value = lifetime_value(model, SPEND, cast, 360, discount_rate=yearly, period=30)
    per_purchase = SPEND.expected_spend(**cast.select(SPEND.columns))
    np.testing.assert_allclose(value.residual, by_hand * per_purchase, rtol=1e-12)
    np.testing.assert_allclose(value.total, cast.spend + value.residual, rtol=1e-12)


@pytest.mark.parametrize("name", ["bg-nbd", "pareto-nbd"])
def test_short_periods_come_to_the_same_as_none(cast, name):
    model = known(name, **BETA_GEO) if name == "bg-nbd" else known(name, r=0.6, alpha=40.0, s=0.7, beta=90.0)
    exact = discounted_purchases(model, cast, 730, discount_rate=0.3)
    by_week = discounted_purchases(model, cast, 730, discount_rate=0.3, period=7)
    assert (by_week < exact).all()  # every purchase is paid a little later
    np.testing.assert_allclose(by_week * 1.3 ** (3.5 / 365), exact, rtol=1e-5)


def test_without_discount_it_is_what_is_expected(cast):
    model = known("bg-nbd", **BETA_GEO)
    expected = model.expected_purchases(200, **cast.select(model.columns))
    assert discounted_purchases(model, cast, 200, discount_rate=0).tolist() == expected.tolist()
    np.testing.assert_allclose(discounted_purchases(model, cast, 200, discount_rate=0, period=60), expected)


def test_every_model_of_lifetimes_has_one():
    rng = np.random.default_rng(9)
    shop = in_whole_days(simulate_history(rng, customers=80, joined_within=200, observed_until=300, **BETA_GEO))
    summary = shop.summary()
    models = [recipe(shop, [90]) for recipe in RECIPES.values()]
    counting = [model for model in models if hasattr(model, "expected_purchases")]
    for model in counting:
        expected = model.expected_purchases(365, **summary.select(model.columns)).sum()
        discounted = discounted_purchases(model, summary, 365, discount_rate=0.15, period=183).sum()
        assert expected / 1.15 < discounted < expected
    assert len(counting) == len(models) - 1  # the weighted score counts nothing


def test_it_comes_true_on_simulated_customers():
    """Their payments of two years, each discounted by its own day."""
    rng = np.random.default_rng(3)
    history = simulate_history(rng, customers=20_000, joined_within=200, observed_until=1130, **BETA_GEO)
    summary = history.until(400).summary()
    later = history.day > 400
    worth = history.amount[later] * 1.4 ** (-(history.day[later] - 400) / 365)
    paid = np.bincount(history.code[later], worth, minlength=len(summary))
    model = known("bg-nbd", **BETA_GEO)
    value = lifetime_value(model, SPEND, summary, 730, discount_rate=0.4).residual
    for group in (summary.frequency == 0, (summary.frequency > 0) & (summary.frequency < 5), summary.frequency >= 5):
        error = paid[group].std() / np.sqrt(group.sum())
        assert abs(paid[group].mean() - value[group].mean()) < 3.5 * error


def test_refunds_lower_what_a_purchase_brings(cast):
    """Two repeat purchases in ten were sent back, one of them for more than was paid."""
    customers, days = np.repeat(np.arange(10), 2), np.tile([0, 30], 10)
    amounts = np.tile([20.0, 40.0], 10)
    amounts[[1, 3]] = 0.0, -40.0
    share = net_share(PurchaseHistory.from_orders(customers, days, amounts).summary())
    assert share == pytest.approx((8 * 40 - 40) / 10 / 40)
    model = known("bg-nbd", **BETA_GEO)
    kept, left = (
        lifetime_value(model, SPEND, cast, 90, discount_rate=0.1, net_share=part).residual for part in (1.0, share)
    )
    np.testing.assert_allclose(left, 0.7 * kept)


def test_where_nothing_was_sent_back_nothing_is_taken_off(cast):
    assert net_share(cast) == 1.0


def test_where_nobody_repeated_there_is_nothing_to_compare():
    assert net_share(PurchaseHistory.from_orders([1, 2], [0, 3], [5, -5]).summary()) == 1.0


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"horizon": 0, "discount_rate": 0.1}, "horizon must be positive"),
        ({"horizon": float("nan"), "discount_rate": 0.1}, "horizon must be positive"),
        ({"horizon": 90, "discount_rate": -0.1}, "discount_rate must not be negative"),
        ({"horizon": 90, "discount_rate": 0.1, "period": 0}, "period must be positive"),
        ({"horizon": np.inf, "discount_rate": 0}, "an infinite horizon must be discounted"),
        ({"horizon": np.inf, "discount_rate": 0.1, "period": 30}, "an infinite horizon must be discounted"),
    ],
)
def test_settings_that_cannot_be_are_refused(cast, asked, message):
    with pytest.raises(InputError, match=message):
        discounted_purchases(known("bg-nbd", **BETA_GEO), cast, **asked)
