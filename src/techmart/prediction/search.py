"""The one search for parameters that every fit in this room shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import ConvergenceError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats

    Loss = Callable[[Floats], tuple[float, Floats]]

# Logarithms of parameters stay this close to 0, in the data's own scale: e^9 is about 8,000, and beyond it lie
# only the limits that a degenerate likelihood runs to, where differences of Γ lose their digits.
FARTHEST = 9.0
AT_LIMIT = 1e-6  # so near to it is at it
STEEPEST = 1e-5  # the largest slope of the mean log-likelihood that still counts as its top
NEAR, THERE = 3e-2, 1e-5  # slopes and steps that small are near the top; so near that one step more arrives
MOST_STEPS, MOST_CUTS, LONGEST_STEP = 60, 10, 2.0
ENOUGH, ROUNDING = 1e-4, 1e-12  # of the promised gain, and of the loss
DIFFERENCE = 1e-4  # of ln parameters: errors of its square and of rounding are then alike, about 1e-8


def lowest(loss: Loss, start: Floats, bounds: Sequence[tuple[float, float]], *, rough: Loss | None = None) -> Floats:
    """Return where `loss`, which gives its value and gradient, is lowest within `bounds`.

    Quasi-Newton steps come near; with a curvature from differences of the slope, they arrive. Where `loss` is dear
    and `rough` is a cheap likeness of it, they come near by that, and the curvature is its. Where a bound is in the
    way, or the steps do not settle, a slower search does it.

    Raises
    ------
    ConvergenceError
        If the search ends on a slope.
    """
    there = _quickly(loss, start, bounds, rough or loss)
    if there is not None:
        return there
    theta = _descend(loss, _descend(rough, start, bounds) if rough else start, bounds)
    slope = loss(theta)[1]
    if not np.abs(slope * _free(theta, slope, bounds)).max() < STEEPEST:
        raise ConvergenceError("The search for the parameters ended on a slope", remedy="prior_sd=1, or more customers")
    return theta


def curvature(loss: Loss, theta: Floats) -> Floats:
    """Return the matrix of second derivatives of `loss`, from central differences of its gradient."""
    steps = DIFFERENCE * np.eye(len(theta))
    matrix = np.array([loss(theta + step)[1] - loss(theta - step)[1] for step in steps]) / (2 * DIFFERENCE)
    return np.asarray((matrix + matrix.T) / 2)


def covariance(loss: Loss, theta: Floats, customers: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the covariance of where the mean `loss` of so many `customers` is lowest, and of which it is known.

    It is the inverse of the curvature. Of coordinates at the limit of the search it is unknown, as of all where the
    loss is flat or falls; unknown entries are 0.
    """
    known = np.abs(theta) < FARTHEST - AT_LIMIT
    curved, found = customers * curvature(loss, theta), np.zeros((len(theta), len(theta)))
    if not (np.linalg.eigvalsh(curved[np.ix_(known, known)]) > 0).all():
        return found, np.zeros_like(known)
    found[np.ix_(known, known)] = np.linalg.inv(curved[np.ix_(known, known)])
    return found, known


def with_prior(
    log_likelihood: Loss,
    customers: float,
    prior_sd: float | None,
    centre: Floats,
) -> Loss:
    """Return the mean loss per customer, `prior_sd` adding a normal prior around `centre`.

    Raises
    ------
    InputError
        If `prior_sd` is not positive.
    """
    if prior_sd is not None and not prior_sd > 0:
        raise InputError(f"prior_sd must be positive, not {prior_sd}.")
    precision = 0.0 if prior_sd is None else prior_sd**-2.0

    def loss(theta: Floats) -> tuple[float, Floats]:
        value, slope = log_likelihood(theta)
        away = theta - centre
        penalty = 0.5 * precision * float(away @ away)
        return (penalty - value) / customers, (precision * away - slope) / customers

    return loss


def _quickly(loss: Loss, start: Floats, bounds: Sequence[tuple[float, float]], rough: Loss) -> Floats | None:
    near = _settle(rough, start, None, bounds, NEAR)
    if near is None:
        return None
    curved = _forward_curvature(rough, near)
    if not (np.linalg.eigvalsh(curved) > 0).all():
        return None
    return _settle(loss, near, np.asarray(np.linalg.inv(curved)), bounds, THERE)


def _settle(
    loss: Loss, theta: Floats, inverse: Floats | None, bounds: Sequence[tuple[float, float]], tolerance: float
) -> Floats | None:
    """Return the end of the first step below `tolerance` from a slope below it; None where steps do not settle.

    Without an `inverse` of the curvature to begin with, it is learned on the way.

    References
    ----------
    Nocedal, J. and Wright, S. J. (2006), Numerical Optimization, section 6.1: the BFGS method.
    """
    value, slope = loss(theta)
    for _ in range(MOST_STEPS):
        step = -slope if inverse is None else -inverse @ slope
        longest = float(np.abs(step).max())
        if inverse is not None and max(longest, np.abs(slope).max()) < tolerance:
            return theta + step
        found = _go(loss, theta, value, slope, step * LONGEST_STEP / max(longest, LONGEST_STEP), bounds)
        if found is None:
            return None
        inverse = _improved(inverse, found[0] - theta, found[2] - slope)
        theta, value, slope = found
    return None


def _go(
    loss: Loss, theta: Floats, value: float, slope: Floats, step: Floats, bounds: Sequence[tuple[float, float]]
) -> tuple[Floats, float, Floats] | None:
    """Return the first point along `step`, cut shorter and shorter, that is lower as promised; its value and slope."""
    low, high = np.transpose(bounds)
    promised = float(slope @ step)
    for _ in range(MOST_CUTS):
        there = theta + step
        if not (promised < 0 and (there > low).all() and (there < high).all()):
            return None
        reached, turned = loss(there)
        if reached <= value + ENOUGH * promised + ROUNDING * abs(value):
            return there, reached, turned
        cut = float(np.clip(-0.5 * promised / (reached - value - promised), 0.1, 0.5))  # a parabola's lowest point
        step, promised = cut * step, cut * promised
    return None


def _improved(inverse: Floats | None, moved: Floats, turned: Floats) -> Floats | None:
    """Return the inverse curvature that explains how the slope turned along the last step, else as it was."""
    along = float(moved @ turned)
    if not along > 0:
        return inverse
    if inverse is None:
        inverse = np.eye(len(moved)) * along / float(turned @ turned)
    guess = inverse @ turned
    cross = np.outer(guess, moved) / along
    return inverse - cross - cross.T + (1.0 + float(turned @ guess) / along) * np.outer(moved, moved) / along


def _forward_curvature(loss: Loss, theta: Floats) -> Floats:
    """Return ``curvature`` less exactly, for half of the price."""
    slope = loss(theta)[1]
    matrix = np.array([loss(theta + step)[1] - slope for step in DIFFERENCE * np.eye(len(theta))]) / DIFFERENCE
    return np.asarray((matrix + matrix.T) / 2)


def _descend(loss: Loss, start: Floats, bounds: Sequence[tuple[float, float]]) -> Floats:
    # Imported here: a web process scores with numpy alone and never fits, so it need not carry scipy.
    from scipy.optimize import minimize

    options = {"gtol": 1e-9, "ftol": 0.0, "maxiter": 1000, "maxcor": 10}
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x


def _free(theta: Floats, slope: Floats, bounds: Sequence[tuple[float, float]]) -> NDArray[np.bool_]:
    """Say which coordinates no bound holds."""
    low, high = np.transpose(bounds)
    return np.asarray(((theta > low) | (slope < 0)) & ((theta < high) | (slope > 0)))
