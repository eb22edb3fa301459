"""Long columns answered a block at a time: what lies between input and answer then never leaves the cache."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

ROWS = 32_768


def in_blocks(answer: Callable[..., Floats], *columns: ArrayLike, at_once: int = ROWS) -> Floats:
    """Return ``answer(*columns)`` of columns that answer row by row, whatever their common shape.

    `at_once` is how many rows a block has: few for answers that need many numbers for each.

    Raises
    ------
    InputError
        If the columns do not go together, or `answer` says so of a row.

    Examples
    --------
    >>> in_blocks(np.add, [1.0, 2.0], 10.0)
    array([11., 12.])
    """
    try:
        arrays = [np.asarray(column) for column in columns]
        shape = np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError as error:
        raise InputError(f"The columns do not go together: {error}") from error
    # An answer sees columns of one length, and numbers; or, where there are only numbers, columns of one row.
    flat = [np.broadcast_to(array, shape).ravel() if array.ndim or not shape else array for array in arrays]
    rows = math.prod(shape)
    result = np.empty(rows)
    for first in range(0, max(rows, 1), at_once):
        part = slice(first, first + at_once)
        try:
            result[part] = answer(*(column[part] if column.ndim else column for column in flat))
        except InputError:
            answer(*flat)  # refuses again, naming the row by its place among all
            raise
    return result.reshape(shape)[()]
