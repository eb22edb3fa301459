"""What is particular to regular buyers; what their models share with others is in test_lifetime.py."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import betaln
from scipy.stats import erlang, gamma, nbinom
from tests.prediction.lifetimes import BETA_GEO, known

from techmart.prediction import BetaGeoCNBD, InputError, ModifiedBetaGeoCNBD
from techmart.prediction.simulate import simulate_history

R, ALPHA, A, B = BETA_GEO.values()
X, T_X, T = np.array([0.0, 1, 4, 20]), np.array([0.0, 30, 200, 300]), np.array([50.0, 90, 220, 330])


@pytest.mark.parametrize(("name", "chance"), [("bg-cnbd", "bg-nbd"), ("mbg-cnbd", "mbg-nbd")])
def test_with_k_equal_1_it_is_the_model_of_chance(name, chance):
    regular, plain = known(name, {"k": 1}, **BETA_GEO, k=1), known(chance, **BETA_GEO)
    for ask in ("probability_alive", "never_probability"):
        np.testing.assert_allclose(getattr(regular, ask)(X, T_X, T), getattr(plain, ask)(X, T_X, T))
    for ask in ("repurchase_probability", "expected_purchases"):
        np.testing.assert_allclose(getattr(regular, ask)(90, X, T_X, T), getattr(plain, ask)(90, X, T_X, T))
    assert regular.log_likelihood(X, T_X, T, log_gaps=12.3) == pytest.approx(plain.log_likelihood(X, T_X, T))


@pytest.mark.parametrize("k", [2, 3, 6])
def test_expected_purchases_are_the_sum_over_ticks(k):
    """Of P(ticks so far and to come) times what so many ticks are worth, term by term."""
    model = known("mbg-cnbd", {"k": k}, **BETA_GEO, k=k)
    for x, t_x, age in zip(X, T_X, T, strict=True):
        ticks, so_far = R + k * x, np.arange(k)
        phase = nbinom.pmf(so_far, ticks, (ALPHA + t_x) / (ALPHA + age))
        survive = np.exp(betaln(A, B + x + 1 + np.arange(3000)) - betaln(A, B + x + 1))
        worth = np.append(0, np.cumsum(survive))  # of 0, 1, 2, ... purchases that leaving may cut short
        for t in (1, 60, 400):
            to_come = np.arange(4000)
            chance = nbinom.pmf(to_come, (ticks + so_far)[:, None], (ALPHA + age) / (ALPHA + age + t))
            mean = (phase[:, None] * chance * worth[(to_come + so_far[:, None]) // k]).sum() / phase.sum()
            expected = mean * model.probability_alive(x, t_x, age)
            assert model.expected_purchases(t, x, t_x, age) == pytest.approx(expected, rel=1e-7)


def test_the_likelihood_of_a_customer_with_known_gaps():
    """One customer, gaps 12 and 30, watched until 60, the rate integrated out numerically."""
    k, gaps = 3, np.array([12.0, 30.0])
    model = known("bg-cnbd", {"k": k}, **BETA_GEO, k=k)

    def stayed(rate):
        return gamma.pdf(rate, R, scale=1 / ALPHA) * erlang.pdf(gaps, k, scale=1 / rate).prod() * waits(rate)

    def waits(rate):
        return erlang.sf(18.0, k, scale=1 / rate) * (B + 1) / (A + B + 1) + A / (A + B + 1)

    expected = quad(stayed, 0, 5, epsabs=0, limit=500)[0] * B / (A + B)
    got = model.log_likelihood([2], [42], [60], log_gaps=float(np.log(gaps).sum()))
    assert got == pytest.approx(np.log(expected), abs=1e-8)


@pytest.mark.parametrize("k", [1, 3])
def test_k_is_chosen_by_likelihood(k):
    rng = np.random.default_rng(5)
    history = simulate_history(rng, customers=3000, joined_within=200, observed_until=400, alpha=20, k=k)
    columns = history.summary().select(BetaGeoCNBD.columns)
    model = BetaGeoCNBD().fit(**columns, log_gaps=history.log_gaps())
    assert model.k_ == k
    assert model.parameters_["k"] == k
    assert model.log_likelihood(**columns, log_gaps=history.log_gaps()) == pytest.approx(model.log_likelihood_)


def test_a_k_that_may_be_larger_still_is_remarked():
    rng = np.random.default_rng(5)
    history = simulate_history(rng, customers=150, joined_within=50, observed_until=400, alpha=1, k=40, a=0.1)
    columns = history.summary().select(BetaGeoCNBD.columns)
    model = BetaGeoCNBD(prior_sd=3.0).fit(**columns, log_gaps=history.log_gaps())
    assert model.remarks_[-1] == "k is 8, the largest that is tried: customers may be more regular still."


def test_without_gaps_k_cannot_be_chosen():
    with pytest.raises(InputError, match="To choose k, say log_gaps; or say k"):
        ModifiedBetaGeoCNBD().fit([1, 2], [3, 4], [5, 6])


@pytest.mark.parametrize("k", [0, 1.5, -2])
def test_an_impossible_k_is_refused(k):
    with pytest.raises(InputError, match="k must be a whole number from 1"):
        BetaGeoCNBD(k=k).fit([1, 2], [3, 4], [5, 6])


def test_the_regular_are_missed_sooner():
    """Ten purchases, one every 30 days; then 60 days of silence."""
    alive = [known("bg-cnbd", {"k": k}, r=R, alpha=ALPHA / k, a=A, b=B, k=k) for k in (1, 2, 4)]
    on_time = [model.probability_alive(10, 300, 315) for model in alive]
    late = [model.probability_alive(10, 300, 360) for model in alive]
    assert late == sorted(late, reverse=True)
    assert on_time == sorted(on_time)
