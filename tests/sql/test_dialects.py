"""One history through every engine: the rows are those of numpy, and each other's to the last bit."""

import sqlite3
from functools import cache

import duckdb
import numpy as np
import pytest
from tests.sql.engines import Engine, in_sqlite, laid_out
from tests.sql.facts import FACTS
from tests.sql.sales import (
    BY_HAND,
    GIVEN,
    HISTORIES,
    ONCE_EACH,
    SALE,
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
    assert all(query_in(dialect, name, SALE, **FACTS).startswith("WITH sale AS (") for name in READS)
