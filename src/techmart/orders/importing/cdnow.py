"""CDNOW, both files as they are shared: all 23,570 customers under a header, and the tenth of them without one.

Cells stand between blanks. A purchase of amount 0 is a purchase: the papers count it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from techmart.orders.importing import cells
from techmart.orders.importing.table import Fields

FORMAT = "CDNOW"
CURRENCY = "USD"
HEADER = ("customer_id", "date", "number_of_cds", "dollar_value")
SAMPLE_HEADER = ("customer_id", "sample_id", "date", "number_of_cds", "dollar_value")
_LINE_OF_SAMPLE = re.compile(r"\s*[0-9]{5}\s+[0-9]{4}\s+[0-9]{8}\s+[0-9]+\s+[0-9]+\.[0-9]+\s*")


class BlankSeparated:
    """Rows of cells between blanks; `header` comes before the first where the file has none."""

    def __init__(self, lines: Iterator[str], header: Sequence[str] = ()) -> None:
        self.line_num = 0
        self._rows = self._split(lines, header)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        return next(self._rows)

    def _split(self, lines: Iterator[str], header: Sequence[str]) -> Iterator[list[str]]:
        if header:
            yield [*header]
        for line in lines:
            self.line_num += 1
            yield line.split()


def missing_header(first_line: str) -> Sequence[str] | None:
    """Return what to put before this first line of a file: nothing, the sample's header; None if it is not CDNOW.

    >>> missing_header(" customer_id  date number_of_cds  dollar_value"), missing_header("customer,date,amount")
    ((), None)
    """
    if tuple(first_line.split()) == HEADER:
        return ()
    return SAMPLE_HEADER if _LINE_OF_SAMPLE.fullmatch(first_line) else None


def fields(zone: tzinfo) -> Fields:
    """Return what each column is called and how its cells are read."""
    return {
        "customer": ("customer_id", cells.code),
        "date": ("date", cells.moment_in(zone, "%Y%m%d")),
        "quantity": ("number_of_cds", cells.quantity),
        "amount": ("dollar_value", cells.amount),
    }
