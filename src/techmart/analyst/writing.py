"""Writing files: whole or not at all."""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from techmart.core.spreadsheets import safe_cell
from techmart.orders.importing.errors import BadInput

TABLES = (".csv", ".parquet")


def require_folder(path: Path) -> None:
    """Raise `BadInput` where a file could not be written later on."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise BadInput(f"{path} cannot be written: {'it is a folder' if path.is_dir() else 'there is no such folder'}")


def require_table(path: Path) -> None:
    """Raise `BadInput` where no table could be written later on, or only one that its name belies."""
    require_folder(path)
    if path.suffix not in TABLES:
        raise BadInput(f"{path} cannot be written: its name must end in {' or '.join(TABLES)}")


@contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """Name a file beside `path` that takes its place at the end; after a failure the old one is still there.

    Raises
    ------
    BadInput
        If it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """Open a text file that is put in its place when it is whole."""
    with put_in_place(path) as part, part.open("x", encoding="utf-8", newline="") as file:
        yield file


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as what the file's name ends in: Parquet, or else CSV."""
    if path.suffix == ".parquet":
        # DuckDB takes longer to load than most fits.
        from techmart.analyst.parquet import write_parquet

        with put_in_place(path) as part:
            write_parquet(part, header, rows)
    else:
        write_csv(path, header, rows)


def write_csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a table of cells of which no spreadsheet makes a formula; None is an empty cell."""
    with written_whole(path) as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([safe_cell(cell) for cell in row] for row in rows)
