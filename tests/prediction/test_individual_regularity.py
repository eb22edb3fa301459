"""Some keep a rhythm, others buy by chance: found again, told apart, and foretold."""

import numpy as np
import pytest
from tests.prediction.lifetimes import known

from techmart.prediction import ConvergenceError, IndividualRegularity, InputError, PurchaseHistory
from techmart.prediction.individual_regularity import _log_likelihood, _rows_to_learn_from
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.simulate import simulate_history

COLUMNS = IndividualRegularity.columns
RATES = {"r": 0.9, "alpha": 40.0, "a": 0.6, "b": 3.0}
ROWS = ([0, 1, 5, 0, 30], [0, 4, 50, 0, 400], [9, 70, 60, 80, 420], [0, np.log(4), 9.0, 0, 60.0])


def regular(**shares: float) -> IndividualRegularity:
    every = {f"share_{k}": shares.get(f"k{k}", 0.0) for k in (1, 2, 4, 8)}
    return known(IndividualRegularity.model, **RATES, **every)


@pytest.fixture(scope="module")
def drawn() -> PurchaseHistory:
    """Return 4,500 customers who buy by chance and 3,000 with a k of 4, watched for 500 days."""
    parts = [
        simulate_history(
            np.random.default_rng(k), customers=customers, joined_within=200, observed_until=500, k=k,
            may_leave_at_once=True, **{**RATES, "alpha": RATES["alpha"] / k},
        )
        for k, customers in ((1, 4_500), (4, 3_000))
    ]  # fmt: skip
    codes = np.append(parts[0].code, parts[1].code + 4_500)
    days, amounts = (np.append(*(getattr(part, name) for part in parts)) for name in ("day", "amount"))
    return PurchaseHistory.from_orders(codes, days, amounts, observed_until=500)


@pytest.fixture(scope="module")
def fitted(drawn) -> IndividualRegularity:
    return IndividualRegularity(prior_sd=3.0).fit(**drawn.until(400).summary().select(COLUMNS))


def test_rates_and_shares_are_found_again(fitted):
    for name, value in RATES.items():
        assert fitted.parameters_[name] == pytest.approx(value, rel=0.2)
    assert [round(fitted.parameters_[f"share_{k}"], 1) for k in (1, 4)] == [0.6, 0.4]
    assert (fitted.customers_, fitted.dropout_identified_, fitted.remarks_) == (7_500, True, [])


def test_parameters_are_within_their_errors(drawn, fitted):
    """Of shares that are not there, the error is small but no infinity."""
    errors = fitted.standard_errors(**drawn.until(400).summary().select(COLUMNS))
    truth = {**RATES, "share_1": 0.6, "share_4": 0.4}
    for name, value in truth.items():
        assert abs(fitted.parameters_[name] - value) < 3.5 * errors[name]
        assert errors[name] < 0.25 * value
    assert all(0 < errors[f"share_{k}"] < 0.1 for k in (2, 8))


def test_what_is_foretold_comes_true(drawn, fitted):
    """In every tenth of the customers as many buy, and in all tenths together as often, as was said."""
    before, bought = drawn.until(400).summary(), drawn.bought_after(400, 60)
    rows = before.select(COLUMNS)
    p = fitted.repurchase_probability(60, **rows)
    for tenth in np.array_split(np.argsort(p), 10):
        error = np.sqrt((p[tenth] * (1 - p[tenth])).sum()) / len(tenth)
        assert abs(bought[tenth].mean() - p[tenth].mean()) < 3.5 * error
    some = np.arange(0, len(before), 5)
    expected = fitted.expected_purchases(100, **before[some].select(COLUMNS))
    made = (drawn.summary().purchases - before.purchases)[some]
    assert abs(made.mean() - expected.mean()) < 3.5 * made.std() / np.sqrt(len(made))


def test_it_knows_who_keeps_a_rhythm(drawn, fitted):
    summary = drawn.until(400).summary()
    often = summary.frequency >= 8
    k = fitted.expected_regularity(**summary.select(COLUMNS))
    by_chance = summary.customer < 4_500
    assert k[often & by_chance].mean() < 1.5
    assert 3.4 < k[often & ~by_chance].mean() < 4.6


@pytest.mark.parametrize("k", [1, 2, 8])
def test_where_all_have_one_k_it_is_the_model_of_that_k(k):
    one = known("mbg-cnbd", {"k": k}, **{**RATES, "alpha": RATES["alpha"] / k}, k=k)
    rows = [np.array(column) for column in ROWS]
    for method, first in (("probability_alive", ()), ("repurchase_probability", (30,)), ("expected_purchases", (90,))):
        got = getattr(regular(**{f"k{k}": 1.0}), method)(*first, *rows)
        np.testing.assert_allclose(got, getattr(one, method)(*first, *rows[:3]), rtol=1e-10)


def test_the_likelihood_is_the_mean_of_the_models_of_each_k():
    cells, gaps = _rows_to_learn_from(*(np.array(column, dtype=float) for column in ROWS))
    theta = np.array([-0.2, -0.5, -0.4, 1.1, 0.3, -0.6, -1.0])
    weight = np.exp(np.append(0.0, theta[4:]))
    likelihood = np.zeros(len(cells))
    for k, share in zip((1, 2, 4, 8), weight / weight.sum(), strict=True):
        r, alpha, a, b = np.exp(theta[:4])
        one = known("mbg-cnbd", {"k": k}, r=r, alpha=alpha / k, a=a, b=b, k=k)
        for i in range(len(cells)):
            row = [cells.x[i]], [cells.t_x[i]], [cells.T[i]]
            likelihood[i] += share * np.exp(one.log_likelihood(*row, log_gaps=gaps[i]))
    assert _log_likelihood(theta, cells, gaps)[0] == pytest.approx(cells.customers @ np.log(likelihood))


def test_the_gradient_is_the_likelihood_s():
    cells, gaps = _rows_to_learn_from(*(np.array(column, dtype=float) for column in ROWS))
    theta = np.array([0.3, -0.4, 0.2, 0.5, 0.4, -0.3, -1.0])
    _, slope = _log_likelihood(theta, cells, gaps)
    for i, h in enumerate(1e-6 * np.eye(7)):
        high, low = _log_likelihood(theta + h, cells, gaps)[0], _log_likelihood(theta - h, cells, gaps)[0]
        assert slope[i] == pytest.approx((high - low) / 2e-6, rel=1e-6, abs=1e-8)


def test_the_unit_of_time_does_not_matter(drawn):
    rows = drawn.until(400).summary()[np.arange(600)].select(COLUMNS)
    weeks = {**rows, "recency": rows["recency"] / 7, "T": rows["T"] / 7}
    weeks["log_gaps"] = rows["log_gaps"] - rows["frequency"] * np.log(7)
    days, other = IndividualRegularity(prior_sd=3.0).fit(**rows), IndividualRegularity(prior_sd=3.0).fit(**weeks)
    assert other.alpha_ * 7 == pytest.approx(days.alpha_, rel=1e-4)
    repeats = rows["frequency"].sum()
    assert other.log_likelihood_ - repeats * np.log(7) == pytest.approx(days.log_likelihood_, abs=1e-3)


def test_the_wait_is_when_the_probability_is_reached():
    model = regular(k1=0.4, k4=0.6)
    wait = model.next_purchase_quantile(0.3, *ROWS)
    reached = np.isfinite(wait)
    p = model.repurchase_probability(np.where(reached, wait, 0.0), *ROWS)
    np.testing.assert_allclose(p[reached], 0.3, atol=1e-9)
    following = model.next_purchase(*ROWS, quantiles=(0.3,))
    assert following.wait.tolist() == [wait.tolist()]
    np.testing.assert_allclose(following.never, 1 - model.probability_alive(*ROWS))


def test_where_nobody_left_it_says_so():
    rng = np.random.default_rng(5)
    history = simulate_history(rng, customers=300, observed_until=300, k=2, alpha=10, r=2, a=1e-9)
    model = IndividualRegularity(prior_sd=3.0).fit(**history.summary().select(COLUMNS))
    assert model.dropout_identified_ is False
    assert model.remarks_ == ["dropout not identified: as far as these data tell, nobody has left yet."]


def test_nobody_bought_twice():
    rows = [0, 0, 0], [0, 0, 0], [10, 40, 90], [0, 0, 0]
    with pytest.raises(ConvergenceError, match="Nobody has bought twice"):
        IndividualRegularity().fit(*rows)
    fitted = IndividualRegularity(prior_sd=1.0).fit(*rows)
    assert fitted.dropout_identified_ is False
    assert 0 < fitted.repurchase_probability(30, 0, 0, 40, 0) < 0.5


def test_bad_rows_are_refused():
    with pytest.raises(InputError, match="There is no customer"):
        IndividualRegularity().fit([], [], [], [])
    with pytest.raises(InputError, match="whole numbers"):
        IndividualRegularity().fit([1.5], [3], [5], [0.1])
    with pytest.raises(InputError, match="q must be"):
        regular(k1=1.0).next_purchase_quantile(1.0, *ROWS)
    summary = PurchaseHistory.from_orders([1, 1], [0, 5], [9, 9]).summary()
    assert summary.log_gaps.tolist() == [np.log(5)]
    assert set(summary.select(LifetimeModel.columns)) == {"frequency", "recency", "T"}
