"""A CSV file as columns of numbers: each distinct cell is read once, each line costs a few bytes."""

import csv
from array import array
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from techmart.orders.importing.errors import BadInput

# Reads one cell; raises ValueError with a sentence about the cell.
Parse = Callable[[str], Any]
# What a column holds -> its name in the header, how a cell is read.
Fields = dict[str, tuple[str, Parse]]
Codes = NDArray[np.int32]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]
# What bounds the memory that a file can take, however small it is compressed.
MOST_COLUMNS = 200
MOST_LINES = 5_000_000
SEPARATORS = ",;\t|"


class Rows(Protocol):
    """A `csv.reader`, which knows the line of the file that it has come to."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class Column(dict[str, int]):
    """A dictionary-encoded column: cell text -> code, `distinct[code]` is what the text means.

    Texts that mean the same (`85123a` and `85123A `) share a code, so `len(column)` counts spellings and
    `len(column.distinct)` counts meanings.
    """

    def __init__(self, name: str, parse: Parse) -> None:
        super().__init__()
        self.name = name
        self.distinct: list[Any] = []
        self._parse = parse
        self._code_of: dict[Hashable, int] = {}
        self._cells = array("i")

    def __missing__(self, cell: str) -> int:
        value = self._parse(cell)
        code = self[cell] = self._code_of.setdefault(value, len(self.distinct))
        if code == len(self.distinct):
            self.distinct.append(value)
        return code

    def append(self, cell: str) -> None:
        self._cells.append(self[cell])

    @property
    def codes(self) -> Codes:
        return np.frombuffer(self._cells, dtype=np.int32)

    @property
    def numbers(self) -> Integers:
        """The meanings line by line, for a column of integers."""
        return np.array(self.distinct, dtype=np.int64)[self.codes]

    def where(self, holds: Callable[[Any], object]) -> Mask:
        """The lines whose value fulfils a condition, asked once per distinct value."""
        return np.array([bool(holds(value)) for value in self.distinct])[self.codes]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file by the name of what they hold, all of one length, and the file's line of each row."""

    columns: dict[str, Column]
    line: Codes

    def __getitem__(self, field: str) -> Column:
        return self.columns[field]

    def __contains__(self, field: str) -> bool:
        return field in self.columns

    def __len__(self) -> int:
        return len(self.line)


def read_header(rows: Rows) -> list[str]:
    """Take the first line as column names.

    Raises `BadInput` where there is none or a name comes twice.
    """
    with_content = next((row for row in _well_formed(rows) if row), None)
    if with_content is None:
        raise BadInput("the file is empty")
    names = [name.strip() for name in with_content]
    if len(names) > MOST_COLUMNS:
        raise BadInput(f"the header has {len(names):,} columns; at most {MOST_COLUMNS} are read", line=1)
    for name in names:
        if name and names.count(name) > 1:
            raise BadInput("the header names this column twice", line=1, column=name)
    return names


def read_table(rows: Rows, header: Sequence[str], fields: Fields) -> Table:
    """Read the wanted columns of all remaining rows.

    Raises `BadInput`.
    """
    columns = {field: Column(name, parse) for field, (name, parse) in fields.items()}
    wanted = [(column, header.index(column.name)) for column in columns.values()]
    lines = array("i")
    for row in _well_formed(rows):
        if len(row) != len(header):
            if not row:
                continue
            raise _ragged(row, header, rows.line_num)
        try:
            for column, place in wanted:
                column.append(row[place])
        except ValueError as problem:
            raise BadInput(str(problem), line=rows.line_num, column=column.name) from problem
        lines.append(rows.line_num)
        if len(lines) > MOST_LINES:
            raise BadInput(f"the file has more than {MOST_LINES:,} lines; split it", line=rows.line_num)
    if not lines:
        raise BadInput("the file has a header but no lines below it")
    return Table(columns, np.frombuffer(lines, dtype=np.int32))


def csv_rows(header: str, lines: Iterator[str]) -> Rows:
    """Split lines into cells at what separates the header, refusing quotation marks that do not pair up."""
    return csv.reader(chain([header], lines), delimiter=separator_of(header), strict=True)


def separator_of(header: str) -> str:
    """Return what stands between the cells of a header.

    >>> separator_of("customer;date;amount, net")
    ';'
    """
    return max(SEPARATORS, key=header.count)


def _well_formed(rows: Rows) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise BadInput(f"this is not well-formed CSV: {error}", line=rows.line_num) from error


def _ragged(row: list[str], header: Sequence[str], line: int) -> BadInput:
    column = header[len(row)] if len(row) < len(header) else None
    return BadInput(f"the line has {len(row)} cells; the header has {len(header)}", line=line, column=column)
