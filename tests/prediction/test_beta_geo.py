"""The formulas against simulated truth and against each other; fits that should fail, and say so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp2f1

from techmart.prediction import BetaGeo, ConvergenceError, InputError, PurchaseHistory
from techmart.prediction.beta_geo import _log_likelihood
from techmart.prediction.cells import make_cells
from techmart.prediction.simulate import simulate_history

TRUTH = {"r": 0.6, "alpha": 40.0, "a": 0.8, "b": 3.0}


def known(*, r: float, alpha: float, a: float, b: float) -> BetaGeo:
    learned = {"r_": r, "alpha_": alpha, "a_": a, "b_": b}
    return BetaGeo.from_dict({"model": "bg-nbd", "settings": {}, "learned": learned})


MODEL = known(**TRUTH)


@pytest.fixture(scope="module")
def truth() -> PurchaseHistory:
    rng = np.random.default_rng(7)
    return simulate_history(rng, customers=60_000, joined_within=300, observed_until=490, **TRUTH)


def test_repurchase_probability_comes_true(truth):
    """In every tenth of the customers, as many buy as the formula says."""
    before, bought = truth.until(400).summary(), truth.bought_after(400, 90)
    p = MODEL.repurchase_probability(90, before.frequency, before.recency, before.T)
    for tenth in np.array_split(np.argsort(p), 10):
        error = np.sqrt((p[tenth] * (1 - p[tenth])).sum()) / len(tenth)
        assert abs(bought[tenth].mean() - p[tenth].mean()) < 3.5 * error


def test_expected_purchases_come_true(truth):
    """For the frequent and the rare alike."""
    before, after = truth.until(400).summary(), truth.summary()
    x = before.frequency
    made = after.purchases - before.purchases
    expected = MODEL.expected_purchases(90, x, before.recency, before.T)
    for group in (x == 0, x == 1, (x > 1) & (x < 6), x >= 6):
        error = made[group].std() / np.sqrt(group.sum())
        assert abs(made[group].mean() - expected[group].mean()) < 3.5 * error


def test_the_median_wait_comes_true(truth):
    """Half of those with a median have bought by then."""
    before = truth.until(250).summary()
    wait = MODEL.next_purchase_quantile(0.5, before.frequency, before.recency, before.T)
    later = truth.day > 250
    following = np.full(len(truth.customers), np.inf)
    np.minimum.at(following, truth.code[later], truth.day[later] - 250)
    following = following[before.customer]
    judged = wait < 240  # watched for that long
    in_time = (following <= wait)[judged].mean()
    assert abs(in_time - 0.5) < 3.5 * 0.5 / np.sqrt(judged.sum())


def test_parameters_are_recovered(truth):
    summary = truth.summary()
    fitted = BetaGeo().fit(summary.frequency, summary.recency, summary.T)
    for name, value in TRUTH.items():
        assert fitted.parameters_[name] == pytest.approx(value, rel=0.06)
    assert fitted.dropout_identified_ is True
    assert fitted.customers_ == 60_000


def test_a_shop_nobody_leaves_is_said_to_be_one():
    rng = np.random.default_rng(3)
    stayers = simulate_history(rng, customers=2000, observed_until=300, r=0.6, alpha=40, a=1e-6, b=1.0)
    summary = stayers.summary()
    columns = (summary.frequency, summary.recency, summary.T)
    for prior_sd in (None, 3.0):
        fitted = BetaGeo(prior_sd=prior_sd).fit(*columns)
        assert fitted.dropout_identified_ is False
        assert fitted.probability_alive(*columns).min() > 0.9
        assert fitted.r_ == pytest.approx(0.6, rel=0.15)


def test_thirty_customers_of_whom_five_returned_are_enough_with_a_prior():
    model = BetaGeo(prior_sd=3.0).fit([0] * 25 + [1] * 5, [0] * 25 + [50, 49, 48, 47, 46], 60)

    assert not model.dropout_identified_
    assert 0 < model.repurchase_probability(30, 0, 0, 60) < model.repurchase_probability(90, 0, 0, 60) < 1


def test_expected_purchases_equal_the_published_series():
    """Fader, Hardie and Lee, equation (10), where its hypergeometric function is in reach of scipy."""
    r, alpha, a, b = TRUTH.values()
    rng = np.random.default_rng(11)
    T = rng.uniform(0, 700, 500)
    x = np.floor(rng.uniform(0, np.minimum(T, 60)))
    t_x = np.where(x > 0, T * rng.uniform(0.3, 1, 500), 0.0)
    for t in (1.0, 30.0, 365.0):
        shrink = ((alpha + T) / (alpha + T + t)) ** (r + x)
        series = hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + T + t))
        published = (a + b + x - 1) / (a - 1) * (1 - shrink * series) * MODEL.probability_alive(x, t_x, T)
        np.testing.assert_allclose(MODEL.expected_purchases(t, x, t_x, T), published, rtol=1e-8)


def test_expected_purchases_pass_smoothly_through_a_equal_1():
    """Where the published formula divides by zero."""
    at, beside = known(r=0.6, alpha=40, a=1, b=3), known(r=0.6, alpha=40, a=1 + 1e-9, b=3)
    assert at.expected_purchases(90, 4, 50, 60) == pytest.approx(beside.expected_purchases(90, 4, 50, 60))


def test_the_gradient_is_the_likelihoods():
    """Checked by differences, at a point that is no optimum."""
    x, t_x, T = [0, 1, 5, 0, 30], [0, 4, 50, 0, 400], [9, 70, 60, 80, 420]

    def likelihood(theta: np.ndarray) -> float:
        return known(**dict(zip(TRUTH, np.exp(theta), strict=True))).log_likelihood(x, t_x, T)

    cells = make_cells(x, t_x, T)
    theta = np.array([-0.5, 0.3, 0.2, 1.1])
    _, slope = _log_likelihood(theta, cells)
    in_days = theta + np.log([1, cells.unit, 1, 1])
    steps = 1e-6 * np.eye(4)
    differences = [(likelihood(in_days + h) - likelihood(in_days - h)) / 2e-6 for h in steps]
    np.testing.assert_allclose(slope, differences, rtol=1e-6)


def test_nobody_bought_twice():
    with pytest.raises(ConvergenceError, match=r"Nobody has bought twice\. Try: prior_sd=1"):
        BetaGeo().fit([0, 0, 0], [0, 0, 0], [10, 40, 90])
    fitted = BetaGeo(prior_sd=1.0).fit([0, 0, 0], [0, 0, 0], [10, 40, 90])
    assert fitted.dropout_identified_ is False
    assert 0 < fitted.repurchase_probability(30, 0, 0, 40) < 0.5


def test_a_customer_who_will_never_buy_has_no_next_purchase():
    gone = MODEL.next_purchase_quantile(0.5, 12, 60, 600)
    alive = MODEL.probability_alive(12, 60, 600)
    assert gone == np.inf
    assert alive < 0.5
    assert np.isfinite(MODEL.next_purchase_quantile(alive * 0.99, 12, 60, 600))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (([-1], [0], [5]), "In row 0 frequency is negative"),
        (([1, 1], [3, 9], [5, 5]), "In row 1 recency is not between 0 and T"),
        (([0], [3], [5]), "In row 0 recency is above 0 without a repeat purchase"),
        (([1.5], [3], [5]), "whole numbers"),
        (([1], [float("nan")], [5]), "recency is not a finite number in row 0"),
        ((["many"], [3], [5]), "could not convert"),
        (([], [], []), "There is no customer"),
        (([1, 2], [3], [5, 6, 7]), "shape mismatch"),
    ],
)
def test_bad_rows_are_refused(row, message):
    with pytest.raises(InputError, match=message):
        BetaGeo().fit(*row)


def test_bad_questions_are_refused():
    with pytest.raises(InputError, match="horizon is negative"):
        MODEL.repurchase_probability(-1, 1, 2, 3)
    with pytest.raises(InputError, match="q must be"):
        MODEL.next_purchase_quantile(1.0, 1, 2, 3)
    with pytest.raises(InputError, match="prior_sd must be positive"):
        BetaGeo(prior_sd=0.0).fit([1], [2], [3])


positive = st.floats(1e-3, 1e3)
customers = st.tuples(st.integers(0, 300), st.floats(0, 2000), st.floats(0, 2000))
models = st.builds(known, r=positive, alpha=positive, a=positive, b=positive)


def row(customer: tuple[int, float, float]) -> tuple[float, float, float]:
    x, t_x, silence = customer
    return float(x), t_x * (x > 0), t_x * (x > 0) + silence


@given(models, customers, st.floats(0, 5000))
def test_probabilities_are_probabilities(model, customer, horizon):
    alive = model.probability_alive(*row(customer))
    assert 0 <= model.repurchase_probability(horizon, *row(customer)) <= alive <= 1


@given(models, customers, st.floats(0, 5000), st.floats(0, 5000))
def test_a_longer_horizon_never_promises_less(model, customer, horizon, more):
    short, long = np.array([horizon, horizon + more])
    p, q = model.repurchase_probability([short, long], *row(customer))
    few, many = model.expected_purchases([short, long], *row(customer))
    assert p <= q
    assert few <= many * (1 + 1e-9) + 1e-12
    assert p <= few * (1 + 1e-4) + 1e-12  # at least one purchase counts at least one


@given(models, customers, st.floats(0, 1000))
def test_a_longer_silence_never_raises_the_probability_of_being_alive(model, customer, longer):
    x, t_x, T = row(customer)
    assert model.probability_alive(x, t_x, T + longer) <= model.probability_alive(x, t_x, T)


@given(models, customers, st.floats(0, 0.999))
def test_the_quantile_inverts_the_probability(model, customer, q):
    wait = model.next_purchase_quantile(q, *row(customer))
    if np.isfinite(wait) and wait < 1e9:
        assert model.repurchase_probability(wait, *row(customer)) == pytest.approx(q, abs=1e-6)
    elif not np.isfinite(wait):
        assert model.probability_alive(*row(customer)) <= q
