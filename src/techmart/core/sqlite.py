"""Which SQLite runs, and in which journal mode.

Versions from 3.7.0 to 3.51.2 can, very rarely, lose committed rows in WAL mode with two connections (the WAL-reset
bug, sqlite.org/wal.html); 3.44.6 and 3.50.7 carry the fix too. Where only such a version is at hand the rollback
journal is used instead: outside the bug, and slower.
"""

import importlib.util
import sys

FIXED_IN = (3, 51, 3)
FIXED_BRANCHES = {(3, 44): 6, (3, 50): 7}


def is_wal_safe(version: tuple[int, int, int]) -> bool:
    """Say whether this version is free of the WAL-reset bug.

    >>> is_wal_safe((3, 40, 1)), is_wal_safe((3, 44, 6)), is_wal_safe((3, 53, 4))
    (False, True, True)
    """
    return version >= FIXED_IN or version[2] >= FIXED_BRANCHES.get(version[:2], sys.maxsize)


def use_best_library() -> None:
    """Put pysqlite3 in the place of sqlite3 where only that is safe; call before Django first imports it."""
    import sqlite3

    if is_wal_safe(sqlite3.sqlite_version_info) or importlib.util.find_spec("pysqlite3") is None:
        return
    import pysqlite3  # only where the system's own library is too old
    import pysqlite3.dbapi2

    if is_wal_safe(pysqlite3.sqlite_version_info):
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def journal_mode() -> str:
    """Return WAL where it is safe, DELETE elsewhere."""
    import sqlite3

    return "WAL" if is_wal_safe(sqlite3.sqlite_version_info) else "DELETE"
