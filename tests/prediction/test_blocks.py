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


def test_the_shape_of_the_question_is_the_shape_of_the_answer():
    assert in_blocks(np.add, 1.0, 2.0) == 3
    assert in_blocks(np.add, [], []).shape == (0,)
    assert in_blocks(np.add, [1.0], 2.0).tolist() == [3]


def test_an_answer_sees_columns_of_one_length_and_numbers():
    seen = []
    in_blocks(lambda *columns: seen.append([column.shape for column in columns]) or columns[0], np.ones((2, 3)), 5.0)
    assert seen == [[(6,), ()]]


@pytest.mark.parametrize("columns", [([1, 2], [1, 2, 3]), ([[1], [2, 3]], 1)])
def test_columns_that_do_not_go_together_are_refused(columns):
    with pytest.raises(InputError, match="do not go together"):
        in_blocks(np.add, *columns)
