"""The same on Spark, in a Java of this machine: where `techmart[spark]` is installed and somebody asks for it."""

import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.sql.facts import FACTS, Told, columns_of, facts_about
from tests.sql.sales import BY_HAND, GIVEN, HISTORIES, SALE, Sale, cells_of, features_of, row_hash, summary_of

from techmart.prediction.facts import COLUMNS
from techmart.sql.dialects import query_in

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(not os.environ.get("TECHMART_SPARK"), reason="minutes of Java: ask with TECHMART_SPARK=1"),
]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start Spark in one thread, listening on this machine alone."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: pip install techmart[spark]")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java 17 or newer")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its launcher leaves pipes open
        session = sql.SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
        yield session
        session.stop()


def ask(spark: Any, sales: list[Sale], name: str, told: Told | None = None) -> Any:
    lay_out(spark, "sql_sales", ("cents",), sales)
    if told is None:
        return spark.sql(query_in("spark", name, SALE), args=GIVEN)
    lay_out(spark, f"sql_{told.kind}", COLUMNS[told.kind], told.rows)
    sql = query_in("spark", name, SALE, **{told.kind: FACTS[told.kind]})
    return spark.sql(sql, args={"cutoff": GIVEN["cutoff"], "since": told.since})


def lay_out(spark: Any, name: str, values: Sequence[str], rows: Sequence[tuple[int, ...]]) -> None:
    said = ", ".join(f"({who}L, {day}, {', '.join(f'{value}L' for value in rest)})" for who, day, *rest in rows)
    sql = f"SELECT * FROM VALUES {said} AS known(who, on_day, {', '.join(values)})"
    spark.sql(sql).createOrReplaceTempView(name)


@HISTORIES
def test_summary_and_cells_are_those_of_the_library(spark: Any, sales: list[Sale]):
    assert row_hash(ask(spark, sales, "summary").collect()) == row_hash(summary_of(sales))
    assert row_hash(ask(spark, sales, "cell").collect()) == row_hash(cells_of(sales))


@HISTORIES
def test_features_are_those_of_the_library(spark: Any, sales: list[Sale]):
    answer = ask(spark, sales, "features")
    found = np.array(sorted(answer.collect()), dtype=np.float64)[:, 1:]
    np.testing.assert_allclose(found, features_of(tuple(sales)).select(answer.columns[1:]), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("kind", COLUMNS)
@HISTORIES
def test_features_of_facts_are_those_of_the_library(spark: Any, sales: list[Sale], kind: str):
    told = facts_about(sales, kind)
    wanted = columns_of(sales, told)
    answer = ask(spark, sales, f"features_of_{kind}", told)
    assert answer.columns[1:] == list(wanted)
    found = np.array(sorted(answer.collect()), dtype=np.float64)[:, 1:]
    np.testing.assert_allclose(found, np.column_stack(list(wanted.values())), rtol=1e-12, atol=1e-12)


def test_the_summary_of_a_parquet_file(spark: Any, tmp_path: Path):
    path = str(tmp_path / "sales.parquet")
    ask(spark, BY_HAND, "purchase")  # lays out the sales
    spark.table("sql_sales").write.parquet(path)
    spark.read.parquet(path).createOrReplaceTempView("sql_sales")
    summary = spark.sql(query_in("spark", "summary", SALE), args=GIVEN)
    assert row_hash(summary.collect()) == row_hash(summary_of(BY_HAND))
