"""What is particular to BG/NBD and MBG/NBD; what they share with others is in test_lifetime.py."""

import numpy as np
import pytest
from scipy.special import hyp2f1
from tests.prediction.lifetimes import BETA_GEO, known

BG, MBG = known("bg-nbd", **BETA_GEO), known("mbg-nbd", **BETA_GEO)
RNG = np.random.default_rng(11)
AGE = RNG.uniform(0, 700, 500)
X = np.floor(RNG.uniform(0, np.minimum(AGE, 60)))
T_X = np.where(X > 0, AGE * RNG.uniform(0.3, 1, 500), 0.0)


@pytest.mark.parametrize(("model", "early"), [(BG, 0), (MBG, 1)], ids=["bg", "mbg"])
def test_expected_purchases_equal_the_published_series(model, early):
    """Fader, Hardie and Lee, equation (10), where its hypergeometric function is in reach of scipy."""
    r, alpha, a, b = BETA_GEO.values()
    for t in (1.0, 30.0, 365.0):
        shrink = ((alpha + AGE) / (alpha + AGE + t)) ** (r + X)
        series = hyp2f1(r + X, b + X + early, a + b + X + early - 1, t / (alpha + AGE + t))
        published = (a + b + X + early - 1) / (a - 1) * (1 - shrink * series) * model.probability_alive(X, T_X, AGE)
        np.testing.assert_allclose(model.expected_purchases(t, X, T_X, AGE), published, rtol=1e-8)


def test_expected_purchases_pass_smoothly_through_a_equal_1():
    """Where the published formula divides by zero."""
    at, beside = known("bg-nbd", r=0.6, alpha=40, a=1, b=3), known("bg-nbd", r=0.6, alpha=40, a=1 + 1e-9, b=3)
    assert at.expected_purchases(90, 4, 50, 60) == pytest.approx(beside.expected_purchases(90, 4, 50, 60))


def test_only_the_modified_model_lets_one_time_buyers_go():
    assert BG.probability_alive(0, 0, [0, 100, 1000]).tolist() == [1, 1, 1]
    assert BG.never_probability(0, 0, 500) == 0
    alive = MBG.probability_alive(0, 0, [0, 100, 1000])
    assert alive[0] == pytest.approx(3 / 3.8)
    assert (np.diff(alive) < 0).all()


def test_the_median_wait_is_in_closed_form():
    halved = super(type(BG), BG)._wait(*np.broadcast_arrays(0.3, [1.0, 9.0], [40.0, 300.0], [60.0, 310.0]))
    assert BG.next_purchase_quantile(0.3, [1, 9], [40, 300], [60, 310]) == pytest.approx(halved)
