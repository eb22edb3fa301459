"""One history through every engine: the rows are those of numpy, and each other's to the last bit."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import duckdb
import numpy as np
import pytest
from django.db import connection

from techmart.prediction import PurchaseHistory
from techmart.prediction.features import Features, features_as_of
from techmart.sql.dialects import DIALECTS, query_in
from techmart.sql.texts import READS, query

SALE = "SELECT who AS customer, on_day AS day, cents AS amount FROM sql_sales"
CUTOFF, HORIZON = 20_000, 30
# What a lifetime model answers is no question to a database.
ANSWERS_OF_MODELS = ("bg_", "pareto_")

Sale = tuple[int, int, int]
Rows = Sequence[tuple[Any, ...]]
# Puts sales into a table and answers one of the texts.
Engine = Callable[[Sequence[Sale], str], Rows]


def random_sales() -> list[Sale]:
    """Forty customers: some buy twice on a day, some spend nothing or less, some come after the cut-off only."""
    rng = np.random.default_rng(1)
    who, ago = rng.integers(0, 40, 400), (rng.integers(0, 30, 400) ** 2) - 40
    cents = rng.integers(-2000, 9000, 400)
    return [*zip(who.tolist(), (CUTOFF - ago).tolist(), cents.tolist(), strict=True), (77, CUTOFF + 1, 500)]


BY_HAND: list[Sale] = [
    (1, CUTOFF - 100, 1000), (1, CUTOFF - 100, 500), (1, CUTOFF - 90, 700), (1, CUTOFF, 300),  # twice on a day
    (2, CUTOFF - 40, 2000), (2, CUTOFF - 40, -2000),  # bought and gave back
    (3, CUTOFF - 40, -100), (3, CUTOFF - 10, 100),  # a refund alone
    (4, CUTOFF - 100, 0), (5, CUTOFF - 100, 9),  # alike to a model
    (6, CUTOFF + 1, 800),  # after the last day that counts
]  # fmt: skip
ONCE_EACH: list[Sale] = [(1, CUTOFF - 3, 100), (2, CUTOFF - 9, 100)]
HISTORIES = pytest.mark.parametrize("sales", [random_sales(), BY_HAND, ONCE_EACH], ids=["random", "by hand", "once"])
ANSWERS = ("summary", "cell", "features")


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
    return database.execute(query_in("sqlite", name, SALE), {"cutoff": CUTOFF, "horizon": HORIZON}).fetchall()


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
    given = {"cutoff": CUTOFF, "horizon": HORIZON}
    return {name: value for name, value in given.items() if mark + name in sql}


def row_hash(rows: Rows) -> str:
    return sha256(repr(sorted(tuple(map(int, row)) for row in rows)).encode()).hexdigest()


def history_of(sales: Sequence[Sale]) -> PurchaseHistory:
    who, day, cents = zip(*sales, strict=True)
    return PurchaseHistory.from_orders(who, day, cents, observed_until=CUTOFF)


@cache
def features_of(sales: tuple[Sale, ...]) -> Features:
    return features_as_of(history_of(sales), CUTOFF, horizon=HORIZON)


@HISTORIES
def test_the_summary_is_that_of_the_library(ask: Engine, sales: list[Sale]):
    summary = history_of(sales).summary()
    orders = [sum(who == customer and day <= CUTOFF for who, day, _ in sales) for customer in summary.customer]
    expected = zip(
        summary.customer, summary.first_purchase_on, summary.last_purchase_on, summary.purchases, orders,
        summary.spend, summary.first_day_spend, strict=True,
    )  # fmt: skip
    assert row_hash(ask(sales, "summary")) == row_hash(list(expected))


@HISTORIES
def test_cells_are_the_librarys_customers_counted(ask: Engine, sales: list[Sale]):
    summary = history_of(sales).summary()
    keys = np.column_stack([summary.frequency, summary.first_purchase_on, summary.last_purchase_on])
    cells, customers = np.unique(keys, axis=0, return_counts=True)
    assert row_hash(ask(sales, "cell")) == row_hash([(*cell, n) for cell, n in zip(cells, customers, strict=True)])


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
        described = database.execute(query_in("duckdb", "features", SALE), {"cutoff": CUTOFF, "horizon": HORIZON})
        return [name for name, *_ in described.description][1:]


@pytest.mark.parametrize("name", ANSWERS)
def test_an_empty_history_has_no_rows(ask: Engine, name: str):
    assert list(ask([], name)) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_the_texts_as_they_are_run_on_sqlite(name: str):
    database = sqlite3.connect(":memory:")
    laid_out(database.cursor(), BY_HAND)
    raw = database.execute(query(name, SALE), {"cutoff": CUTOFF, "horizon": HORIZON}).fetchall()
    assert sorted(raw) == sorted(in_sqlite(BY_HAND, name))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_text_can_be_said_in_every_dialect(dialect: str):
    assert all(query_in(dialect, name, SALE).startswith("WITH sale AS (") for name in READS)
