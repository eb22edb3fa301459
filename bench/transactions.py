"""How long DuckDB takes for the summary of many transactions in Parquet, beside the barest queries that come near it.

`python -m bench.transactions FILE NAME` answers one of the queries and prints what that cost: each has a process of its
own, so that its memory is its own.
"""

import json
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.environment import Done, Shop, run
from bench.report import Figure
from techmart.sql.dialects import query_in
from techmart.sql.embedded import engine

SUBJECT = "transactions"
MOST_MB = 4096
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


def measure(transactions: int) -> list[Figure]:
    """Write a file of so many transactions and answer each query from it."""
    with TemporaryDirectory(prefix="techmart-bench-") as folder:
        file = Path(folder) / "transactions.parquet"
        with engine() as database:
            sql = TRANSACTIONS.format(count=transactions, days=DAYS)
            database.execute(f"COPY ({sql}) TO '{file}' (FORMAT parquet)")
        done = {name: _in_a_process(file, name) for name in QUERIES}
    cpu = {name: result.data["cpu_seconds"] for name, result in done.items()}
    many = f"{transactions:,}"
    return [
        Figure(SUBJECT, f"summary of {many}, CPU", cpu["summary"], "s"),
        Figure(SUBJECT, "its time, of counting distinct days", cpu["summary"] / cpu["distinct days"], "x", 1.5),
        Figure(SUBJECT, "its time, of a sum per customer-day", cpu["summary"] / cpu["customer days"], "x"),
        Figure(SUBJECT, "its time, of a sum per customer", cpu["summary"] / cpu["customers"], "x"),
        Figure(SUBJECT, "its memory", done["summary"].peak_mb, "MB", MOST_MB),
    ]


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
