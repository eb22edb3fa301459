"""One history through every engine: the rows are those of numpy, and each other's to the last bit."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import duckdb
import numpy as np
import pytest
from django.db import connection
from tests.sql.sales import (
    BY_HAND,
    GIVEN,
    HISTORIES,
    ONCE_EACH,
    SALE,
    Rows,
    Sale,
    cells_of,
    features_of,
    row_hash,
    summary_of,
)

from techmart.sql.dialects import DIALECTS, query_in
from techmart.sql.texts import READS, query

ANSWERS = ("summary", "cell", "features")
# What a lifetime model answers is no question to a database.
ANSWERS_OF_MODELS = ("bg_", "pareto_")
# Puts sales into a table and answers one of the texts.
Engine = Callable[[Sequence[Sale], str], Rows]


@pytest.fixture(params=["duckdb", "sqlite", "shop"])
def ask(request: pytest.FixtureRequest) -> Engine:
    """Answer in DuckDB, in Python's own SQLite, and in the database that the shop of these tests has."""
    if request.param == "shop":
        request.getfixturevalue("db")
    engines: dict[str, Engine] = {"duckdb": in_duckdb, "sqlite": in_sqlite, "shop": in_the_shops_database}
    return engines[request.param]


def in_duckdb(sales: Sequence[Sale], name: str) -> Rows:
    with duckdb.connect() as database:
        laid_out(database, sales)
        sql = query_in("duckdb", name, SALE)
        return database.execute(sql, parameters(sql, "$")).fetchall()


def in_sqlite(sales: Sequence[Sale], name: str) -> Rows:
    database = sqlite3.connect(":memory:")
    laid_out(database.cursor(), sales)
    return database.execute(query_in("sqlite", name, SALE), GIVEN).fetchall()


def in_the_shops_database(sales: Sequence[Sale], name: str) -> Rows:
    sql = query_in("postgres", name, SALE)  # Django's SQLite takes the same parameters
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS sql_sales")
        laid_out(cursor, sales)
        cursor.execute(sql, parameters(sql, "%("))
        return list(cursor.fetchall())


def laid_out(cursor: Any, sales: Sequence[Sale]) -> None:
    cursor.execute("CREATE TEMPORARY TABLE sql_sales (who BIGINT, on_day INTEGER, cents BIGINT)")
    if sales:
        cursor.execute(f"INSERT INTO sql_sales VALUES {', '.join(map(str, sales))}")


def parameters(sql: str, mark: str) -> dict[str, int]:
    """Return the parameters that a query has."""
    return {name: value for name, value in GIVEN.items() if mark + name in sql}


@HISTORIES
def test_the_summary_is_that_of_the_library(ask: Engine, sales: list[Sale]):
    assert row_hash(ask(sales, "summary")) == row_hash(summary_of(sales))


@HISTORIES
def test_cells_are_the_librarys_customers_counted(ask: Engine, sales: list[Sale]):
    assert row_hash(ask(sales, "cell")) == row_hash(cells_of(sales))


@HISTORIES
def test_features_are_those_of_the_library_but_for_the_answers_of_models(ask: Engine, sales: list[Sale]):
    expected = features_of(tuple(sales))
    names = feature_names()
    found = np.array(sorted(ask(sales, "features")), dtype=np.float64)[:, 1:]
    np.testing.assert_allclose(found, expected.select(names), rtol=1e-12, atol=1e-12)


def test_every_feature_that_is_no_answer_of_a_model_is_there():
    wanted = features_of(tuple(BY_HAND)).names
    assert feature_names() == [name for name in wanted if not name.startswith(ANSWERS_OF_MODELS)]


@cache
def feature_names() -> list[str]:
    with duckdb.connect() as database:
        laid_out(database, ONCE_EACH)
        described = database.execute(query_in("duckdb", "features", SALE), GIVEN)
        return [name for name, *_ in described.description][1:]


@pytest.mark.parametrize("name", ANSWERS)
def test_an_empty_history_has_no_rows(ask: Engine, name: str):
    assert list(ask([], name)) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_the_texts_as_they_are_run_on_sqlite(name: str):
    database = sqlite3.connect(":memory:")
    laid_out(database.cursor(), BY_HAND)
    raw = database.execute(query(name, SALE), GIVEN).fetchall()
    assert sorted(raw) == sorted(in_sqlite(BY_HAND, name))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_text_can_be_said_in_every_dialect(dialect: str):
    assert all(query_in(dialect, name, SALE).startswith("WITH sale AS (") for name in READS)
