"""DuckDB in this process: bounded memory, spilling to a folder that goes with the connection, no network."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb

# Arrays and models want room beside it.
MEMORY = "3GB"


@contextmanager
def engine(*, memory: str = MEMORY, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database in memory; what does not fit is written to a temporary folder, removed at the end.

    Row order is nobody's promise: who wants one says ORDER BY.
    """
    with TemporaryDirectory(prefix="techmart-") as spill:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "temp_directory": spill,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            **({} if threads is None else {"threads": threads}),
        }
        with duckdb.connect(config=settings) as connection:
            connection.execute("SET enable_progress_bar = false")  # it would stand among figures on standard output
            yield connection
