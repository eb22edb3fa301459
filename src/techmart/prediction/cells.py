"""Customers who look alike to a model, counted once: a likelihood costs its cells, not its customers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError, as_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

    Rows = tuple[Floats, Floats, Floats, Floats]

# Parameters' tables run up to the largest frequency; nobody buys on a million days.
MOST_PURCHASES = 1_000_000
BLOCK = 16_384  # cells whose likelihood is worked out at once
COUNTABLE_BITS = 16  # ages up to 65,535 are counted in a table
LARGEST_WHOLE = 2**53  # beyond it a float no longer counts


@dataclass(frozen=True, eq=False)
class Cells:
    """Distinct (frequency, recency, T), sorted, the times divided by `unit`, with the customers in each.

    Dividing by the mean age makes every shop look the same to the optimiser, whether its clock ticks in days,
    weeks or seconds.
    """

    x: Floats
    t_x: Floats
    T: Floats
    customers: Floats
    unit: float

    def __len__(self) -> int:
        return len(self.x)

    @cached_property
    def total(self) -> float:
        """How many customers there are."""
        return float(self.customers.sum())

    @cached_property
    def above(self) -> Floats:
        """How many customers have a frequency above 0, 1, 2, ..."""
        customers_at = np.bincount(self.x.astype(np.int64), self.customers)
        return np.asarray(self.total - np.cumsum(customers_at)[:-1])

    def blocks(self, rows: int) -> Iterator[Rows]:
        """Yield (x, t_x, T, customers) of at most `rows` cells at a time: few enough to stay in the cache."""
        for first in range(0, len(self), rows):
            part = slice(first, first + rows)
            yield self.x[part], self.t_x[part], self.T[part], self.customers[part]

    def sample(self, most: int) -> Cells:
        """Return these cells if they are at most `most`, else those of every so-many-th customer, about as many."""
        if len(self) <= most:
            return self
        every = self.total / (2 * most)
        drawn = every * np.diff(np.floor(np.cumsum(self.customers) / every + 0.5), prepend=0.0)
        hit = drawn > 0
        return Cells(self.x[hit], self.t_x[hit], self.T[hit], drawn[hit], self.unit)


def make_cells(frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None = None) -> Cells:
    """Return the distinct rows with their counts; a row may itself stand for several `customers`.

    Arrays of unsigned integers are the quickest: they are sorted as they are.

    Raises
    ------
    InputError
        If there is no customer, or a row is impossible (see ``check_rows``).
    """
    rows = _unsigned(frequency, recency, T) or np.atleast_1d(*check_rows(frequency, recency, T))
    count = None if customers is None else _counts(customers, rows[0].shape)
    if not rows[0].size or (count is not None and not count.any()):
        raise InputError("There is no customer to learn from.")
    if rows[0].max() > MOST_PURCHASES or not _whole(rows[0]):
        raise InputError(f"frequency counts repeat purchases: whole numbers up to {MOST_PURCHASES:,}.")
    bits = [int(column.max()).bit_length() for column in rows]
    packable = count is None and sum(bits) <= 64 and _whole(rows[1]) and _whole(rows[2])
    x, t_x, T, alike = _packed_cells(rows, bits) if packable else _sorted_cells(rows, count)
    unit = float(alike @ T / alike.sum()) or 1.0
    return Cells(x, t_x / unit, T / unit, alike, unit)


def check_rows(frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return the three as float64 arrays of one shape.

    Raises
    ------
    InputError
        Unless 0 <= frequency, 0 <= recency <= T, and recency is 0 where frequency is.
    """
    x, t_x, T = as_columns(frequency=frequency, recency=recency, T=T)
    _require_possible(x, t_x, T)
    return x, t_x, T


def log_rising(base: float, above: Floats) -> tuple[float, float]:
    """Return Σ ln[Γ(base + n) / Γ(base)] over customers, and its derivative in `base`.

    `above` says how many customers have an n above 0, 1, 2, ... A whole number of steps n makes the ratio
    base (base + 1) ... (base + n - 1): sums of logarithms, no Γ.

    Examples
    --------
    Two customers, n = 1 and n = 3: Γ(3)/Γ(2) · Γ(5)/Γ(2) = 2 · 24.

    >>> round(log_rising(2.0, np.array([2.0, 1.0, 1.0]))[0], 6) == round(float(np.log(48)), 6)
    True
    """
    steps = base + np.arange(len(above))
    return float(above @ np.log(steps)), float(above @ (1.0 / steps))


def _require_possible(x: NDArray[Any], t_x: NDArray[Any], T: NDArray[Any]) -> None:
    _require(x >= 0, "frequency is negative")
    _require((t_x >= 0) & (t_x <= T), "recency is not between 0 and T")
    _require((x > 0) | (t_x == 0), "recency is above 0 without a repeat purchase")


def _require(right: NDArray[np.bool_], otherwise: str) -> None:
    if not right.all():
        raise InputError(f"In row {int(np.flatnonzero(~right)[0])} {otherwise}.")


def _unsigned(*columns: ArrayLike) -> tuple[NDArray[Any], ...] | None:
    """Return the checked columns where all are unsigned integers, shape (n,); else None."""
    arrays = tuple(np.asarray(column) for column in columns)
    if any(array.dtype.kind != "u" or array.shape != arrays[0].shape or array.ndim != 1 for array in arrays):
        return None
    _require_possible(*arrays)
    return arrays


def _counts(customers: ArrayLike, shape: tuple[int, ...]) -> Floats:
    (count,) = as_columns(customers=np.atleast_1d(customers))
    if count.shape != shape or (count < 0).any():
        raise InputError(f"customers must be {shape[0]} counts, one for each row, none negative.")
    return count


def _whole(column: NDArray[Any]) -> bool:
    return column.dtype.kind == "u" or (column.max() < LARGEST_WHOLE and bool((column == np.floor(column)).all()))


def _packed_cells(rows: tuple[NDArray[Any], ...], bits: list[int]) -> Rows:
    """Sort whole numbers as one number per row, several times faster than by three columns."""
    key: NDArray[Any] = rows[0].astype(np.uint32 if sum(bits) <= 32 else np.uint64)
    for column, width in zip(rows[1:], bits[1:], strict=True):
        key <<= width
        key |= column.astype(key.dtype)
    # Of those who bought once, often most, the key is T alone: counting them is quicker than sorting.
    lowest = 2 ** bits[2] if bits[2] <= COUNTABLE_BITS else 0
    once = np.bincount(np.compress(key < lowest, key).astype(np.int64))
    key = np.compress(key >= lowest, key)
    key.sort()
    new = np.ones(len(key), dtype=bool)
    new[1:] = key[1:] != key[:-1]
    starts, ages = np.flatnonzero(new), np.flatnonzero(once)
    alike = np.append(once[ages], np.diff(starts, append=len(key))).astype(np.float64)
    key = np.append(ages.astype(key.dtype), key[starts])
    T, key = key & (2 ** bits[2] - 1), key >> bits[2]
    t_x, x = key & (2 ** bits[1] - 1), key >> bits[1]
    return x.astype(np.float64), t_x.astype(np.float64), T.astype(np.float64), alike


def _sorted_cells(rows: tuple[NDArray[Any], ...], count: Floats | None) -> Rows:
    order = np.lexsort(rows[::-1])
    x, t_x, T = (column[order].astype(np.float64) for column in rows)
    starts = np.flatnonzero(np.append(True, (np.diff(x) != 0) | (np.diff(t_x) != 0) | (np.diff(T) != 0)))
    weight = np.ones(len(order)) if count is None else count[order]
    return x[starts], t_x[starts], T[starts], np.add.reduceat(weight, starts)
