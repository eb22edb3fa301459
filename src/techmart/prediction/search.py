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
STEEPEST = 1e-5  # the largest slope of the mean log-likelihood that still counts as its top
NEAR, THERE = 1e-4, 1e-9  # slopes from which Newton's steps reach the top, and at the top without them
NEWTON_STEPS, LONGEST_STEP, LAST_STEP = 8, 0.5, 1e-6
DIFFERENCE = 1e-4  # of ln parameters: errors of its square and of rounding are then alike, about 1e-8


def lowest(loss: Loss, start: Floats, bounds: Sequence[tuple[float, float]], *, rough: Loss | None = None) -> Floats:
    """Return where `loss`, which gives its value and gradient, is lowest within `bounds`.

    A quasi-Newton search comes near, Newton's steps with a curvature from differences of the gradient arrive.
    Where `loss` is dear and `rough` is a cheap likeness of it, the search and the curvature use that; the last
    steps follow the slope of `loss` itself.

    Raises
    ------
    ConvergenceError
        If the search ends on a slope.
    """
    theta = _descend(rough or loss, start, bounds, NEAR)
    arrived = _newton(loss, theta, bounds, curvature(rough or loss, theta))
    if arrived is not None:
        return arrived
    theta = _descend(loss, theta, bounds, THERE)
    slope = loss(theta)[1]
    if not np.abs(slope * _free(theta, slope, bounds)).max() < STEEPEST:
        raise ConvergenceError("The search for the parameters ended on a slope", remedy="prior_sd=1, or more customers")
    return theta


def curvature(loss: Loss, theta: Floats) -> Floats:
    """Return the matrix of second derivatives of `loss`, from central differences of its gradient."""
    steps = DIFFERENCE * np.eye(len(theta))
    matrix = np.array([loss(theta + step)[1] - loss(theta - step)[1] for step in steps]) / (2 * DIFFERENCE)
    return np.asarray((matrix + matrix.T) / 2)


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


def _descend(loss: Loss, start: Floats, bounds: Sequence[tuple[float, float]], slope: float) -> Floats:
    # Imported here: a web process scores with numpy alone and never fits, so it need not carry scipy.
    from scipy.optimize import minimize

    options = {"gtol": slope, "ftol": 0.0, "maxiter": 1000, "maxcor": 10}
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x


def _newton(loss: Loss, theta: Floats, bounds: Sequence[tuple[float, float]], curved: Floats) -> Floats | None:
    """Return where Newton's steps settle; None where they do not, as on a ridge."""
    longest = LONGEST_STEP
    for _ in range(NEWTON_STEPS):
        slope = loss(theta)[1]
        free = _free(theta, slope, bounds)
        matrix = curved[np.ix_(free, free)]
        if not (np.linalg.eigvalsh(matrix) > 0).all():
            return None
        step = np.zeros(len(theta))
        step[free] = np.linalg.solve(matrix, slope[free])
        length = float(np.abs(step).max(initial=0.0))
        if length > longest:
            return None
        theta = np.clip(theta - step, *np.transpose(bounds))
        if length < LAST_STEP:
            return theta
        longest = length / 2  # steps that do not shrink lead nowhere
    return None


def _free(theta: Floats, slope: Floats, bounds: Sequence[tuple[float, float]]) -> NDArray[np.bool_]:
    """Say which coordinates no bound holds."""
    low, high = np.transpose(bounds)
    return np.asarray(((theta > low) | (slope < 0)) & ((theta < high) | (slope > 0)))
