"""Gauss rules against moments known in closed form, and against adaptive quadrature."""

import numpy as np
import pytest
from scipy.integrate import quad

from techmart.prediction.quadrature import beta_rule, power_integral


@pytest.mark.parametrize("a", [1e-3, 0.4, 1.0, 3.0, 500.0])
def test_moments(a):
    b = np.array([0.5, 1.0, 2.0, 80.0, 2e4])
    points, weights = beta_rule(a, b, nodes=48)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    moment = np.ones(5)
    for k in range(6):  # E[p^(k+1)] = E[p^k] (a + k) / (a + b + k)
        moment *= (a + k) / (a + b + k)
        np.testing.assert_allclose((weights * points ** (k + 1)).sum(axis=1), moment, rtol=1e-9)


def test_points_are_chances():
    points, weights = beta_rule(1e-4, np.array([1e4]), nodes=48)
    assert ((points > 0) & (points <= 1)).all()
    assert (weights >= 0).all()


@pytest.mark.parametrize("x", [0, 1, 30, 400])
@pytest.mark.parametrize(("a", "b"), [(0.3, 20.0), (20.0, 0.3), (11.0, 11.0), (500.0, 2.0)])
def test_integrals_of_powers(x, a, b):
    start, end, p, q = 5.0 * (x > 0), np.array([5.01, 20.0, 900.0]), x + 0.4, 1.7
    found = power_integral(a, np.array(p), b, np.array(q), np.full(3, start), end)
    for i, last in enumerate(end):

        def integrand(u):  # u = ln of the smaller sum
            y = np.exp(u) - min(a, b)
            return ((a + start) / (a + y)) ** p * ((b + start) / (b + y)) ** q * np.exp(u)

        low, high = np.log(min(a, b) + start), np.log(min(a, b) + last)
        middle = [low + (high - low) * share for share in (0.01, 0.05, 0.2)]
        expected = quad(integrand, low, high, points=middle, epsabs=0, epsrel=1e-12, limit=500)[0]
        got = found.log_value[i] + p * np.log(a + start) + q * np.log(b + start)
        assert got == pytest.approx(np.log(expected), abs=1e-10)
    np.testing.assert_allclose(found.share.sum(axis=0), 1)


def test_an_integral_over_nothing_is_nothing():
    assert power_integral(3.0, np.array(2.0), 4.0, np.array(1.0), np.array([7.0]), np.array([7.0])).log_value == -np.inf


def test_an_integral_without_end():
    """∫ (1 + y)^-1/2 (9 + y)^-3/2 dy = sqrt((1 + y) / (9 + y)) / 4."""
    found = power_integral(1.0, np.array(0.5), 9.0, np.array(1.5), np.array([0.0]), np.array([np.inf]))
    assert np.exp(found.log_value[0]) == pytest.approx((1 - 1 / 3) / 4, rel=1e-8)
