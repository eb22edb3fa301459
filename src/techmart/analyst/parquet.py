"""Tables as Parquet, written by DuckDB."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from techmart.analyst.lines import quoted
from techmart.sql.embedded import engine

ROWS_AT_ONCE = 100_000
# Only days are ever missing: a column whose first cell is None is one of days.
TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", date: "DATE", type(None): "DATE"}


def write_parquet(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows of texts, numbers and days; the first row tells which column holds what."""
    rows = iter(rows)
    with engine() as database:
        while chunk := list(islice(rows, ROWS_AT_ONCE)):
            types = [TYPES[type(cell)] for cell in chunk[0]]
            columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in zip(header, types, strict=True))
            database.execute(f"CREATE TABLE IF NOT EXISTS scores ({columns})")
            cells = zip(*chunk, strict=True)
            arrays = {name: np.array(column, dtype=object) for name, column in zip(header, cells, strict=True)}
            database.register("chunk", arrays)
            database.execute("INSERT INTO scores SELECT * FROM chunk")
            database.unregister("chunk")
        database.table("scores").write_parquet(str(path))
