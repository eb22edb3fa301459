"""Customers in cells: fewer rows, the same people."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from techmart.prediction.cells import make_cells

customers = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(4, 6)), min_size=1)


def test_alike_customers_share_a_cell():
    cells = make_cells([1, 0, 1, 1], [5, 0, 5, 5], [10, 10, 10, 30])
    assert cells.customers.tolist() == [1, 2, 1]
    assert cells.unit == 15
    assert (cells.T * cells.unit).tolist() == [10, 10, 30]
    assert cells.customers_at.tolist() == [1, 3]


@given(customers)
def test_every_customer_is_in_one_cell(rows):
    rows = [(x, t_x * (x > 0), T) for x, t_x, T in rows]
    cells = make_cells(*zip(*rows, strict=True))
    assert cells.customers.sum() == len(rows)
    assert len(cells.x) == len(set(rows))
    assert cells.customers @ cells.x == sum(x for x, _, _ in rows)
    assert np.isclose(cells.customers @ cells.T * cells.unit, sum(T for _, _, T in rows))
