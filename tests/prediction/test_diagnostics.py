"""Tables to draw: they count what they say, and their intervals hold what they should."""

import numpy as np
import pytest

from techmart.prediction import InputError
from techmart.prediction.diagnostics import gain_curve, reliability_table, wilson_interval
from techmart.prediction.metrics import lift


@pytest.fixture
def honest():
    """Two thousand forecasts, each of which comes true as often as it says."""
    rng = np.random.default_rng(4)
    p = rng.beta(1, 3, 2000)
    return p, rng.random(2000) < p


def test_every_customer_is_in_one_group(honest):
    table = reliability_table(*honest)
    assert len(table) == 10
    assert sum(group.customers for group in table) == 2000
    assert [group.predicted for group in table] == sorted(group.predicted for group in table)
    assert sum(group.observed * group.customers for group in table) == pytest.approx(honest[1].sum())


def test_honest_forecasts_lie_within_and_others_outside(honest):
    p, happened = honest
    assert sum(group.is_off for group in reliability_table(p, happened)) <= 2
    assert all(group.is_off for group in reliability_table(np.minimum(p + 0.2, 1.0), happened))


def test_gain_rises_to_all_and_lift_falls_to_one(honest):
    curve = gain_curve(*honest)
    found = [point.found for point in curve]
    assert found == sorted(found)
    assert (curve[-1].share, curve[-1].found, curve[-1].lift) == (1.0, 1.0, 1.0)
    assert curve[1].lift == pytest.approx(lift(*honest, share=0.1))
    assert all(point.found <= point.best for point in curve)


def test_where_nobody_bought_there_is_no_gain():
    assert gain_curve([0.2, 0.4], [False, False]) == []
    assert reliability_table([0.2, 0.2], [False, False])[0].low == 0.0


def test_an_interval_of_nothing_is_refused():
    for successes, trials, level in ((0, 0, 0.9), (3, 2, 0.9), (1, 2, 1.0)):
        with pytest.raises(InputError):
            wilson_interval(successes, trials, level=level)


def test_wilson_holds_the_true_rate_nine_times_in_ten():
    rng = np.random.default_rng(7)
    ends = [(wilson_interval(k, 30), 0.2) for k in rng.binomial(30, 0.2, 600).tolist()]
    held = np.mean([low <= rate <= high for (low, high), rate in ends])
    assert 0.86 <= held <= 0.96
