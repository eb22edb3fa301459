"""Scales and calibrations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.prediction.curves import Curve, range_curve, rank_curve, rate_curve

values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300).map(np.array)


@pytest.mark.parametrize("scale", [rank_curve, range_curve])
@given(values=values)
def test_scales_keep_order_within_0_and_1(scale, values):
    scaled = scale(values)(np.sort(values))
    assert (np.diff(scaled) >= 0).all()
    if values.min() < values.max():
        assert (scaled[0], scaled[-1]) == (0, 1)
    else:
        assert (scaled == 0.5).all()


def test_many_values_are_kept_as_percentiles():
    curve = rank_curve(np.arange(10_000.0) ** 2)
    assert len(curve.x) == 101
    assert curve(5000.0**2) == pytest.approx(0.5, abs=0.001)


def test_a_curve_survives_storage():
    curve = Curve.from_list(Curve(np.array([0.0, 0.1, 3.0]), np.array([0.2, 0.3, 0.9])).to_list())
    assert curve([-1, 0.1, 99]).tolist() == [0.2, 0.3, 0.9]


def test_rates_are_found():
    rng = np.random.default_rng(4)
    scores = rng.random(40_000)
    curve = rate_curve(scores, rng.random(40_000) < scores**2)
    at = np.linspace(0.05, 0.95, 10)
    np.testing.assert_allclose(curve(at), at**2, atol=0.03)


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=400))
def test_rates_rise_strictly_and_are_never_certain(rows):
    scores, happened = (np.array(column) for column in zip(*rows, strict=True))
    curve = rate_curve(scores / 20, happened)
    assert (np.diff(curve.x) > 0).all()
    assert (np.diff(curve.y) > 0).all()
    assert ((curve.y > 0) & (curve.y < 1)).all()


def test_a_handful_of_customers_share_one_rate():
    curve = rate_curve(np.array([0.1, 0.9, 0.5]), np.array([True, False, False]))
    assert curve.y.tolist() == pytest.approx([(1 + 2 * 0.375) / 5])


def test_the_best_of_a_small_shop_are_told_apart():
    scores = np.linspace(0.0, 1.0, 150)
    curve = rate_curve(scores, np.arange(150) % 7 < 7 * scores)
    assert (np.diff(curve(scores)) > 0).all()
    centres = Curve(curve.x[1:-1], curve.y[1:-1])
    assert curve(1.0) > centres(1.0) > centres(0.0) > curve(0.0)
