"""From a file to who bought on which day."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from techmart.analyst import files
from techmart.analyst.files import day_number, day_of, read
from techmart.orders.importing.errors import BadInput

LINES = (
    "customer,date,amount",
    "ben,2026-01-05T23:30+00:00,8",
    "ada,2026-01-03T10:00+00:00,4.50",
    "ada,2026-01-03T15:00+00:00,6",
    "ada,2026-01-09T10:00+00:00,5",
)


def test_a_customers_orders_of_one_day_are_one_purchase(csv_file):
    sales = read(csv_file(*LINES), currency="GBP")
    summary = sales.history.summary()
    assert dict(zip(summary.customer.tolist(), summary.purchases.tolist(), strict=True)) == {"ben": 1.0, "ada": 2.0}
    assert dict(zip(summary.customer.tolist(), summary.spend.tolist(), strict=True)) == {"ben": 8.0, "ada": 15.5}
    assert (sales.currency, sales.observed_until, sales.report.orders) == ("GBP", date(2026, 1, 9), 4)


def test_what_is_later_than_observed_until_is_not_looked_at(csv_file):
    sales = read(csv_file(*LINES), observed_until=date(2026, 1, 5))
    assert sales.history.summary().purchases.tolist() == [1.0, 1.0]
    assert sales.observed_until == date(2026, 1, 5)


def test_the_time_zone_says_which_day_it_was(csv_file):
    days = read(csv_file(*LINES), zone=ZoneInfo("Europe/Berlin")).history.day
    assert sorted(map(day_of, days)) == [date(2026, 1, 3), date(2026, 1, 6), date(2026, 1, 9)]


def test_yen_have_no_decimals(csv_file):
    assert read(csv_file(*LINES[:2]), currency="JPY").history.amount.tolist() == [8.0]


@pytest.mark.parametrize("large", [10**9, 1])
def test_without_money_each_line_counts_as_one(csv_file, monkeypatch, large):
    monkeypatch.setattr(files, "LARGE_BYTES", large)
    sales = read(csv_file("cust,date,qty", "ada,2026-01-03,4", "ben,2026-01-05,1", "ada,2026-01-03,2"))
    assert (sales.priced, sales.history.amount.tolist()) == (False, [2.0, 1.0])


def test_nobody_by_then_is_bad_input(csv_file):
    with pytest.raises(BadInput, match=r"^nobody had bought by 2025-12-31: the first order is of 2026-01-03"):
        read(csv_file(*LINES), observed_until=date(2025, 12, 31))


@pytest.mark.realdata
def test_online_retail_is_read_as_the_importer_reads_it(real_file):
    sales = read(real_file("online_retail_II.csv.gz"))
    assert (sales.report.lines, sales.report.orders, sales.report.customers) == (788_206, 36_594, 5_852)
    assert str(sales.report.total.amount) == "17124940.98"
    assert len(sales.history.summary()) == 5_852
    assert sales.observed_until == date(2011, 12, 9)
    assert day_number(sales.observed_until) == sales.history.observed_until
    assert {kind: len(facts) for kind, facts in sales.history.facts.items()} == {"lines": 759_520, "returns": 6_976}


@pytest.mark.realdata
def test_both_files_of_cdnow(real_file):
    whole, sample = read(real_file("CDNOW_master.txt.gz")), read(real_file("CDNOW_sample.txt.gz"))
    assert (whole.report.cleaning.lines_read, whole.report.customers) == (69_659, 23_570)
    assert (sample.report.customers, sample.observed_until) == (2_357, date(1998, 6, 30))
    assert set(sample.history.customers) < set(whole.history.customers)


def test_what_was_bought_and_sent_back_is_known_of_who_bought(csv_file):
    sales = read(
        csv_file(
            "customer,date,amount,sku,category,qty",
            *("ben,2026-01-05,8,A1,lamps,1", "ada,2026-01-03,4.50,B2,,2", "ada,2026-01-03,6,A1,lamps,1"),
            *("ada,2026-01-09,-6,A1,lamps,-1", "eve,2026-01-09,-6,A1,lamps,-1"),
        ),
        currency="GBP",
    )
    lines, returned = sales.history.facts["lines"], sales.history.facts["returns"]
    assert sales.history.customers[lines.code].tolist() == ["ada", "ada", "ben"]
    assert lines["quantity"].tolist() == [1, 2, 1]
    assert len(set(lines["product"].tolist())) == 2
    assert sorted(lines["category"].tolist())[0] == -1
    assert sales.history.customers[returned.code].tolist() == []  # the file's last order is of an earlier day
    whole = read(csv_file(*LINES, "ada,2026-01-08,-2"), currency="GBP").history.facts
    assert (list(whole), whole["returns"]["amount"].tolist()) == (["returns"], [2.0])
    assert day_of(whole["returns"].since) == date(2026, 1, 8)  # before it nobody may have written them down


def test_of_one_product_there_is_nothing_to_tell(csv_file):
    assert read(csv_file(*LINES)).history.facts == {}
