"""Metrics, against values worked out by hand and against their definitions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.prediction import InputError, metrics

forecasts = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_a_certain_forecast_that_fails_is_dear_but_not_infinite():
    assert metrics.log_loss([0.0], [True]) == pytest.approx(-math.log(1e-15))


def test_the_base_rate_loses_the_entropy():
    happened = np.arange(100) < 25
    entropy = -0.25 * math.log(0.25) - 0.75 * math.log(0.75)
    assert metrics.log_loss(np.full(100, 0.25), happened) == pytest.approx(entropy)
    assert metrics.brier(np.full(100, 0.25), happened) == pytest.approx(0.25 * 0.75)
    assert metrics.ece(np.full(100, 0.25), happened) == 0
    assert metrics.auc(np.full(100, 0.25), happened) == 0.5


@given(forecasts)
def test_auc_is_the_share_of_pairs_in_the_right_order(rows):
    p, y = (np.array(column) for column in zip(*rows, strict=True))
    if y.all() or not y.any():
        assert math.isnan(metrics.auc(p, y))
        return
    above = p[y][:, None] - p[~y]
    assert metrics.auc(p, y) == pytest.approx((above > 0).mean() + (above == 0).mean() / 2)


@given(forecasts)
def test_the_calibration_curve_holds_everybody(rows):
    p, y = (np.array(column) for column in zip(*rows, strict=True))
    curve = metrics.calibration_curve(p, y)
    assert len(curve) <= 15
    assert sum(point.customers for point in curve) == len(p)
    assert sum(point.customers * point.observed for point in curve) == pytest.approx(y.sum())
    assert [point.predicted for point in curve] == sorted(point.predicted for point in curve)
    assert 0 <= metrics.ece(p, y) <= 1


def test_bins_are_of_equal_mass():
    p = np.linspace(0, 1, 150)
    assert [point.customers for point in metrics.calibration_curve(p, p > 0.5)] == [10] * 15


@pytest.mark.parametrize("metric", [metrics.log_loss, metrics.brier, metrics.auc, metrics.ece])
@pytest.mark.parametrize(("p", "y"), [([], []), ([0.5], [True, False]), ([1.5], [True]), ([math.nan], [True])])
def test_what_is_no_forecast_is_refused(metric, p, y):
    with pytest.raises(InputError):
        metric(p, y)
