"""Writing very many rows: one prepared statement on SQLite, COPY on PostgreSQL, inside the caller's transaction.

Nothing of the model runs: no `save`, no signal, no default that is drawn per row. The database's own constraints hold.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

BATCH = 5_000


# All tables, and only a sample of each (sqlite.org/pragma.html#pragma_optimize).
SQLITE_OPTIMIZE = "PRAGMA optimize=0x10002"


def learn_sizes() -> None:
    """Let the database learn how many rows there are of what; without it SQLite picks slow indexes in a large shop."""
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_OPTIMIZE if connection.vendor == "sqlite" else "ANALYZE")


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Return primary keys that nobody else will be given."""
    _require_transaction()
    with connection.cursor() as cursor:
        table = model._meta.db_table
        if connection.vendor == "sqlite":
            # Our transaction is the only one that writes: nobody can take the next keys meanwhile.
            cursor.execute("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [table])
            last = cursor.fetchone()[0]
            return list(range(last + 1, last + count + 1))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [f'"{table}"', count]
        )
        return [key for (key,) in cursor.fetchall()]


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]], **same: Any
) -> None:
    """Insert tuples of the named fields; `same` are fields equal in all of them, the rest take their default."""
    _require_transaction()
    fields = {field.attname: field for field in model._meta.concrete_fields}
    constants = {
        name: field.get_default() for name, field in fields.items() if name not in columns and name != "id"
    } | same
    if unknown := {*columns, *constants} - set(fields):
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    names = [*columns, *constants]
    convert = {place: _converter(fields[name]) for place, name in enumerate(columns) if _needs_converter(fields[name])}
    tail = tuple(_converter(fields[name])(value) for name, value in constants.items())
    write = _execute_many if connection.vendor == "sqlite" else _copy
    write(model._meta.db_table, [str(fields[name].column) for name in names], _converted(rows, convert, tail))


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Set the named fields of rows given as tuples, the primary key last."""
    _require_transaction()
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quoted = ", ".join(f"{connection.ops.quote_name(str(fields[name].column))} = %s" for name in columns)
    statement = f"UPDATE {model._meta.db_table} SET {quoted} WHERE id = %s"  # noqa: S608
    convert = {place: _converter(fields[name]) for place, name in enumerate(columns) if _needs_converter(fields[name])}
    converted = _converted(rows, convert, ())
    with connection.cursor() as cursor:
        while batch := list(islice(converted, BATCH)):
            cursor.executemany(statement, batch)


def _execute_many(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)


def _copy(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    statement = f"COPY {table} ({quoted}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _converted(
    rows: Iterable[tuple[Any, ...]], convert: dict[int, Callable[[Any], Any]], tail: tuple[Any, ...]
) -> Iterator[tuple[Any, ...]]:
    if not convert:
        return (row + tail for row in rows)
    return (
        tuple(convert[place](value) if place in convert else value for place, value in enumerate(row)) + tail
        for row in rows
    )


def _needs_converter(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.DateField | models.JSONField)


def _converter(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Rows in bulk belong into a transaction: all of them or none.")
