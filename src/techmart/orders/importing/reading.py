"""From a file to an intake, in one pass and bounded memory; no database."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, tzinfo
from functools import partial
from itertools import chain
from pathlib import Path

from techmart.orders.importing import cdnow, dates
from techmart.orders.importing.cells import is_missing
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.formats import is_known, recognise
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.importing.intake import Intake, assemble
from techmart.orders.importing.lines import UTF8, Progress, ignore_progress, text_lines
from techmart.orders.importing.table import Fields, Rows, csv_rows, read_header, read_table

GUESS_ALL = ColumnNames()


def read_sales(
    path: Path,
    *,
    named: ColumnNames = GUESS_ALL,
    date_format: str | None = None,
    currency: str = "EUR",
    zone: tzinfo = UTC,
    money_needed: bool = True,
    encodings: Sequence[str] = (UTF8,),
    progress: Progress = ignore_progress,
) -> Intake:
    """Read a file of past sales whole.

    `zone` is where times that name no offset were written down; `currency` that of a file that does not tell.
    Where money is not needed and no column tells it, each line counts as 1. A line is of the first of the `encodings`
    that it can be.
    Raises `BadInput`, which names line and column.
    """
    with closing(text_lines(path, progress, encodings)) as lines:
        rows = _rows(lines, named)
        header = read_header(rows)
        told = partial(recognise, header, named=named, currency=currency, zone=zone, money_needed=money_needed)
        form = told(date_format=date_format)
        if date_format is None and (found := _date_format(path, named, form.fields, encodings)):
            form = told(date_format=found)
        table = read_table(rows, header, form.fields)
    sales, cleaning = form.clean(table)
    return assemble(sales, cleaning.currency or form.currency, cleaning, zone)


def is_generic(path: Path, named: ColumnNames, encodings: Sequence[str] = (UTF8,)) -> bool:
    """Say whether a file is a CSV of nobody's: only its column names tell what it holds."""
    with closing(text_lines(path, encodings=encodings)) as lines:
        return named.any_given or not is_known(read_header(_rows(lines, named)))


def _date_format(path: Path, named: ColumnNames, fields: Fields, encodings: Sequence[str]) -> str | None:
    """Look ahead at how the dates are written; more than the first only where that is not ISO 8601."""
    name, _ = fields["date"]
    with closing(text_lines(path, encodings=encodings)) as lines:
        rows = _rows(lines, named)
        place = read_header(rows).index(name)
        try:
            return dates.written_as(row[place] for row in rows if len(row) > place and not is_missing(row[place]))
        except csv.Error:  # whoever reads it all says where
            return None
        except ValueError as problem:
            raise BadInput(str(problem), column=name) from problem


def _rows(lines: Iterator[str], named: ColumnNames) -> Rows:
    first = next(lines, "")
    header = None if named.any_given else cdnow.missing_header(first)
    return csv_rows(first, lines) if header is None else cdnow.BlankSeparated(chain([first], lines), header)
