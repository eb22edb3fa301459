"""Equal lines: which are the same sale told twice, and which merely look alike."""

from collections.abc import Iterable

import numpy as np

from techmart.orders.importing.table import Codes, Integers, Mask, Table

DAY = 86_400
LARGEST = 2**62


def repeated_in_a_later_sheet(table: Table) -> Mask:
    """Find the lines that a later sheet repeats. A new sheet begins where time goes back by a day or more.

    A line that stands n times in one sheet and n times in the next is n sales, whatever n: repeats inside one sheet are
    left alone.
    """
    sheet = np.concatenate([[0], np.cumsum(np.diff(table["date"].numbers) <= -DAY)])
    repeated = np.zeros(len(table), dtype=bool)
    rows = np.flatnonzero(_in_several(table["order"].codes, sheet))
    if len(rows):
        line = same_number(column.codes[rows] for column in table.columns.values())
        occurrence = rank_within(line * (sheet[-1] + 1) + sheet[rows])
        _, first = np.unique(line * len(rows) + occurrence, return_index=True)
        repeated[rows] = True
        repeated[rows[first]] = False
    return repeated


def same_number(columns: Iterable[Codes | Integers]) -> Integers:
    """Number lines, given as columns of numbers >= 0, so that equal lines, and only they, share a number.

    >>> same_number([np.array([4, 4, 9]), np.array([1, 1, 1])]).tolist()
    [0, 0, 1]
    """
    number, span = np.zeros(1, dtype=np.int64), 1
    for column in columns:
        choices = int(column.max(initial=0)) + 1
        if span * choices > LARGEST:
            number, span = _renumbered(number)
        number, span = number * choices + column, span * choices
    return _renumbered(number)[0]


def _renumbered(number: Integers) -> tuple[Integers, int]:
    distinct, dense = np.unique(number, return_inverse=True)
    return dense, len(distinct)


def rank_within(group: Integers) -> Integers:
    """Count 0, 1, 2, … within each group, in order.

    >>> rank_within(np.array([5, 3, 5, 5])).tolist()
    [0, 0, 1, 2]
    """
    together = np.argsort(group, kind="stable")
    begins = np.diff(group[together], prepend=group[together[0]] - 1) != 0
    start = np.flatnonzero(begins)[np.cumsum(begins) - 1]
    rank = np.empty_like(together)
    rank[together] = np.arange(len(group)) - start
    return rank


def first_of(group: Codes) -> Integers:
    """Return, for each line, the first line of its group.

    >>> first_of(np.array([5, 3, 5, 5], dtype=np.int32)).tolist()
    [0, 1, 0, 0]
    """
    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    return np.asarray(first[inverse])


def _in_several(group: Codes, other: Integers) -> Mask:
    """Tell the lines whose group occurs with more than one value of `other`."""
    least = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
    most = np.full_like(least, np.iinfo(np.int64).min)
    np.minimum.at(least, group, other)
    np.maximum.at(most, group, other)
    return np.asarray((least != most)[group])
