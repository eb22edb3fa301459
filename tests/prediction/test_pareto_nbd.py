"""What is particular to Pareto/NBD; what it shares with others is in test_lifetime.py."""

import numpy as np
import pytest
from scipy.special import gammaln, hyp2f1
from tests.prediction.lifetimes import known

R, ALPHA, S, BETA = 0.6, 40.0, 0.7, 90.0
MODEL = known("pareto-nbd", r=R, alpha=ALPHA, s=S, beta=BETA)
RNG = np.random.default_rng(11)
AGE = RNG.uniform(1, 700, 300)
X = np.floor(RNG.uniform(0, np.minimum(AGE, 40)))
T_X = np.where(X > 0, AGE * RNG.uniform(0.3, 1, 300), 0.0)


def published_log_likelihood(r, alpha, s, beta):
    """Fader and Hardie (2005), equation (18), where its hypergeometric functions are in reach of scipy."""
    n, larger = r + s + X, max(alpha, beta)
    shape = s + 1 if alpha >= beta else r + X

    def a(y):
        return hyp2f1(n, shape, n + 1, abs(alpha - beta) / (larger + y)) / (larger + y) ** n

    stayed = (alpha + AGE) ** -(r + X) * (beta + AGE) ** -s
    rise = gammaln(r + X) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    return float((rise + np.log(stayed + s / n * (a(T_X) - a(AGE)))).sum())


@pytest.mark.parametrize("parameters", [(0.6, 40.0, 0.7, 90.0), (0.6, 90.0, 0.7, 40.0), (2.0, 30.0, 1.5, 30.0)])
def test_the_likelihood_is_the_published_one(parameters):
    model = known("pareto-nbd", **dict(zip(("r", "alpha", "s", "beta"), parameters, strict=True)))
    assert model.log_likelihood(X, T_X, AGE) == pytest.approx(published_log_likelihood(*parameters), abs=1e-7)


def test_expected_purchases_add_up_the_rate_of_those_still_there():
    """Over a day, E[X(t)] is P(alive) times the mean rate; over longer it grows ever slower."""
    day = MODEL.expected_purchases(1e-3, X, T_X, AGE) / 1e-3
    np.testing.assert_allclose(day, MODEL.probability_alive(X, T_X, AGE) * (R + X) / (ALPHA + AGE), rtol=1e-4)


def test_expected_purchases_pass_smoothly_through_s_equal_1():
    """Where the published formula divides by zero."""
    at = known("pareto-nbd", r=R, alpha=ALPHA, s=1.0, beta=BETA)
    beside = known("pareto-nbd", r=R, alpha=ALPHA, s=1.0 + 1e-9, beta=BETA)
    assert at.expected_purchases(90, 4, 50, 60) == pytest.approx(beside.expected_purchases(90, 4, 50, 60))


def test_some_of_the_living_never_buy_again():
    """They leave before their next purchase: unlike in BG/NBD, being alive promises nothing."""
    ever = 1 - MODEL.never_probability(X, T_X, AGE)
    alive = MODEL.probability_alive(X, T_X, AGE)
    assert (ever < alive)[alive > 1e-9].all()
    np.testing.assert_allclose(MODEL.repurchase_probability(1e9, X, T_X, AGE), ever, atol=1e-3)


def test_who_bought_at_this_very_moment_is_alive():
    assert MODEL.probability_alive([0, 3], [0, 80], [0, 80]).tolist() == [1, 1]
