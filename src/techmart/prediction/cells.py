"""Customers who look alike to a model, counted once: a likelihood costs its cells, not its customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError, as_columns

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

# Parameters' tables run up to the largest frequency; nobody buys on a million days.
MOST_PURCHASES = 1_000_000


@dataclass(frozen=True, eq=False)
class Cells:
    """Distinct (frequency, recency, T), the times divided by `unit`, with the customers in each.

    Dividing by the mean age makes every shop look the same to the optimiser, whether its clock ticks in days,
    weeks or seconds.
    """

    x: Floats
    t_x: Floats
    T: Floats
    customers: Floats
    customers_at: Floats  # by frequency 0, 1, 2, ...
    unit: float


def make_cells(frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Cells:
    """Return the distinct rows with their counts.

    Raises
    ------
    InputError
        If there is no customer, or a row is impossible (see ``check_rows``).
    """
    x, t_x, T = check_rows(frequency, recency, T)
    x, t_x, T = np.atleast_1d(x, t_x, T)
    if not x.size:
        raise InputError("There is no customer to learn from.")
    if x.max() > MOST_PURCHASES or (x % 1).any():
        raise InputError(f"frequency counts repeat purchases: whole numbers up to {MOST_PURCHASES:,}.")
    order = np.lexsort((T, t_x, x))
    x, t_x, T = x[order], t_x[order], T[order]
    new = np.ones(len(x), dtype=bool)
    new[1:] = (np.diff(x) != 0) | (np.diff(t_x) != 0) | (np.diff(T) != 0)
    starts = np.flatnonzero(new)
    customers = np.diff(np.append(starts, len(x))).astype(np.float64)
    unit = float(T.mean()) or 1.0
    customers_at = np.bincount(x.astype(np.int64)).astype(np.float64)
    return Cells(x[starts], t_x[starts] / unit, T[starts] / unit, customers, customers_at, unit)


def check_rows(frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return the three as float64 arrays of one shape.

    Raises
    ------
    InputError
        Unless 0 <= frequency, 0 <= recency <= T, and recency is 0 where frequency is.
    """
    x, t_x, T = as_columns(frequency=frequency, recency=recency, T=T)
    _require(x >= 0, "frequency is negative")
    _require((t_x >= 0) & (t_x <= T), "recency is not between 0 and T")
    _require((x > 0) | (t_x == 0), "recency is above 0 without a repeat purchase")
    return x, t_x, T


def _require(right: NDArray[np.bool_], otherwise: str) -> None:
    if not right.all():
        raise InputError(f"In row {int(np.flatnonzero(~right)[0])} {otherwise}.")
