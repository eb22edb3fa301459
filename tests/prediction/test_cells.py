"""Customers in cells: fewer rows, the same people."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.prediction import InputError
from techmart.prediction.cells import make_cells

customers = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(4, 6)), min_size=1)


def test_alike_customers_share_a_cell():
    cells = make_cells([1, 0, 1, 1], [5, 0, 5, 5], [10, 10, 10, 30])
    assert cells.customers.tolist() == [1, 2, 1]
    assert cells.unit == 15
    assert (cells.T * cells.unit).tolist() == [10, 10, 30]
    assert cells.above.tolist() == [3]
    assert cells.total == 4


@given(customers)
def test_every_customer_is_in_one_cell(rows):
    rows = [(x, t_x * (x > 0), T) for x, t_x, T in rows]
    cells = make_cells(*zip(*rows, strict=True))
    assert cells.customers.sum() == len(rows)
    assert len(cells) == len(set(rows))
    assert cells.customers @ cells.x == sum(x for x, _, _ in rows)
    assert np.isclose(cells.customers @ cells.T * cells.unit, sum(T for _, _, T in rows))


@given(customers, st.sampled_from([np.uint8, np.uint32, np.uint64, np.int64, np.float64]))
def test_packed_or_not_the_cells_are_the_same(rows, dtype):
    columns = np.array([(x, t_x * (x > 0), T) for x, t_x, T in rows]).T
    packed, plain = make_cells(*columns.astype(dtype)), make_cells(*columns, customers=np.ones(len(rows)))
    for name in ("x", "t_x", "T", "customers", "unit"):
        assert np.array_equal(getattr(packed, name), getattr(plain, name))


def test_times_too_long_to_pack_are_sorted_all_the_same():
    cells = make_cells([2, 1, 2], [2.0**40, 5, 2.0**40], [2.0**50, 6, 2.0**50])
    assert cells.customers.tolist() == [1, 2]
    assert np.allclose(cells.T * cells.unit, [6, 2.0**50], rtol=1e-15)


def test_packed_rows_are_checked_like_all():
    with pytest.raises(InputError, match="In row 1 recency is not between 0 and T"):
        make_cells(*np.array([[1, 1], [2, 9], [5, 5]], dtype=np.uint16))


def test_rows_that_stand_for_nobody_teach_nothing():
    with pytest.raises(InputError, match="There is no customer"):
        make_cells([1], [2], [3], customers=[0])


def test_blocks_are_all_of_the_cells():
    cells = make_cells(np.arange(10), np.arange(10), 20)
    blocks = [block[0].tolist() for block in cells.blocks(4)]
    assert blocks == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


def test_a_sample_stands_for_as_many_customers():
    rng = np.random.default_rng(1)
    x = rng.geometric(0.3, 50_000) - 1
    cells = make_cells(x, np.where(x > 0, rng.integers(1, 300, 50_000), 0), 300)
    few = cells.sample(200)
    assert 200 <= len(few) <= 400
    assert few.total == pytest.approx(50_000, rel=1e-9)
    assert few.customers @ few.x == pytest.approx(x.sum(), rel=0.01)
    assert cells.sample(len(cells)) is cells
