"""Parquet and large CSV files are read by the importer's rules: the same file both ways gives the same history."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pytest

from techmart.analyst import bulk, files
from techmart.analyst.commands import main
from techmart.analyst.files import SalesFile, day_of, read
from techmart.orders.importing.errors import BadInput
from techmart.prediction import PurchaseHistory
from techmart.prediction.facts import IDENTIFIERS

SALES = (
    "order,customer,date,price,quantity",
    "1,ben,2026-01-05T23:30+00:00,8,1",
    "2,Ada@Example.com,2026-01-03 10:00,4.505,1",  # half a penny up
    "2,Ada@Example.com,2026-01-03 10:01,6,2",
    "3,ada@example.com,2026-01-03 15:00,1,1",
    "4,ada@example.com,2026-01-09,5,1",
    "5,,2026-01-09,5,1",  # nobody
    "6,,2026-01-09,-5,1",  # nobody, and no sale
    "7,13085.0,2026-01-07,5,-1",  # given back
    "8,13085.0,2026-01-07,0,3",  # a gift
    "9,13085.0,2026-01-08,0.01,3",
    '10,13085.0,2026-01-09,"12,5",1',  # as much of Europe writes it
)


@pytest.fixture
def parquet_file(tmp_path: Path) -> Callable[[str], Path]:
    """Write what a query answers."""

    def write(query: str) -> Path:
        path = tmp_path / "sales.parquet"
        duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return path

    return write


def known(sales: SalesFile) -> tuple[object, ...]:
    """Return all that a history says, customer by customer, and what the report says of the lines."""
    history = sales.history
    purchases = zip(history.customers[history.code], history.day, history.amount, strict=True)
    figures = sales.report.to_dict()
    del figures["notes"]
    return sorted(purchases), history.observed_until, facts_of(history), figures


def facts_of(history: PurchaseHistory) -> dict[str, tuple[object, ...]]:
    """Return each kind of facts, row by row: products by how many rows are of the same, for numbers differ."""
    told = {}
    for kind, facts in history.facts.items():
        columns = dict(facts.columns)
        numbers = [columns.pop(name) for name in IDENTIFIERS if name in columns]
        rows = zip(history.customers[facts.code], facts.day, *columns.values(), strict=True)
        told[kind] = (facts.since, sorted(rows), [sorted(np.unique_counts(each).counts) for each in numbers])
    return told


@pytest.mark.parametrize("options", [{}, {"observed_until": date(2026, 1, 6)}, {"zone": ZoneInfo("Asia/Tokyo")}])
@pytest.mark.parametrize("currency", ["GBP", "JPY"])
def test_a_large_csv_comes_to_the_same_as_a_small_one(csv_file, monkeypatch, options, currency):
    path = csv_file(*SALES)
    small = read(path, currency=currency, **options)
    monkeypatch.setattr(files, "LARGE_BYTES", 1)
    assert known(read(path, currency=currency, **options)) == known(small)


@pytest.mark.parametrize(
    "dates",
    [
        ("1/13/2026 8:26", "2/3/2026 18:05"),
        ("13.01.2026", "03.02.2026"),
        ("Jan 13, 2026", "Feb 03, 2026"),
        ("2026-01-13 08:26:00 UTC", "2026-02-03 18:05:00 UTC"),
        ("1768292760", "1770141900"),
        ("1768292760000", "1770141900000"),
        ("46035", "46056.75"),
    ],
)
def test_dates_and_amounts_as_others_write_them_come_to_the_same_both_ways(csv_file, monkeypatch, dates):
    first, last = dates
    path = csv_file(
        "customer|date|amount|quantity",
        f'7.0|"{first}"|$1,250.00|1',
        f'7.0|"{first}"|1.250,00 €|1',
        f'7.0|"{first}"|1\u202f250,00 €|1',
        f'8|"{last}"|-£5|1',
        f'8|"{last}"|12,50|1',
        f'nan|"{last}"|12,50|1',
        "9||12.50|1",
        f'9|"{last}"|NULL|1',
        f'9|"{last}"|1|n/a',
    )
    small = read(path)
    assert [day_of(day) for day in small.history.day] == [date(2026, 1, 13), date(2026, 2, 3)]
    assert small.history.amount.tolist() == [3750.0, 12.5]
    monkeypatch.setattr(files, "LARGE_BYTES", 1)
    assert known(read(path)) == known(small)


def test_a_large_file_of_a_spreadsheets_own_letters_is_read_line_by_line(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGE_BYTES", 1)
    path = tmp_path / "sales.csv"
    path.write_bytes("customer,date,amount\nMüller,2026-01-03,8\n".encode("cp1252"))
    sales = read(path)
    assert (sales.history.customers.tolist(), sales.report.cleaning.format) == (["Müller"], "generic CSV")


@pytest.mark.parametrize("order", ["order", "number unknown"])
def test_products_and_returns_are_the_same_both_ways(csv_file, monkeypatch, order):
    path = csv_file(
        f"{order},customer,date,amount,quantity,sku,category",
        "1,ada,2026-01-03 23:50,8,2,A1,lamps",
        "1,ada,2026-01-03 23:50,3,1,a1 ,lamps",
        "1,ada,2026-01-03 23:50,5,1,B2,",
        "2,ben,2026-01-05 10:00,5,1,B2,",
        "2,ben,2026-01-06 09:00,5,3,C3,shades",
        "3,ada,2026-01-09 10:00,-8,-2,A1,lamps",
        "4,eve,2026-01-09 10:00,-8,-2,A1,lamps",  # has bought nothing
        "5,ben,2026-01-12 10:00,4,1,A1,lamps",
    )  # fmt: skip
    small = read(path)
    assert sorted(small.history.facts) == ["lines", "returns"]
    assert len(small.history.facts["lines"]) == 5
    assert small.history.facts["returns"]["amount"].tolist() == [8.0]
    monkeypatch.setattr(files, "LARGE_BYTES", 1)
    assert facts_of(read(path).history) == facts_of(small.history)


def test_of_very_many_lines_the_products_are_not_looked_at(csv_file, monkeypatch):
    monkeypatch.setattr(files, "LARGE_BYTES", 1)
    monkeypatch.setattr(bulk, "MOST_LINES", 1)
    path = csv_file("customer,date,amount,sku", "ada,2026-01-03,8,A1", "ben,2026-01-03,8,B1")
    assert read(path).history.facts == {}


def test_parquet_has_types_of_its_own(parquet_file):
    sales = read(parquet_file(
        "SELECT * FROM (VALUES (7, DATE '2026-01-03', 4.5), (7, DATE '2026-01-03', 6), (5, DATE '2026-01-05', 8)) "
        "AS sale(customer_id, order_date, amount)"
    ))  # fmt: skip
    summary = sales.history.summary()
    assert (summary.customer.tolist(), summary.purchases.tolist(), summary.spend.tolist()) == (
        ["5", "7"],
        [1, 1],
        [8, 10.5],
    )
    assert (sales.report.orders, sales.report.cleaning.format, sales.observed_until) == (2, "Parquet", date(2026, 1, 5))


def test_moments_with_a_zone_fall_on_the_day_of_the_one_asked_for(parquet_file):
    path = parquet_file("SELECT 1 AS customer, TIMESTAMPTZ '2026-01-05 23:30:00+00' AS date, 5.0 AS amount")
    assert read(path).observed_until == date(2026, 1, 5)
    assert read(path, zone=ZoneInfo("Europe/Berlin")).observed_until == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT 1 AS customer, 5 AS date, 1.0 AS amount", "column 'date': it holds INTEGER; expected a date"),
        ("SELECT DATE '2026-01-01' AS date", "no column for the customer"),
        ("SELECT 1 AS customer, 'soon' AS date, 1.0 AS amount", "it cannot be read: .*soon"),
        ("SELECT 1 AS customer, '03/04/2024' AS date, 1.0 AS amount", "column 'date': '03/04/2024' may be a day"),
        ("SELECT 1 AS customer, NULL::DATE AS date, 1.0 AS amount", "the file holds no sales"),
        ("SELECT 1 AS customer, DATE '2026-01-01' AS date, 'NaN'::DOUBLE AS amount", "the file holds no sales"),
        ("SELECT 1 AS customer, DATE '2026-01-01' AS date, -1.0 AS amount", "the file holds no sales"),
        ("SELECT 1 AS customer, DATE '1026-01-01' AS date, 1.0 AS amount", "1026 is out of range"),
        ("SELECT 1 AS customer, DATE '2026-01-01' AS date, 1.0 AS amount LIMIT 0", "no lines below it"),
    ],
)
def test_what_cannot_be_read_is_said(parquet_file, query, problem):
    with pytest.raises(BadInput, match=problem):
        read(parquet_file(query))


def test_a_damaged_parquet_file_is_bad_input(tmp_path):
    path = tmp_path / "sales.parquet"
    path.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(BadInput, match="it cannot be read"):
        read(path)


def test_no_trace_is_left_behind(parquet_file, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    path = parquet_file("SELECT 1 AS customer, DATE '2026-01-01' AS date, 1.0 AS amount")
    read(path)
    assert list(tmp_path.iterdir()) == [path]


def test_an_estimate_from_parquet(parquet_file):
    path = parquet_file(
        "SELECT i % 40 AS customer, DATE '2026-01-01' + (i * i % 97)::INT AS date, 5 AS amount FROM range(90) r(i)"
    )
    out = StringIO()
    assert main(["estimate", str(path), "--json"], out) == 0
    assert json.loads(out.getvalue())["customers"] == 40
