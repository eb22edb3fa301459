"""A search that fails says so."""

import numpy as np
import pytest

from techmart.prediction import ConvergenceError
from techmart.prediction.search import FARTHEST, covariance, curvature, lowest, with_prior


def test_the_lowest_point_may_lie_on_a_bound():
    def slope(theta):
        return float(theta.sum()), np.ones(2)

    assert lowest(slope, np.zeros(2), [(-1.0, 1.0), (-3.0, 3.0)]).tolist() == [-1, -3]


def test_a_gradient_that_lies_is_found_out():
    def lie(theta):
        return float(theta[0] ** 2), np.array([-1.0])

    with pytest.raises(ConvergenceError, match="ended on a slope") as caught:
        lowest(lie, np.array([0.5]), [(-2.0, 2.0)])
    assert "prior_sd=1" in caught.value.remedy


def test_a_prior_pulls_towards_its_centre_with_the_weight_of_one_observation():
    def one_observation_at_3(theta):
        return -0.5 * float((theta[0] - 3) ** 2), 3 - theta

    loss = with_prior(one_observation_at_3, 1, prior_sd=1.0, centre=np.array([1.0]))
    assert lowest(loss, np.zeros(1), [(-9.0, 9.0)]) == pytest.approx([2])


def bowl(theta):
    return float(np.cosh(theta - 1).sum()), np.sinh(theta - 1)


def test_a_rough_likeness_leads_near_and_the_loss_itself_to_the_end():
    dear = []

    def loss(theta):
        dear.append(theta)
        return bowl(theta)

    found = lowest(loss, np.zeros(2), [(-9.0, 9.0)] * 2, rough=lambda theta: bowl(theta + 0.1))
    assert found == pytest.approx([1, 1], abs=1e-9)
    assert len(dear) < 8


def test_a_likeness_that_misleads_does_no_harm():
    found = lowest(bowl, np.zeros(2), [(-9.0, 9.0)] * 2, rough=lambda theta: bowl(-2 * theta))
    assert found == pytest.approx([1, 1], abs=1e-8)


def test_the_covariance_is_known_where_no_limit_holds():
    matrix = np.array([[3.0, 1.0], [1.0, 2.0]])

    def loss(theta):
        return 0.5 * float(theta @ matrix @ theta), matrix @ theta

    spread, known = covariance(loss, np.zeros(2), 10)
    np.testing.assert_allclose(spread, np.linalg.inv(matrix) / 10, rtol=1e-9)
    assert known.tolist() == [True, True]
    spread, known = covariance(loss, np.array([0.0, FARTHEST]), 10)
    np.testing.assert_allclose(spread, [[1 / 30, 0], [0, 0]], rtol=1e-9)
    assert known.tolist() == [True, False]
    assert not covariance(lambda theta: (0.0, -theta), np.zeros(2), 10)[1].any()


def test_curvature():
    def loss(theta):
        return 0.0, np.array([[3.0, 1.0], [1.0, 2.0]]) @ theta

    np.testing.assert_allclose(curvature(loss, np.array([5.0, -4.0])), [[3, 1], [1, 2]], rtol=1e-9)
