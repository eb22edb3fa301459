"""The same on Spark, in a Java of this machine: where `techmart[spark]` is installed and somebody asks for it."""

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.sql.sales import BY_HAND, GIVEN, HISTORIES, SALE, Sale, cells_of, features_of, row_hash, summary_of

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


def ask(spark: Any, sales: list[Sale], name: str) -> Any:
    rows = ", ".join(f"({who}L, {day}, {cents}L)" for who, day, cents in sales)
    spark.sql(f"SELECT * FROM VALUES {rows} AS sale(who, on_day, cents)").createOrReplaceTempView("sql_sales")
    return spark.sql(query_in("spark", name, SALE), args=GIVEN)


@HISTORIES
def test_summary_and_cells_are_those_of_the_library(spark: Any, sales: list[Sale]):
    assert row_hash(ask(spark, sales, "summary").collect()) == row_hash(summary_of(sales))
    assert row_hash(ask(spark, sales, "cell").collect()) == row_hash(cells_of(sales))


@HISTORIES
def test_features_are_those_of_the_library(spark: Any, sales: list[Sale]):
    answer = ask(spark, sales, "features")
    found = np.array(sorted(answer.collect()), dtype=np.float64)[:, 1:]
    np.testing.assert_allclose(found, features_of(tuple(sales)).select(answer.columns[1:]), rtol=1e-12, atol=1e-12)


def test_the_summary_of_a_parquet_file(spark: Any, tmp_path: Path):
    path = str(tmp_path / "sales.parquet")
    ask(spark, BY_HAND, "purchase")  # lays out the sales
    spark.table("sql_sales").write.parquet(path)
    spark.read.parquet(path).createOrReplaceTempView("sql_sales")
    summary = spark.sql(query_in("spark", "summary", SALE), args=GIVEN)
    assert row_hash(summary.collect()) == row_hash(summary_of(BY_HAND))
