"""Parquet, and CSV too large for the importer, through DuckDB: the importer's rules, out of core.

What does not fit into memory while lines become purchases is on disk meanwhile; the purchases themselves are arrays.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, tzinfo
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from techmart.analyst.files import day_number
from techmart.analyst.lines import (
    DAY,
    MOST_LINES,
    NO_MONEY,
    NO_UNITS,
    NOBODY,
    SOLD,
    UNDATED,
    bought_products,
    lines,
    orders,
    sent_back,
    told,
)
from techmart.core.money import EXPONENTS, Money
from techmart.orders.importing import dates, generic_csv
from techmart.orders.importing.cells import DECIMALS, FIRST_YEAR, LAST_YEAR
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import GIFTS_AND_REFUNDS, ColumnNames
from techmart.orders.importing.lines import Progress, text_lines
from techmart.orders.importing.report import Cleaning, Omission, Report
from techmart.orders.importing.table import separator_of
from techmart.prediction import PurchaseHistory
from techmart.prediction.facts import COLUMNS, LINES, RETURNS
from techmart.sql.dialects import query_in
from techmart.sql.embedded import engine

STEPS = 4
MOST_DATES = 100_000  # looked at to find out how they are written

FIGURES = f"""
SELECT COUNT(*) AS lines_read, COUNT(*) FILTER ({NOBODY}) AS nobody,
    COUNT(*) FILTER ({UNDATED}) AS undated, COUNT(*) FILTER ({UNDATED} AND NOT {NOBODY}) AS undated_left_out,
    COUNT(*) FILTER ({NO_UNITS}) AS no_units,
    COUNT(*) FILTER ({NO_UNITS} AND NOT ({NOBODY} OR {UNDATED})) AS no_units_left_out,
    COUNT(*) FILTER ({NO_MONEY}) AS no_money,
    COUNT(*) FILTER ({NO_MONEY} AND NOT ({NOBODY} OR {UNDATED} OR {NO_UNITS})) AS no_money_left_out,
    COUNT(*) FILTER ({SOLD}) AS sold,
    MIN(moment) FILTER ({SOLD}) AS first, MAX(moment) FILTER ({SOLD}) AS last, MAX({DAY}) FILTER ({SOLD}) AS last_day
FROM line
"""  # noqa: S608 (constants)
TOTALS = """
SELECT COUNT(*) AS customers, COUNT(*) FILTER (orders > 1) AS repeat_customers, CAST(SUM(orders) AS BIGINT) AS orders,
    CAST(SUM(spend) AS BIGINT) AS total
FROM (SELECT SUM(orders) AS orders, SUM(spend) AS spend FROM purchase GROUP BY customer)
"""
# Who bought, numbered, and what they bought in that order.
BUYERS = (
    "SELECT customer, ROW_NUMBER() OVER (ORDER BY customer) - 1 AS code FROM (SELECT DISTINCT customer FROM purchase)"
)
HISTORY = "SELECT code, day, spend FROM purchase JOIN buyer USING (customer) WHERE day <= ? ORDER BY code, day"


def read_bulk(
    path: Path,
    *,
    parquet: bool,
    named: ColumnNames,
    date_format: str | None,
    currency: str,
    zone: tzinfo,
    observed_until: date | None,
    progress: Progress,
) -> tuple[PurchaseHistory, Report]:
    """Read a table of sales; the report covers all of it, the history goes up to `observed_until`.

    Raises `BadInput`.
    """
    exponent = EXPONENTS.get(currency, 2)
    step, per_unit = 10 ** (DECIMALS - exponent), 10.0**exponent
    with _problems_as_bad_input(), engine() as database:
        database.execute("SET TimeZone = ?", [str(zone)])
        progress(0, STEPS)
        file = _file(database, path, parquet=parquet)
        columns = _lay_out_lines(database, file, named, date_format)
        figures = _one(database, FIGURES)
        _refuse_what_cannot_be_read(figures)
        progress(1, STEPS)
        sql = query_in("duckdb", "purchase", orders(step, numbered="order" in columns))
        database.execute(f"CREATE TABLE purchase AS {sql}", {"cutoff": figures["last_day"]})
        progress(2, STEPS)
        totals = _one(database, TOTALS)
        progress(3, STEPS)
        until = float(figures["last_day"]) if observed_until is None else day_number(observed_until)
        history = _history(database, until, per_unit)
        if "product" in columns and figures["sold"] <= MOST_LINES:
            history = _with_products(database, history, columns)
        history = _with_returns(database, history, step, per_unit)
    progress(STEPS, STEPS)
    priced = "amount" in columns or "price" in columns
    kind = "Parquet" if parquet else generic_csv.FORMAT
    return history, _report(kind, figures, totals, currency, zone, priced=priced)


def _file(database: duckdb.DuckDBPyConnection, path: Path, *, parquet: bool) -> duckdb.DuckDBPyRelation:
    if parquet:
        return database.read_parquet(str(path))
    with closing(text_lines(path)) as text:
        separator = separator_of(next(text, ""))
    return database.read_csv(str(path), header=True, all_varchar=True, sep=separator)


def _lay_out_lines(
    database: duckdb.DuckDBPyConnection, file: duckdb.DuckDBPyRelation, named: ColumnNames, date_format: str | None
) -> dict[str, str]:
    """Make the view `line` of the file, and return what each of its columns is called."""
    file.create_view("file")
    columns = generic_csv.find_columns(file.columns, named, money_needed=False)
    types = dict(zip(file.columns, map(str, file.types), strict=True))
    date_format = date_format or _date_format(database, columns["date"], types)
    database.execute(f"CREATE VIEW line AS {lines(columns, types, date_format)}")
    return columns


def _date_format(database: duckdb.DuckDBPyConnection, name: str, types: Mapping[str, str]) -> str | None:
    """Return how the dates are written where that is not ISO 8601; nothing if they are dates already."""
    if types[name] == "DATE" or types[name].startswith("TIMESTAMP"):
        return None
    cells = database.view("file").project(f"CAST({told(name, types)} AS VARCHAR) AS cell").filter("cell IS NOT NULL")
    try:
        return dates.written_as(_first_then_distinct(cells))
    except ValueError as problem:
        raise BadInput(str(problem), column=name) from problem


def _first_then_distinct(cells: duckdb.DuckDBPyRelation) -> Iterator[str]:
    """Yield the first cell, then each there is: mostly the first tells enough."""
    for some in (cells.limit(1), cells.aggregate("cell", "cell").limit(MOST_DATES)):
        yield from (cell for (cell,) in some.fetchall())


def _one(database: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    """Return the only row of a query."""
    (row,) = database.execute(sql).fetchall()
    return dict(zip((name for name, *_ in database.description), row, strict=True))


def _refuse_what_cannot_be_read(figures: Mapping[str, Any]) -> None:
    if not figures["lines_read"]:
        raise BadInput("the file has a header but no lines below it")
    if not figures["sold"]:
        raise BadInput("the file holds no sales: every line was left out")
    for moment in (figures["first"], figures["last"]):
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise BadInput(f"{moment:%Y-%m-%d} is not a date: {moment.year} is out of range")


def _history(database: duckdb.DuckDBPyConnection, until: float, per_unit: float) -> PurchaseHistory:
    database.execute(f"CREATE TABLE buyer AS {BUYERS}")
    customers = database.execute("SELECT customer FROM buyer ORDER BY code").fetchnumpy()["customer"].astype(str)
    rows = database.execute(HISTORY, [until]).fetchnumpy()
    day, amount = rows["day"].astype(np.float64), rows["spend"] / per_unit
    return PurchaseHistory(customers, rows["code"], day, amount, until)


def _with_products(
    database: duckdb.DuckDBPyConnection, history: PurchaseHistory, columns: Mapping[str, str]
) -> PurchaseHistory:
    sql = bought_products(numbered="order" in columns, categorised="category" in columns)
    rows = database.execute(sql).fetchnumpy()
    told = {name: rows[name] for name in COLUMNS[LINES]}
    return _told(history, LINES, rows, told) if rows["product"].max(initial=0) > 1 else history


def _with_returns(
    database: duckdb.DuckDBPyConnection, history: PurchaseHistory, step: int, per_unit: float
) -> PurchaseHistory:
    rows = database.execute(sent_back(step)).fetchnumpy()
    if not len(rows["code"]):
        return history
    # Since when they are written down, the first of them says.
    return _told(history, RETURNS, rows, {"amount": rows["amount"] / per_unit}, since=rows["day"].min())


def _told(
    history: PurchaseHistory,
    kind: str,
    rows: Mapping[str, Any],
    values: Mapping[str, Any],
    since: float | None = None,
) -> PurchaseHistory:
    """Add facts whose customers are known by their numbers."""
    numbered = replace(history, customers=np.arange(len(history.customers)))
    told = numbered.with_facts(kind, rows["code"], rows["day"].astype(np.float64), since=since, **values)
    return replace(told, customers=history.customers)


def _report(
    kind: str, figures: Mapping[str, Any], totals: Mapping[str, Any], currency: str, zone: tzinfo, *, priced: bool
) -> Report:
    left_out = (
        Omission("no_customer", "no customer", figures["nobody"], figures["nobody"]),
        Omission("undated", "no date", figures["undated"], figures["undated_left_out"]),
        Omission("quantity", "quantity of zero or less", figures["no_units"], figures["no_units_left_out"]),
        Omission("amount", GIFTS_AND_REFUNDS, figures["no_money"], figures["no_money_left_out"]),
    )
    return Report(
        cleaning=Cleaning(kind, figures["lines_read"], left_out, notes=(), priced=priced),
        lines=figures["sold"],
        orders=totals["orders"],
        customers=totals["customers"],
        repeat_customers=totals["repeat_customers"],
        total=Money(totals["total"], currency),
        first_order_at=figures["first"].replace(tzinfo=zone),
        last_order_at=figures["last"].replace(tzinfo=zone),
    )


@contextmanager
def _problems_as_bad_input() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        problem = str(error).partition("\n")[0]
        raise BadInput(f"it cannot be read: {problem}") from error
