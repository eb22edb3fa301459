"""Every way a file can be broken, and the real one."""

import gzip
import io
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.orders.importing.conftest import HEADER

from techmart.core.money import Money
from techmart.orders.importing import table
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.lines import is_utf8
from techmart.orders.importing.reading import read_sales

SOLD = "489434,85048,GLASS BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom"
CONTENT = f"{HEADER}\n{SOLD}\n".encode()
SHARED = Path(os.environ.get("TECHMART_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
REAL = SHARED / "online_retail_II.csv.gz"


def many_lines() -> bytes:
    return CONTENT + "".join(f"{500000 + n}{SOLD[6:]}\n" for n in range(20_000)).encode()


@pytest.mark.parametrize(
    "content",
    [
        CONTENT,
        gzip.compress(CONTENT),
        b"\xef\xbb\xbf" + CONTENT,
        gzip.compress(b"\xef\xbb\xbf" + CONTENT),
        CONTENT.replace(b"\n", b"\r\n"),
        CONTENT.rstrip(b"\n"),
        CONTENT.replace(b"\n", b"\n\n"),
        CONTENT.replace(b"GLASS BALL", b'"GLASS\nBALL"'),
        CONTENT.replace(b",", b";"),
        CONTENT.replace(b",", b"|"),
        CONTENT.decode().encode("utf-16"),
        CONTENT.replace(b"2009-12-01 07:45:00", b"13/12/2009 07:45"),
    ],
    ids=[
        *("plain", "gzip", "BOM", "gzip with BOM", "CRLF", "no last line end", "blank lines", "quoted line end"),
        *(";", "|", "UTF-16", "day before month"),
    ],
)
def test_one_sale_is_read_whatever_the_wrapping(csv_file, content: bytes) -> None:
    intake = read_sales(csv_file(content=content))
    assert (intake.orders.number, intake.products.title) == (["489434"], ["Glass ball"])
    assert intake.report.total == Money(8340, "GBP")


@pytest.mark.parametrize(
    ("cell", "bad", "message"),
    [
        (
            "2009-12-01 07:45:00",
            "2010-13-40",
            "line 3, column 'InvoiceDate': '2010-13-40' is not a date; expected YYYY",
        ),
        ("6.95", "NaN", "line 3, column 'Price': 'NaN' is not an amount; expected a number such as 12.50"),
        ("6.95", "1e309", "line 3, column 'Price': '1e309' is not an amount"),
        ("12,2009", "many,2009", "line 3, column 'Quantity': 'many' is not a quantity; expected a whole number"),
        ("489434", "4" * 40, "line 3, column 'Invoice': '4444"),
        (",United Kingdom", "", "line 3, column 'Country': the line has 7 cells; the header has 8"),
        ("Kingdom", "Kingdom,1", "line 3: the line has 9 cells; the header has 8"),
        ("GLASS", '"GLASS" ', "line 3: this is not well-formed CSV: ',' expected after '\"'"),
        ("GLASS", '"GLASS', "line 3: this is not well-formed CSV: unexpected end of data"),
        ("GLASS", "x" * 200_000, "line 3: this is not well-formed CSV: field larger than field limit"),
        ("GLASS", "x" * 2_000_000, "line 3: the line is longer than 1,000,000 bytes"),
        ("GLASS", "GL\0SS", "line 3: the line holds a NUL byte: this is no UTF-8 text file"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(online_retail, cell: str, bad: str, message: str) -> None:
    with pytest.raises(BadInput) as error:
        read_sales(online_retail(SOLD, SOLD.replace(cell, bad)))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (f"{HEADER}\n".encode(), "the file has a header but no lines below it"),
        (CONTENT.decode().encode("utf-16") + b"\0\xdc\n\0", "it begins as UTF-16 text and does not go on so"),
        (CONTENT.decode().encode("utf-16-le"), "line 1: the line holds a NUL byte"),
        (CONTENT.replace(b"GLASS", b"GLA\xdf"), "line 2: byte 17 (0xdf) is not UTF-8; save the file as UTF-8"),
        (b"PK\x03\x04...", "it is a ZIP archive or a spreadsheet; save it as CSV"),
        (
            CONTENT.replace(b",Price", b",Cost"),
            "line 1, column 'Price': this column is missing; the header has: Invoice",
        ),
        (gzip.compress(many_lines())[:-2000], "line "),
        (b"\x1f\x8b" + b"broken" * 50, "line 1: the gzip file is cut short or damaged from here on"),
        (",".join(map(str, range(100_000))).encode(), "line 1: the header has 100,000 columns; at most 200 are read"),
        (gzip.compress(b"\0" * 50_000_000), "line 1: the line is longer than 1,000,000 bytes"),
    ],
)
def test_a_bad_file_says_what_is_wrong_with_it(csv_file, content: bytes, message: str) -> None:
    with pytest.raises(BadInput) as error:
        read_sales(csv_file(content=content))
    assert str(error.value).startswith(message)


def test_a_file_with_too_many_lines_is_refused_before_it_fills_the_memory(csv_file, monkeypatch) -> None:
    monkeypatch.setattr(table, "MOST_LINES", 2)
    with pytest.raises(BadInput, match="line 4: the file has more than 2 lines; split it"):
        read_sales(csv_file("customer,date,amount", *["1,2024-05-01,2.50"] * 4))


def test_a_truncated_gzip_file_says_where_it_ends(csv_file) -> None:
    with pytest.raises(BadInput, match="the gzip file is cut short or damaged from here on") as error:
        read_sales(csv_file(content=gzip.compress(many_lines())[:-2000]))
    assert error.value.line is not None
    assert error.value.line > 1


def test_whether_it_is_utf8_can_be_asked_of_a_damaged_file(csv_file) -> None:
    packed = gzip.compress(many_lines())
    files = packed, packed[:-2000], packed[:100] + packed[200:]
    assert [is_utf8(csv_file(content=content)) for content in files] == [True, False, False]


def test_a_name_in_gz_must_be_gzip_and_a_path_a_file(csv_file, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"its name ends in \.gz but it is no gzip file"):
        read_sales(csv_file(content=CONTENT, name="sales.csv.gz"))
    with pytest.raises(BadInput, match="cannot be read: No such file or directory"):
        read_sales(tmp_path / "nowhere.csv")
    with pytest.raises(BadInput, match="cannot be read: Is a directory"):
        read_sales(tmp_path)


def test_progress_ends_with_the_whole_file(csv_file) -> None:
    told: list[tuple[int, int]] = []
    path = csv_file(content=many_lines())
    read_sales(path, progress=lambda done, total: told.append((done, total)))
    assert len(told) == 2
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


def whole_or_typed_error(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sales.csv"
        path.write_bytes(content)
        try:
            intake = read_sales(path)
        except BadInput:
            return
    assert intake.report.lines == len(intake.lines.total) >= 1
    assert intake.orders.total.sum() == intake.lines.total.sum() == intake.report.total.minor


@given(st.binary(max_size=300))
def test_any_bytes_are_read_whole_or_refused(content: bytes) -> None:
    whole_or_typed_error(content)
    whole_or_typed_error(b"customer,date,amount\n" + content)


@given(st.integers(0, len(CONTENT) - 1), st.binary(min_size=1, max_size=6))
def test_a_good_file_with_a_few_bytes_changed_is_read_whole_or_refused(place: int, noise: bytes) -> None:
    content = CONTENT * 2
    whole_or_typed_error(content[:place] + noise + content[place + len(noise) :])


CELL = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["", "0", "-1", "1", "2.50", "1e309", "NaN", "2024-05-01", "2024-05-01T08:00Z", '"', "=cmd|' /C'!A0"]
    ),
)


@given(st.lists(st.lists(CELL, min_size=5, max_size=5), max_size=5))
def test_any_cells_are_read_whole_or_refused(rows: list[list[str]]) -> None:
    lines = io.StringIO()
    lines.write("customer,date,amount,order,quantity\n")
    for row in rows:
        lines.write(",".join(row) + "\n")
    whole_or_typed_error(lines.getvalue().encode("utf-8", "surrogatepass"))


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} is not here (set TECHMART_SHARED_DATA to its folder)")
def test_online_retail_ii_comes_to_its_known_figures() -> None:
    report = read_sales(REAL).report
    assert (report.lines, report.orders, report.customers, report.repeat_customers) == (788_206, 36_594, 5_852, 4_234)
    assert report.total == Money(1_712_494_098, "GBP")
    assert report.cleaning.lines_read == 1_067_371
    assert {omission.key: omission.lines for omission in report.cleaning.omissions} == {
        "overlap": 22_523,
        "no_customer": 243_007,
        "cancellation": 19_494,
        "adjustment": 6,
        "quantity": 3_457,
        "price_zero": 6_202,
        "price_negative": 5,
        "no_product": 5_913,
    }
    assert sum(omission.left_out for omission in report.cleaning.omissions) == 1_067_371 - 788_206
    counted = {note.key: note.count for note in report.cleaning.notes}
    assert (counted["repeats"], counted["untitled"]) == (11_812, 4_382)
    assert (counted["countries"], counted["minutes"]) == (13, 83)
    assert "581483 (£168,469.60), 541431 (£77,183.60)" in report.remarks[0]
