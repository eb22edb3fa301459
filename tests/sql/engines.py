"""Each puts sales, and what is known beside them, into tables of one engine, and answers one of the texts."""

import sqlite3
from collections.abc import Sequence
from typing import Any, Protocol

import duckdb
from django.db import connection
from tests.sql.facts import FACTS, Told
from tests.sql.sales import GIVEN, SALE, Rows, Sale

from techmart.prediction.facts import COLUMNS
from techmart.sql.dialects import query_in


class Engine(Protocol):
    def __call__(self, sales: Sequence[Sale], name: str, told: Told | None = None) -> Rows: ...


def in_duckdb(sales: Sequence[Sale], name: str, told: Told | None = None) -> Rows:
    with duckdb.connect() as database:
        laid_out(database, sales, told)
        sql = query_in("duckdb", name, SALE, **relation_of(told))
        return database.execute(sql, parameters(sql, "$", told)).fetchall()


def in_sqlite(sales: Sequence[Sale], name: str, told: Told | None = None) -> Rows:
    database = sqlite3.connect(":memory:")
    laid_out(database.cursor(), sales, told)
    sql = query_in("sqlite", name, SALE, **relation_of(told))
    return database.execute(sql, parameters(sql, ":", told)).fetchall()


def in_the_shops_database(sales: Sequence[Sale], name: str, told: Told | None = None) -> Rows:
    sql = query_in("postgres", name, SALE, **relation_of(told))  # Django's SQLite takes the same parameters
    with connection.cursor() as cursor:
        laid_out(cursor, sales, told)
        cursor.execute(sql, parameters(sql, "%(", told))
        return list(cursor.fetchall())


def laid_out(cursor: Any, sales: Sequence[Sale], told: Told | None = None) -> None:
    table(cursor, "sales", ("cents",), sales)
    if told:
        table(cursor, told.kind, COLUMNS[told.kind], told.rows)


def table(cursor: Any, name: str, values: Sequence[str], rows: Rows) -> None:
    columns = ", ".join(["who BIGINT", "on_day INTEGER", *(f"{value} BIGINT" for value in values)])
    cursor.execute(f"DROP TABLE IF EXISTS sql_{name}")
    cursor.execute(f"CREATE TEMPORARY TABLE sql_{name} ({columns})")
    if rows:
        cursor.execute(f"INSERT INTO sql_{name} VALUES {', '.join(map(str, rows))}")


def relation_of(told: Told | None) -> dict[str, str]:
    return {told.kind: FACTS[told.kind]} if told else {}


def parameters(sql: str, mark: str, told: Told | None) -> dict[str, int]:
    """Return the parameters that a query has."""
    given = GIVEN | ({"since": told.since} if told else {})
    return {name: value for name, value in given.items() if mark + name in sql}
