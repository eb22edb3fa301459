"""BG/BB: its sums against the paper's, its forecasts against simulated donors."""

import numpy as np
import pytest
from scipy.special import betaln, logsumexp
from tests.prediction.lifetimes import known

from techmart.prediction import BetaGeoBetaBinomial, InputError
from techmart.prediction.cells import make_cells

A, B, C, D = 1.2, 6.0, 0.7, 15.0
MODEL = known("bg-bb", alpha=A, beta=B, gamma=C, delta=D)
T = np.array([0.0, 6, 20, 20, 52, 52, 52, 400])
T_X = np.array([0.0, 0, 20, 12, 40, 51, 0, 300])
X = np.array([0.0, 0, 5, 12, 9, 30, 0, 60])


def drawn(rng, *, customers: int, seen: int, ahead: int) -> tuple[np.ndarray, ...]:
    """Return x, t_x, T of donors who joined at different times, and their later gifts, one column each."""
    gives, leaves = rng.beta(A, B, customers), rng.beta(C, D, customers)
    ages = rng.integers(seen // 2, seen + 1, customers)
    lifetime = rng.geometric(leaves) - 1
    opportunity = np.arange(1, seen + ahead + 1)
    gifts = (rng.random((customers, seen + ahead)) < gives[:, None]) & (opportunity <= lifetime[:, None])
    past = gifts & (opportunity <= ages[:, None])
    later = np.array([row[age : age + ahead] for row, age in zip(gifts, ages, strict=True)])
    return past.sum(axis=1), (past * opportunity).max(axis=1), ages, later


@pytest.fixture(scope="module")
def donors() -> tuple[np.ndarray, ...]:
    return drawn(np.random.default_rng(1), customers=40_000, seen=40, ahead=10)


def published_log_likelihood(x, t_x, n):
    """Fader, Hardie and Shang (2010), equation (5)."""
    y = np.arange(t_x, n)
    left = betaln(A + x, B + y - x) - betaln(A, B) + betaln(C + 1, D + y) - betaln(C, D)
    return logsumexp([*left, betaln(A + x, B + n - x) - betaln(A, B) + betaln(C, D + n) - betaln(C, D)])


def test_the_likelihood_is_the_published_one():
    for x, t_x, n in zip(X, T_X, T, strict=True):
        assert MODEL.log_likelihood([x], [t_x], [n]) == pytest.approx(published_log_likelihood(x, t_x, n), abs=1e-9)
    together = sum(published_log_likelihood(*row) for row in zip(X, T_X, T, strict=True))
    assert MODEL.log_likelihood(X, T_X, T) == pytest.approx(together, abs=1e-9)


def test_probability_alive_is_the_published_one():
    for x, t_x, n in zip(X, T_X, T, strict=True):
        there = betaln(A + x, B + n - x) - betaln(A, B) + betaln(C, D + n + 1) - betaln(C, D)
        expected = np.exp(there - published_log_likelihood(x, t_x, n))
        assert MODEL.probability_alive(x, t_x, n) == pytest.approx(expected, rel=1e-9)


def test_forecasts_follow_from_likelihoods():
    """No purchase at the next m opportunities is the same data, with m more of them."""
    for m in (1, 5, 90, 1500):
        for x, t_x, n in zip(X, T_X, T, strict=True):
            longer = MODEL.log_likelihood([x], [t_x], [n + m]) - MODEL.log_likelihood([x], [t_x], [n])
            assert MODEL.repurchase_probability(m, x, t_x, n) == pytest.approx(-np.expm1(longer), abs=1e-7)


def test_expected_purchases_add_up_opportunity_by_opportunity():
    """To be there at each, times to buy at it: one by one, and beyond a thousand by their integral."""
    for x, t_x, n in zip(X, T_X, T, strict=True):
        j = np.arange(1, 20_001)
        there = np.exp(betaln(C, D + n + j) - betaln(C, D + n + 1))
        each = MODEL.probability_alive(x, t_x, n) * there * (A + x) / (A + B + n)
        for m in (1, 30, 1024, 1500, 20_000):
            assert MODEL.expected_purchases(m, x, t_x, n) == pytest.approx(each[:m].sum(), rel=1e-6)
            assert MODEL.expected_purchases(m + 0.9, x, t_x, n) == MODEL.expected_purchases(m, x, t_x, n)


def test_forecasts_come_true(donors):
    x, t_x, n, later = donors
    p, expected = MODEL.repurchase_probability(10, x, t_x, n), MODEL.expected_purchases(10, x, t_x, n)
    gave, gifts = later.any(axis=1), later.sum(axis=1)
    for tenth in np.array_split(np.argsort(p), 10):
        error = np.sqrt((p[tenth] * (1 - p[tenth])).sum()) / len(tenth)
        assert abs(gave[tenth].mean() - p[tenth].mean()) < 3.5 * error
        assert abs(gifts[tenth].mean() - expected[tenth].mean()) < 3.5 * gifts[tenth].std() / np.sqrt(len(tenth))


def test_parameters_are_recovered_within_their_errors(donors):
    x, t_x, n, _ = donors
    fitted = BetaGeoBetaBinomial().fit(x, t_x, n)
    errors = fitted.standard_errors(x, t_x, n)
    for name, value in MODEL.parameters_.items():
        assert abs(fitted.parameters_[name] - value) < 3.5 * errors[name]
        assert errors[name] < 0.1 * value
    assert (fitted.dropout_identified_, fitted.remarks_) == (True, [])


def test_the_gradients_are_the_likelihoods_():
    cells = make_cells(X, T_X, T)
    for likelihood, theta in ((MODEL._log_likelihood, np.array([0.2, -0.3, 0.1, 0.4])), (MODEL._steady, np.zeros(2))):
        _, slope = likelihood(theta, cells)
        for i, h in enumerate(1e-6 * np.eye(len(theta))):
            difference = likelihood(theta + h, cells)[0] - likelihood(theta - h, cells)[0]
            assert slope[i] == pytest.approx(difference / 2e-6, rel=1e-6, abs=1e-7)


def test_the_wait_is_the_first_opportunity_that_reaches_the_chance():
    ever = 1 - MODEL.never_probability(X, T_X, T)
    for q in (0.02, 0.1, 0.4):
        wait = MODEL.next_purchase_quantile(q, X, T_X, T)
        reached = ever > q
        assert np.isfinite(wait).tolist() == reached.tolist()
        rows = X[reached], T_X[reached], T[reached]
        assert (MODEL.repurchase_probability(wait[reached], *rows) >= q).all()
        assert (MODEL.repurchase_probability(wait[reached] - 1, *rows) < q).all()
    assert MODEL.next_purchase_quantile(0.0, 1, 2, 3) == 0


def test_even_a_wait_of_thousands_of_opportunities_is_found():
    rare = known("bg-bb", alpha=0.3, beta=900.0, gamma=1e-3, delta=50.0)
    q = 0.999 * rare.repurchase_probability(30_000, 0, 0, 20)
    wait = rare.next_purchase_quantile(q, 0, 0, 20)
    assert 20_000 < wait < 30_000
    assert rare.repurchase_probability(wait, 0, 0, 20) == pytest.approx(q, rel=1e-4)


def test_donors_who_never_leave_are_said_to_stay():
    rng = np.random.default_rng(2)
    gifts = rng.random((3000, 30)) < rng.beta(A, B, 3000)[:, None]
    x, t_x = gifts.sum(axis=1), (gifts * np.arange(1, 31)).max(axis=1)
    fitted = BetaGeoBetaBinomial(prior_sd=3.0).fit(x, t_x, 30)
    assert fitted.dropout_identified_ is False
    assert fitted.alpha_ == pytest.approx(A, rel=0.15)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (([1], [2.5], [4]), "whole numbers"),
        (([0, 3], [0, 2], [4, 4]), "In row 1 frequency is above recency"),
        (([1], [2], [200_000]), "At most 100,000 opportunities"),
    ],
)
def test_what_are_no_opportunities_is_refused(row, message):
    with pytest.raises(InputError, match=message):
        BetaGeoBetaBinomial().fit(*row)
    with pytest.raises(InputError, match=message):
        MODEL.probability_alive(*row)
