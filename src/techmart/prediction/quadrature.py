"""Integrals that models need and that have no closed form, with numpy alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from techmart.prediction.base import Floats

NODES, PANEL = 16, 6.0  # on a panel of this length, Gauss-Legendre with so many nodes is exact to 12 digits
NOTHING = 32.0  # e^-32 is nothing beside 1
LEAST, FARTHEST = 1e-300, 600.0


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


class PowerIntegral(NamedTuple):
    """The logarithm of an integral, what there is at its nodes, and the share of the integral that falls on each."""

    log_value: Floats
    a_plus_y: Floats
    log_a_plus_y: Floats
    b_plus_y: Floats
    log_b_plus_y: Floats
    share: Floats


def power_integral(
    a: float, p: Floats, b: float, q: Floats, start: Floats, end: Floats, *, nodes: int = NODES
) -> PowerIntegral:
    """Return the integral of (a + y)^-p (b + y)^-q over y from `start` to `end`.

    Gauss-Legendre in the logarithm of the smaller sum: there the integrand has no singularity nearer than π,
    whatever the parameters, and falls like an exponential, which is cut where nothing is left of it.

    Parameters
    ----------
    a, b : float, > 0
    p, q : array of float64, shape (n,) or ()
        For an infinite `end`, ``p + q > 1``.
    start, end : array of float64, shape (n,), 0 <= start <= end
    nodes : int
        On each panel; with half as many, 4 to 6 digits are right.

    Returns
    -------
    PowerIntegral
        `log_value`, shape (n,), -inf where `start` is `end`; the rest, shape (nodes, n), each column of
        `share` with the sum 1.

    Examples
    --------
    With p + q = 2 and a = b, the integral is closed.

    >>> found = power_integral(3.0, np.array([1.5]), 3.0, np.array([0.5]), np.array([1.0]), np.array([9.0]))
    >>> round(float(np.exp(found.log_value[0])), 12) == round(1 / 4 - 1 / 12, 12)
    True
    """
    if a > b:
        value, at_b, log_at_b, at_a, log_at_a, share = power_integral(b, q, a, p, start, end, nodes=nodes)
        return PowerIntegral(value, at_a, log_at_a, at_b, log_at_b, share)
    first, other = a + start, b + start
    length = np.minimum(np.log1p((end - start) / first), _longest(p, q, first, other, b))
    panels = max(int(np.ceil(length.max(initial=0.0) / PANEL)), 1)
    points, weights = _legendre_rule(nodes, panels)
    along = length * points[:, None]
    a_plus_y = first * np.exp(along)
    b_plus_y = a_plus_y + (b - a)
    log_b_plus_y = np.log(b_plus_y)
    terms = weights[:, None] * np.exp((1.0 - p) * along - q * (log_b_plus_y - np.log(other)))
    total = terms.sum(axis=0)
    with np.errstate(divide="ignore"):
        log_value = np.log(length * total) + (1.0 - p) * np.log(first) - q * np.log(other)
    return PowerIntegral(log_value, a_plus_y, along + np.log(first), b_plus_y, log_b_plus_y, terms / total)


def _longest(p: Floats, q: Floats, first: Floats, other: Floats, b: float) -> Floats:
    """Return how far to go in ln(a + y): beyond it the integrand has fallen by e^-32 or more, and goes on falling."""
    falls = p - 1.0 + q * first / other  # at the start, per unit of ln(a + y); ever faster later
    at_once = NOTHING / np.maximum(falls, LEAST)
    by_other = np.log1p(other / first * np.expm1(np.minimum(NOTHING / q, FARTHEST)))  # by the second power alone
    whole = np.maximum(p + q - 1.0, LEAST)  # how it falls in the end
    turned = np.log(np.maximum(2.0 * q / whole * b / first, 1.0))  # where it falls half as fast
    return np.minimum(np.minimum(at_once, by_other), np.minimum(turned + 2.0 * NOTHING / whole, FARTHEST))


@lru_cache(maxsize=100)
def _legendre_rule(nodes: int, panels: int) -> tuple[Floats, Floats]:
    """Return Gauss-Legendre points and weights on [0, 1], in equal panels one after the other."""
    points, weights = np.polynomial.legendre.leggauss(nodes)
    starts = np.arange(panels)[:, None]
    return ((starts + (points + 1) / 2) / panels).ravel(), np.tile(weights / (2 * panels), panels)
