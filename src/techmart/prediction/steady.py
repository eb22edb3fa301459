"""NBD: customers who buy at their own steady rate and never leave; what a model of leaving has to beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.cells import BLOCK, log_rising

if TYPE_CHECKING:
    from techmart.prediction.base import Floats
    from techmart.prediction.cells import Cells


def steady_log_likelihood(theta: Floats, cells: Cells) -> tuple[float, Floats]:
    """Return the log-likelihood of NBD and its gradient in ln(r, α), time in ``cells.unit``.

    References
    ----------
    Ehrenberg, A. S. C. (1959), The Pattern of Consumer Purchases, Applied Statistics 8(1), 26-41.
    """
    r, alpha = np.exp(theta)
    value, slope_r = log_rising(r, cells.above)
    value += cells.total * r * theta[1]
    slope = np.array([slope_r + cells.total * theta[1], cells.total * r / alpha])
    for x, _, T, customers in cells.blocks(BLOCK):
        weight, age = customers * (r + x), alpha + T
        log_age = np.log(age)
        value -= float(weight @ log_age)
        slope -= customers @ log_age, weight @ (1.0 / age)
    return value, slope * np.array([r, alpha])
