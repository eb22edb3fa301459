"""What is known beside purchases: in every engine the texts say what numpy does, and what each other do."""

import sqlite3
from collections.abc import Sequence

import duckdb
import numpy as np
import pytest
from tests.sql.engines import Engine, in_sqlite, laid_out, parameters, table
from tests.sql.facts import FACTS, Told, columns_of, facts_about, known_of
from tests.sql.sales import BY_HAND, CUTOFF, HISTORIES, ONCE_EACH, SALE, Rows, Sale, history_of, row_hash

from techmart.prediction import PurchaseHistory
from techmart.prediction.fact_features import MOST_PRODUCTS
from techmart.prediction.facts import COLUMNS, LINES
from techmart.sql.dialects import query_in
from techmart.sql.texts import query

KINDS = pytest.mark.parametrize("kind", COLUMNS)


def answered(rows: Rows) -> np.ndarray:
    return np.array(sorted(rows), dtype=np.float64)


def expected(sales: Sequence[Sale], told: Told) -> np.ndarray:
    columns = columns_of(sales, told)
    return np.column_stack([history_of(sales).summary().customer, *columns.values()])


def digits_hash(rows: np.ndarray) -> str:
    """Hash rows by nine digits of each number: a logarithm's last is the engine's own."""
    return row_hash(np.rint(rows * 1e9).tolist())


@KINDS
@HISTORIES
def test_features_are_those_of_the_library(ask: Engine, sales: list[Sale], kind: str):
    told = facts_about(sales, kind)
    found, wanted = answered(ask(sales, f"features_of_{kind}", told)), expected(sales, told)
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12)
    assert digits_hash(found) == digits_hash(wanted)


@KINDS
def test_so_they_are_where_nothing_of_the_kind_happened(ask: Engine, kind: str):
    nothing = Told(kind, [])
    found = answered(ask(BY_HAND, f"features_of_{kind}", nothing))
    np.testing.assert_allclose(found, expected(BY_HAND, nothing), rtol=1e-12, atol=1e-12)


@KINDS
def test_columns_are_called_as_in_the_library(kind: str):
    told = facts_about(BY_HAND, kind)
    with duckdb.connect() as database:
        laid_out(database, BY_HAND, told)
        sql = query_in("duckdb", f"features_of_{kind}", SALE, **{kind: FACTS[kind]})
        described = database.execute(sql, parameters(sql, "$", told)).description
    assert [name for name, *_ in described] == ["customer", *columns_of(BY_HAND, told)]


@KINDS
def test_nothing_is_told_of_days_that_nobody_watched(ask: Engine, kind: str):
    """For 89 days only: no rows, as the library has no columns; but for a shop that is no older."""
    told = facts_about(BY_HAND, kind)._replace(since=CUTOFF - 89)
    assert not columns_of(BY_HAND, told)
    assert list(ask(BY_HAND, f"features_of_{kind}", told)) == []
    assert len(ask(ONCE_EACH, f"features_of_{kind}", told)) == 2


@KINDS
def test_an_empty_history_has_no_rows(ask: Engine, kind: str):
    assert list(ask([], f"features_of_{kind}", facts_about(BY_HAND, kind))) == []


@HISTORIES
def test_items_are_the_librarys_lines(ask: Engine, sales: list[Sale]):
    told = facts_about(sales, LINES)
    history = known_of(sales, told)
    lines = history.facts[LINES].of(np.unique(history.code))
    columns = (lines[name] for name in ("product", "category", "quantity"))
    wanted = zip(history.customers[lines.code], lines.day, *columns, strict=True)
    assert row_hash(ask(sales, "item", told)) == row_hash(list(wanted))


def test_of_many_products_the_most_bought_are_told_apart(ask: Engine):
    """Who comes back had the last three of the products: one is among those most bought, two are not."""
    sales = [(1, CUTOFF - 200, 5), (2, CUTOFF - 200, 5), (2, CUTOFF - 190, 5)]
    who = [1] * (MOST_PRODUCTS - 1) + [2] * 3
    told = Told(LINES, [(customer, CUTOFF - 200, product, -1, 1) for product, customer in enumerate(who)])
    np.testing.assert_allclose(answered(ask(sales, "features_of_lines", told)), expected(sales, told), rtol=1e-12)


def test_what_has_no_category_may_as_well_have_null():
    told = facts_about(BY_HAND, LINES)
    database = sqlite3.connect(":memory:")
    laid_out(database.cursor(), BY_HAND, told)
    lines = FACTS[LINES].replace("category", "NULLIF(category, -1) AS category")
    sql = query("features_of_lines", SALE, lines=lines)
    answers = database.execute(sql, parameters(sql, ":", told)).fetchall()
    assert sorted(answers) == sorted(in_sqlite(BY_HAND, "features_of_lines", told))


def test_a_relation_may_say_what_still_stood_at_the_cut_off():
    """Customer 1 called off an order before, customer 2 one after it."""
    rows = [(1, CUTOFF - 9, 100, CUTOFF - 2), (1, CUTOFF - 5, 300, CUTOFF + 99), (2, CUTOFF - 9, 500, CUTOFF + 1)]
    database = sqlite3.connect(":memory:")
    table(database.cursor(), "sales", ("cents", "undone_on"), rows)
    sql = query("purchase", f"{SALE} WHERE undone_on > :cutoff")
    who, day, cents, undone = zip(*rows, strict=True)
    history = PurchaseHistory.from_orders(who, day, cents, undone_on=undone, observed_until=CUTOFF + 20).until(CUTOFF)
    wanted = zip(history.customers[history.code], history.day, [1, 1], history.amount, strict=True)
    assert row_hash(database.execute(sql, {"cutoff": CUTOFF}).fetchall()) == row_hash(list(wanted))


@KINDS
def test_the_texts_as_they_are_run_on_sqlite(kind: str):
    told = facts_about(BY_HAND, kind)
    database = sqlite3.connect(":memory:")
    laid_out(database.cursor(), BY_HAND, told)
    sql = query(f"features_of_{kind}", SALE, **{kind: FACTS[kind]})
    raw = database.execute(sql, parameters(sql, ":", told)).fetchall()
    assert sorted(raw) == sorted(in_sqlite(BY_HAND, f"features_of_{kind}", told))
