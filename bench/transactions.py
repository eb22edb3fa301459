"""How long DuckDB takes for the summary of many transactions in Parquet, beside the barest queries that come near it.

`python -m bench.transactions FILE NAME` answers one of the queries and prints what that cost: each has a process of its
own, so that its memory is its own.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.environment import Done, Shop, run
from bench.report import Figure, median
from techmart.sql.dialects import query_in
from techmart.sql.embedded import engine

SUBJECT = "transactions"
MOST_MB = 4096
ROUNDS = 3
DAYS = 730
# A tenth as many customers as transactions; some buy much, in whole cents, on days that go on and on.
TRANSACTIONS = """
SELECT CAST(FLOOR(POWER(HASH(i) / 18446744073709551616.0, 2) * {count} / 10) AS BIGINT) AS customer_id,
    DATE '2024-01-01' + CAST(i * {days} // {count} AS INTEGER) AS ordered_on,
    CAST(5 + (HASH(i, 1) % 20000) / 100.0 AS DECIMAL(10, 2)) AS amount
FROM RANGE({count}) AS transaction(i)
"""
SALE = "SELECT customer_id AS customer, ordered_on AS day, CAST(amount * 100 AS BIGINT) AS amount FROM file"
LAST_DAY = "2099-12-31"
BARE = "SELECT customer_id, MIN(ordered_on), MAX(ordered_on), {days}, SUM(amount) FROM file GROUP BY customer_id"
QUERIES = {
    "summary": query_in("duckdb", "summary", SALE).replace("$cutoff", f"DATE '{LAST_DAY}'"),
    "distinct days": BARE.format(days="COUNT(DISTINCT ordered_on)"),
    "customer days": "SELECT customer_id, ordered_on, SUM(amount) FROM file GROUP BY customer_id, ordered_on",
    "customers": BARE.format(days="COUNT(*)"),
}

BESIDE = (
    ("distinct days", "counting distinct days", 1.5),
    ("customer days", "a sum per customer-day", None),
    ("customers", "a sum per customer", None),
)


def measure(transactions: int) -> list[Figure]:
    """Write a file of so many transactions and answer each query from it, in turn, several rounds."""
    with TemporaryDirectory(prefix="techmart-bench-") as folder:
        file = Path(folder) / "transactions.parquet"
        with engine() as database:
            sql = TRANSACTIONS.format(count=transactions, days=DAYS)
            database.execute(f"COPY ({sql}) TO '{file}' (FORMAT parquet)")
        rounds = [{name: _in_a_process(file, name) for name in QUERIES} for _ in range(ROUNDS)]
    cpu = {name: median(done[name].data["cpu_seconds"] for done in rounds) for name in QUERIES}
    many = f"{transactions:,}"
    return [
        Figure(SUBJECT, f"summary of {many}, CPU", cpu["summary"], "s"),
        Figure(SUBJECT, "bare group-by of the same columns, CPU", cpu["distinct days"], "s"),
        *(Figure(SUBJECT, f"its time, of {what}", _times(rounds, name), "x", most) for name, what, most in BESIDE),
        Figure(SUBJECT, "its memory", max(done["summary"].peak_mb for done in rounds), "MB", MOST_MB),
    ]


def _times(rounds: Sequence[dict[str, Done]], name: str) -> float:
    """Return how much longer the summary took than its neighbour, the median of all rounds."""
    return median(done["summary"].data["cpu_seconds"] / done[name].data["cpu_seconds"] for done in rounds)


def _in_a_process(file: Path, name: str) -> Done:
    path = os.pathsep.join(sys.path)
    return run(Shop({**os.environ, "PYTHONPATH": path}), "bench.transactions", str(file), name)


def answer(file: str, name: str) -> None:
    """Answer one query and print its cost; the rows stay in the database, counted."""
    with engine() as database:
        database.read_parquet(file).create_view("file")
        wall, cpu = time.perf_counter(), time.process_time()
        database.execute(f"CREATE TABLE answer AS {QUERIES[name]}")
        cost = {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}
        print(json.dumps(cost))


if __name__ == "__main__":
    answer(*sys.argv[1:])
