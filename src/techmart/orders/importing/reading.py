"""From a file to an intake, in one pass and bounded memory; no database."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, tzinfo
from itertools import chain
from pathlib import Path

from techmart.orders.importing import cdnow
from techmart.orders.importing.formats import is_known, recognise
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.importing.intake import Intake, assemble
from techmart.orders.importing.lines import Progress, ignore_progress, text_lines
from techmart.orders.importing.table import Rows, csv_rows, read_header, read_table

GUESS_ALL = ColumnNames()


def read_sales(
    path: Path,
    *,
    named: ColumnNames = GUESS_ALL,
    date_format: str | None = None,
    currency: str = "EUR",
    zone: tzinfo = UTC,
    money_needed: bool = True,
    progress: Progress = ignore_progress,
) -> Intake:
    """Read a file of past sales whole.

    `zone` is where times that name no offset were written down; `currency` that of a file that does not tell.
    Where money is not needed and no column tells it, each line counts as 1.
    Raises `BadInput`, which names line and column.
    """
    with closing(text_lines(path, progress)) as lines:
        rows = _rows(lines, named)
        header = read_header(rows)
        form = recognise(
            header, named=named, date_format=date_format, currency=currency, zone=zone, money_needed=money_needed
        )
        table = read_table(rows, header, form.fields)
    sales, cleaning = form.clean(table)
    return assemble(sales, cleaning.currency or form.currency, cleaning, zone)


def is_generic(path: Path, named: ColumnNames) -> bool:
    """Say whether a file is a CSV of nobody's: only its column names tell what it holds."""
    with closing(text_lines(path)) as lines:
        return named.any_given or not is_known(read_header(_rows(lines, named)))


def _rows(lines: Iterator[str], named: ColumnNames) -> Rows:
    first = next(lines, "")
    header = None if named.any_given else cdnow.missing_header(first)
    return csv_rows(first, lines) if header is None else cdnow.BlankSeparated(chain([first], lines), header)
