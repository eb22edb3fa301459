"""The page stands alone: well-formed, without scripts or addresses, and what customers are called stays text."""

from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from techmart.analyst.files import SalesFile, read
from techmart.analyst.forecasting import Forecast, predict
from techmart.analyst.judging import Court
from techmart.analyst.report import report, write_report
from techmart.prediction.backtest import Verdict

NASTY = "<script>alert(1)</script>"
VOID = {"meta"}
FIRST = date(2026, 1, 1)


class Reader(HTMLParser):
    """Notes every element, and that each is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def sales(csv_file) -> SalesFile:
    lines = [
        f'"{NASTY if number == 7 else number}",{FIRST + timedelta(days=number + step * (9 + number % 7))},8.50'
        for number in range(30)
        for step in range(1 + number % 5)
    ]
    return read(csv_file("customer,date,amount", *lines))


def page_of(sales: SalesFile, horizons: list[int]) -> str:
    return report(sales, *judged(sales, horizons))


def judged(sales: SalesFile, horizons: list[int]) -> tuple[Forecast, Court, list[Verdict]]:
    court = Court.of(sales.history)
    verdicts = [verdict for horizon in horizons for verdict in court.verdicts(("bg-nbd", "weighted-rfm"), horizon)]
    return predict(court, horizons, model="bg-nbd"), court, verdicts


def test_the_page_is_well_formed_and_needs_nothing_else(sales):
    reader = Reader()
    page = page_of(sales, [10, 20])
    reader.feed(page)
    assert reader.open == []
    names = [name for name, _ in reader.elements]
    assert (names.count("svg"), names.count("table")) == (4, 3)
    assert {"script", "link", "img", "iframe", "a"} & set(names) == set()
    assert [pair for _, attributes in reader.elements for pair in attributes if pair in {"src", "href", "style"}] == []
    assert ("http" in page, "url(" in page) == (False, False)


def test_each_of_the_likeliest_has_a_row_with_the_reasons(sales):
    forecast, court, verdicts = judged(sales, [10, 20])
    rows = report(sales, forecast, court, verdicts).partition('<table class="people">')[2].partition("</table>")[0]
    heads = ["customer", "purchases", "last", "alive", "10 days", "20 days", "value", "next", "why"]
    assert "".join(f"<th>{name}</th>" for name in heads) in rows
    first = next(forecast.rows(1))
    assert f"<td>{first[0]}</td><td>{first[1]}</td>" in rows
    assert f"<td>{first[-1]}</td>" in rows
    assert rows.count("<tr>") == 1 + len(forecast.summary)


def test_what_customers_are_called_stays_text(sales):
    page = page_of(sales, [10])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


def test_where_nothing_could_be_judged_the_page_says_so(sales):
    page = page_of(sales, [50])
    assert "No earlier forecasts to judge by" in page
    assert page.count("<svg") == 2


def test_the_file_is_the_page(sales, tmp_path):
    write_report(tmp_path / "report.html", sales, *judged(sales, [10]))
    assert (tmp_path / "report.html").read_text() == page_of(sales, [10])
