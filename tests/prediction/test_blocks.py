"""Answers by the block: the same, wherever the blocks end."""

import numpy as np
import pytest

from techmart.prediction import InputError
from techmart.prediction.blocks import ROWS, in_blocks
from techmart.prediction.cells import check_rows


def test_blocks_change_nothing():
    rows = np.arange(2 * ROWS + 5.0)
    assert (in_blocks(lambda a, b: a * b, rows, 3.0) == rows * 3).all()
    assert in_blocks(lambda a, b: a * b, rows, [[1.0], [2.0]]).shape == (2, len(rows))


def test_a_bad_row_is_named_by_its_place_among_all():
    T = np.ones(2 * ROWS)
    T[ROWS + 7] = np.nan
    with pytest.raises(InputError, match=f"T is not a finite number in row {ROWS + 7}"):
        in_blocks(lambda *rows: check_rows(*rows)[0], 0.0, 0.0, T)
