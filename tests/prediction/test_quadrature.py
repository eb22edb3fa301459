"""Gauss rules for beta distributions, against moments known in closed form."""

import numpy as np
import pytest

from techmart.prediction.quadrature import beta_rule


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
