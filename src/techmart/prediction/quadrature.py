"""Means over a beta distribution, exact for polynomials, with numpy alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from techmart.prediction.base import Floats


def beta_rule(a: float, b: Floats, nodes: int) -> tuple[Floats, Floats]:
    """Return the Gauss quadrature of each distribution Beta(a, b).

    Parameters
    ----------
    a : float, > 0
    b : array of float64, shape (m,), > 0
    nodes : int
        Polynomials up to degree ``2 * nodes - 1`` are integrated exactly.

    Returns
    -------
    points, weights : arrays of float64, shape (m, nodes)
        Points in (0, 1]; each row of weights sums to 1.

    References
    ----------
    Golub, G. H. and Welsch, J. H. (1969), Calculation of Gauss Quadrature Rules, Math. Comp. 23.

    Examples
    --------
    The mean of Beta(2, 3) is 2/5.

    >>> points, weights = beta_rule(2.0, np.array([3.0]), nodes=8)
    >>> round(float((points * weights).sum()), 12)
    0.4
    """
    # The three-term recurrence of the Jacobi polynomials with exponents b - 1 and a - 1, moved to [0, 1].
    p, q, total = a - 1, b[:, None] - 1, a + b[:, None] - 2
    n = np.arange(1.0, nodes)
    diagonal = np.empty((len(b), nodes))
    diagonal[:, :1] = a / (total + 2)
    diagonal[:, 1:] = 0.5 + 0.5 * (p - q) * (p + q) / ((2 * n + total) * (2 * n + total + 2))
    squares = np.empty((len(b), nodes - 1))
    squares[:, :1] = (1 + p) * (1 + q) / ((total + 2) ** 2 * (total + 3))
    n = n[1:]
    squares[:, 1:] = n * (n + p) * (n + q) * (n + total) / ((2 * n + total) ** 2 * ((2 * n + total) ** 2 - 1))
    matrices = np.zeros((len(b), nodes, nodes))
    i = np.arange(nodes)
    matrices[:, i, i] = diagonal
    matrices[:, i[1:], i[:-1]] = np.sqrt(squares)  # eigh reads the lower triangle
    points, vectors = np.linalg.eigh(matrices)
    return np.clip(points, np.finfo(float).tiny, 1.0), vectors[:, 0, :] ** 2
