"""The distribution of a wait, by halving."""

import numpy as np
import pytest

from techmart.prediction import InputError
from techmart.prediction.waiting import checked_horizon, checked_quantile, when_reached


def test_a_rising_probability_is_inverted():
    q = np.array([0.0, 0.25, 0.5, 0.875])
    wait = when_reached(lambda t: -np.expm1(-t / np.array([10.0, 10, 20, 1e20])), q)
    np.testing.assert_allclose(wait[:3], [0, 10 * np.log(4 / 3), 20 * np.log(2)], rtol=1e-9)
    assert wait[3] == np.inf


@pytest.mark.parametrize("check", [checked_horizon, checked_quantile])
def test_nothing_negative(check):
    assert check([0, 0.5]).tolist() == [0, 0.5]
    with pytest.raises(InputError):
        check([0.5, -0.5])
