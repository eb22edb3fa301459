"""The one search for parameters that every fit in this room shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import ConvergenceError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from techmart.prediction.base import Floats

# Logarithms of parameters stay this close to 0, in the data's own scale: e^9 is about 8,000, and beyond it lie
# only the limits that a degenerate likelihood runs to, where differences of Γ lose their digits.
FARTHEST = 9.0
STEEPEST = 1e-5  # the largest slope of the mean log-likelihood that still counts as its top


def lowest(
    loss: Callable[[Floats], tuple[float, Floats]], start: Floats, bounds: Sequence[tuple[float, float]]
) -> Floats:
    """Return where `loss`, which gives its value and gradient, is lowest within `bounds`.

    Raises
    ------
    ConvergenceError
        If the search ends on a slope.
    """
    # Imported here: a web process scores with numpy alone and never fits, so it need not carry scipy.
    from scipy.optimize import minimize

    options = {"gtol": 1e-9, "ftol": 0.0, "maxiter": 1000, "maxcor": 4}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    low, high = np.transpose(bounds)
    free = ((found.x > low) | (found.jac < 0)) & ((found.x < high) | (found.jac > 0))
    if not np.abs(found.jac * free).max() < STEEPEST:
        raise ConvergenceError(
            f"The search for the parameters ended on a slope ({found.message})",
            remedy="prior_sd=1, or more customers",
        )
    return found.x


def with_prior(
    log_likelihood: Callable[[Floats], tuple[float, Floats]],
    customers: float,
    prior_sd: float | None,
    centre: Floats,
) -> Callable[[Floats], tuple[float, Floats]]:
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
