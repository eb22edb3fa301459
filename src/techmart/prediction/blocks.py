"""Long columns answered a block at a time: what lies between input and answer then never leaves the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from techmart.prediction.base import Floats

ROWS = 32_768


def in_blocks(answer: Callable[..., Floats], *columns: ArrayLike) -> Floats:
    """Return ``answer(*columns)`` of columns that answer row by row, whatever their common shape.

    Examples
    --------
    >>> in_blocks(np.add, [1.0, 2.0], 10.0)
    array([11., 12.])
    """
    arrays = [np.asarray(column) for column in columns]
    rows = max(array.size for array in arrays)
    if rows <= ROWS or any(array.shape not in ((), (rows,)) for array in arrays):
        return answer(*arrays)
    result = np.empty(rows)
    for first in range(0, rows, ROWS):
        part = slice(first, first + ROWS)
        try:
            result[part] = answer(*(array[part] if array.ndim else array for array in arrays))
        except InputError:
            return answer(*arrays)  # refused again, naming the row by its place among all
    return result
