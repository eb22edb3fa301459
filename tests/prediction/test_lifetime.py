"""What every lifetime model promises: formulas that come true on simulated customers, and fits that find the truth."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.prediction.lifetimes import TRUTHS, Truth, fresh

from techmart.prediction import MODELS, ConvergenceError, InputError, PurchaseHistory
from techmart.prediction.cells import make_cells
from techmart.prediction.lifetime import LifetimeModel
from techmart.prediction.simulate import simulate_history

COLUMNS = LifetimeModel.columns
X, T_X, AGES = [0, 1, 5, 0, 30], [0, 4, 50, 0, 400], [9, 70, 60, 80, 420]


@pytest.fixture(scope="module", params=TRUTHS)
def drawn(request) -> Iterator[tuple[Truth, PurchaseHistory]]:
    truth = TRUTHS[request.param]
    return truth, truth.history()


each_model = pytest.mark.parametrize("model", [truth.model for truth in TRUTHS.values()], ids=list(TRUTHS))


def test_repurchase_probability_comes_true(drawn):
    """In every tenth of the customers, as many buy as the formula says."""
    truth, history = drawn
    before, bought = history.until(400).summary(), history.bought_after(400, 90)
    p = truth.model.repurchase_probability(90, **before.select(COLUMNS))
    for tenth in np.array_split(np.argsort(p), 10):
        error = np.sqrt((p[tenth] * (1 - p[tenth])).sum()) / len(tenth)
        assert abs(bought[tenth].mean() - p[tenth].mean()) < 3.5 * error


def test_expected_purchases_come_true(drawn):
    """For the frequent and the rare alike."""
    truth, history = drawn
    before, after = history.until(400).summary(), history.summary()
    x, made = before.frequency, (after.purchases[: len(before)] - before.purchases)
    expected = truth.model.expected_purchases(90, **before.select(COLUMNS))
    for group in (x == 0, x == 1, (x > 1) & (x < 6), x >= 6):
        error = made[group].std() / np.sqrt(group.sum())
        assert abs(made[group].mean() - expected[group].mean()) < 3.5 * error


def test_the_median_wait_comes_true(drawn):
    """Half of those with a median have bought by then."""
    truth, history = drawn
    before = history.until(250).summary()
    wait = truth.model.next_purchase_quantile(0.5, **before.select(COLUMNS))
    later = history.day > 250
    following = np.full(len(history.customers), np.inf)
    np.minimum.at(following, history.code[later], history.day[later] - 250)
    following = following[before.customer]
    judged = wait < 240  # watched for that long
    in_time = (following <= wait)[judged].mean()
    assert abs(in_time - 0.5) < 3.5 * 0.5 / np.sqrt(judged.sum())


def test_parameters_are_recovered_within_their_errors(drawn):
    truth, history = drawn
    columns = history.summary().select(COLUMNS)
    fitted = fresh(truth.model).fit(**columns)
    errors = fitted.standard_errors(**columns)
    for name, error in errors.items():
        value = truth.model.parameters_[name]
        assert abs(fitted.parameters_[name] - value) < 3.5 * error
        assert error < 0.1 * value
    assert fitted.dropout_identified_ is True
    assert fitted.remarks_ == []
    assert fitted.customers_ == 60_000


@each_model
def test_forecasts_follow_from_likelihoods(model):
    """No purchase within t after T is the same data, watched for t longer."""
    rng = np.random.default_rng(11)
    x = np.floor(rng.uniform(0, 20, 40))
    T = 1 + 30 * x + rng.uniform(0, 200, 40)
    t_x = T * rng.uniform(0.5, 1, 40) * (x > 0)
    for t in (1, 30, 365):
        silent = [
            model.log_likelihood([row[0]], [row[1]], [row[2] + t]) - model.log_likelihood(*np.array([row]).T)
            for row in zip(x, t_x, T, strict=True)
        ]
        np.testing.assert_allclose(model.repurchase_probability(t, x, t_x, T), -np.expm1(silent), atol=1e-9)


@each_model
def test_the_gradient_is_the_likelihood_s(model):
    """Checked by differences, at a point that is no optimum."""
    cells = make_cells(X, T_X, AGES)
    theta = model._theta(cells) + np.array([0.3, -0.4, 0.2, 0.5])
    _, slope = model._log_likelihood(theta, cells)
    for i, h in enumerate(1e-6 * np.eye(4)):
        high, low = model._log_likelihood(theta + h, cells)[0], model._log_likelihood(theta - h, cells)[0]
        assert slope[i] == pytest.approx((high - low) / 2e-6, rel=1e-6, abs=1e-8)


@each_model
def test_the_gradient_of_the_model_without_departures_is_right_too(model):
    cells, theta = make_cells(X, T_X, AGES), np.array([-0.5, 0.3])
    _, slope = model._steady(theta, cells)
    for i, h in enumerate(1e-6 * np.eye(2)):
        high, low = model._steady(theta + h, cells)[0], model._steady(theta - h, cells)[0]
        assert slope[i] == pytest.approx((high - low) / 2e-6, rel=1e-6)


@each_model
def test_days_or_weeks_make_no_difference(model, small):
    x, t_x, T = small.select(COLUMNS).values()
    days, weeks = (fresh(model, prior_sd=3.0).fit(x, t_x / days, T / days) for days in (1, 7))
    for name, value in days.parameters_.items():
        assert weeks.parameters_[name] * (7 if name in model.in_time else 1) == pytest.approx(value, rel=1e-5)
    ticks = x.sum() * model.parameters_.get("k", 1)
    assert weeks.log_likelihood_ == pytest.approx(days.log_likelihood_ + ticks * np.log(7), abs=1e-6)
    assert weeks.expected_purchases(2, 3, 10, 12) == pytest.approx(days.expected_purchases(14, 3, 70, 84), rel=1e-5)


@each_model
def test_rows_may_stand_for_several_customers(model, small):
    columns = small.select(COLUMNS)
    rows, customers = np.unique(np.array(list(columns.values())), axis=1, return_counts=True)
    assert fresh(model).fit(*rows, customers=customers).to_dict() == fresh(model).fit(**columns).to_dict()


@each_model
def test_a_shop_nobody_leaves_is_said_to_be_one(model):
    rng, k = np.random.default_rng(3), int(model.parameters_.get("k", 1))
    stayers = simulate_history(rng, customers=2000, observed_until=300, r=0.6, alpha=40 / k, a=1e-6, b=1.0, k=k)
    columns = stayers.summary().select(COLUMNS)
    for prior_sd in (None, 3.0):
        fitted = fresh(model, prior_sd=prior_sd).fit(**columns)
        assert fitted.dropout_identified_ is False
        assert fitted.remarks_[-1] == "dropout not identified: as far as these data tell, nobody has left yet."
        assert fitted.probability_alive(**columns).mean() > 0.95
        assert fitted.r_ == pytest.approx(0.6, rel=0.15)


@pytest.mark.parametrize("name", ["bg-nbd", "mbg-nbd", "pareto-nbd"])
def test_where_all_are_as_likely_to_leave_only_a_ratio_is_settled(name):
    rng = np.random.default_rng(7)
    alike = simulate_history(rng, customers=3000, observed_until=300, r=0.9, alpha=20, a=300.0, b=2000.0)
    fitted = MODELS[name]().fit(**alike.summary().select(COLUMNS))
    shape, scale = fitted.parameter_names[2:4]
    remark = f"{shape} and {scale} grow together: nobody is seen to be likelier to leave; their ratio is settled."
    assert (fitted.dropout_identified_, fitted.remarks_[-1]) == (True, remark)


@each_model
def test_what_the_data_leave_open_has_no_finite_error(model):
    """Equal customers: r and alpha run away together."""
    rows = ([5] * 40, [50] * 40, [60] * 40)
    fitted = fresh(model).fit(*rows)
    assert fitted.remarks_[0].endswith("ran to the limit of the search: the data do not settle them.")
    assert np.inf in fitted.standard_errors(*rows).values()


@each_model
def test_thirty_customers_of_whom_five_returned_are_enough_with_a_prior(model):
    fitted = fresh(model, prior_sd=3.0).fit([0] * 25 + [1] * 5, [0] * 25 + [50, 49, 48, 47, 46], 60)
    assert 0 < fitted.repurchase_probability(30, 0, 0, 60) < fitted.repurchase_probability(90, 0, 0, 60) < 1


@each_model
def test_nobody_bought_twice(model):
    with pytest.raises(ConvergenceError, match=r"Nobody has bought twice\. Try: prior_sd=1"):
        fresh(model).fit([0, 0, 0], [0, 0, 0], [10, 40, 90])
    fitted = fresh(model, prior_sd=1.0).fit([0, 0, 0], [0, 0, 0], [10, 40, 90])
    assert fitted.dropout_identified_ is False
    assert 0 < fitted.repurchase_probability(30, 0, 0, 40) < 0.5


@each_model
def test_a_customer_who_will_never_buy_has_no_next_purchase(model):
    gone = model.next_purchase(12, 60, 600, quantiles=(0.0, 0.5))
    assert gone.wait.tolist() == [0, np.inf]
    assert gone.never > 0.5
    assert np.isfinite(model.next_purchase_quantile(0.98 * (1 - gone.never), 12, 60, 600))
    assert model.repurchase_probability(1e9, 12, 60, 600) == pytest.approx(1 - gone.never, abs=0.01)


@each_model
def test_enormous_numbers_overflow_nowhere(model):
    """Warnings are errors here."""
    rows = ([0, 1, 5_000, 300_000, 7], [0, 1e-9, 1e6, 1e9, 1e-3], [1e12, 1e12, 1e6, 2e9, 1e15])
    for values in (
        model.probability_alive(*rows),
        model.repurchase_probability([1e-9, 30, 1e15, 1e3, 1e9], *rows),
        model.expected_purchases([1e-9, 30, 1e3, 1e3, 1e9], *rows),
        model.never_probability(*rows),
        model.next_purchase_quantile(0.1, *rows),
    ):
        assert (values >= 0).all()
    assert np.isfinite(model.log_likelihood(*rows))


@each_model
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
        (([1, 2], [3, 3], [5, 6], [1]), "customers must be 2 counts"),
        (([1, 2], [3, 3], [5, 6], [1, -1]), "none negative"),
    ],
)
def test_bad_rows_are_refused(model, row, message):
    with pytest.raises(InputError, match=message):
        fresh(model).fit(*row)


@each_model
def test_bad_questions_are_refused(model):
    with pytest.raises(InputError, match="horizon is negative"):
        model.repurchase_probability(-1, 1, 2, 3)
    with pytest.raises(InputError, match="q must be"):
        model.next_purchase_quantile(1.0, 1, 2, 3)
    with pytest.raises(InputError, match="prior_sd must be positive"):
        fresh(model, prior_sd=0.0).fit([1], [2], [3])


@pytest.fixture(scope="module")
def small():
    return (
        TRUTHS["bg-nbd"].draw(np.random.default_rng(8), customers=800, joined_within=200, observed_until=400).summary()
    )


positive = st.floats(1e-3, 1e3)
customers = st.tuples(st.integers(0, 300), st.floats(0, 2000), st.floats(0, 2000))


@st.composite
def models(draw) -> LifetimeModel:
    truth = draw(st.sampled_from([truth.model for truth in TRUTHS.values()]))
    learned = {f"{name}_": draw(st.integers(1, 5) if name == "k" else positive) for name in truth.parameter_names}
    return type(truth).from_dict({**truth.to_dict(), "learned": learned})


def row(customer: tuple[int, float, float]) -> tuple[float, float, float]:
    x, t_x, silence = customer
    return float(x), t_x * (x > 0), t_x * (x > 0) + silence


@given(models(), customers, st.floats(0, 5000))
def test_probabilities_are_probabilities(model, customer, horizon):
    alive = model.probability_alive(*row(customer))
    buys = model.repurchase_probability(horizon, *row(customer))
    assert 0 <= buys <= alive * (1 + 1e-9)
    assert alive <= 1
    assert buys <= (1 - model.never_probability(*row(customer))) * (1 + 1e-6) + 1e-9


@given(models(), customers, st.floats(0, 5000), st.floats(0, 5000))
def test_a_longer_horizon_never_promises_less(model, customer, horizon, more):
    short, long = np.array([horizon, horizon + more])
    p, q = model.repurchase_probability([short, long], *row(customer))
    few, many = model.expected_purchases([short, long], *row(customer))
    assert p <= q * (1 + 1e-9) + 1e-12
    assert few <= many * (1 + 1e-9) + 1e-12
    assert p <= few * (1 + 1e-4) + 1e-12  # at least one purchase counts at least one


@given(models(), customers, st.floats(0, 1000))
def test_a_longer_silence_never_raises_the_probability_of_being_alive(model, customer, longer):
    x, t_x, T = row(customer)
    assert model.probability_alive(x, t_x, T + longer) <= model.probability_alive(x, t_x, T) * (1 + 1e-9)


@given(models(), customers, st.floats(0, 0.999))
def test_the_quantile_inverts_the_probability(model, customer, q):
    wait = model.next_purchase_quantile(q, *row(customer))
    if np.isfinite(wait) and wait < 1e9:
        assert model.repurchase_probability(wait, *row(customer)) == pytest.approx(q, abs=1e-6)
    elif not np.isfinite(wait):
        assert 1 - model.never_probability(*row(customer)) <= q + 1e-6
