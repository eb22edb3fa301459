"""What a customer's purchases and spend may come to holds as often as it says."""

import numpy as np
import pytest

from techmart.prediction.outcomes import purchases_range, value_range


def test_the_more_a_customer_has_bought_the_better_the_number_is_known():
    rng = np.random.default_rng(5)
    for repeats in (0, 5, 200):
        extra = rng.negative_binomial(1 + repeats, (1 + repeats) / (1 + repeats + 8), 20_000)
        low, high = purchases_range(np.array([1.0]), np.array([9.0]), repeats=repeats)
        held = ((low <= 1 + extra) & (1 + extra <= high)).mean()
        assert 0.9 <= held <= 0.96
    many = purchases_range(np.array([1.0]), np.array([900.0]), repeats=1e6)
    assert (many[0][0], many[1][0]) == (pytest.approx(851, abs=2), pytest.approx(949, abs=2))


def test_a_customer_s_spend_is_nothing_or_near_what_is_usual():
    low, high = value_range(np.array([0.01, 0.5, 1.0]), np.array([0.01, 0.5, 1.0]), np.full(3, 20.0), 0.04)
    assert (low[:2].tolist(), high[0]) == ([0.0, 0.0], 0.0)
    assert 20 < high[1] < high[2] < 30
    assert 10 < low[2] < 20
