"""CDNOW as it is shared: two layouts of blanks, one meaning."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.orders.importing.cdnow import missing_header
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.reading import read_sales

CENTS = st.integers(0, 99_999)
MASTER = (
    " customer_id  date number_of_cds  dollar_value\r",
    " 00001 19970101  1   11.77\r",
    " 00002 19970112  1    0.00\r",
    " 00002 19970113  5   77.00\r",
    "\r",
)
SAMPLE = (" 00004 0001 19970101  2   29.33", " 00021 0002 19970101  3   63.34", " 00021 0002 19970113  1   11.77")


def test_the_whole_file_has_a_header(csv_file):
    intake = read_sales(csv_file(*MASTER))
    assert intake.report.cleaning.format == "CDNOW"
    assert intake.currency == "USD"
    assert intake.customers.reference == ["00001", "00002"]
    assert intake.orders.number == ["00001-19970101", "00002-19970112", "00002-19970113"]
    assert intake.orders.total.tolist() == [1177, 0, 7700]
    assert intake.lines.quantity.tolist() == [1, 1, 5]


def test_the_sample_has_none_and_keeps_the_ids_of_the_whole(csv_file):
    intake = read_sales(csv_file(*SAMPLE))
    assert intake.report.cleaning.lines_read == 3
    assert intake.customers.reference == ["00004", "00021"]
    assert intake.orders.total.tolist() == [2933, 6334, 1177]


@pytest.mark.parametrize(
    ("lines", "line"),
    [((*MASTER[:3], " 00002 19971301  1  12.00"), 4), ((*SAMPLE[:1], " 00004 0001 19971301  2   29.33"), 2)],
)
def test_a_bad_date_is_named_by_its_line_in_the_file(csv_file, lines, line):
    with pytest.raises(BadInput, match=f"^line {line}, column 'date': '19971301' is not a date; expected %Y%m%d"):
        read_sales(csv_file(*lines))


def test_a_line_cut_short_is_named(csv_file):
    with pytest.raises(BadInput, match=r"^line 2, column 'dollar_value': the line has 4 cells; the header has 5"):
        read_sales(csv_file(SAMPLE[0], " 00021 0002 19970101 3"))


@given(
    rows=st.lists(
        st.tuples(st.integers(1, 99_999), st.dates(date(1997, 1, 1), date(1998, 6, 30)), st.integers(1, 99), CENTS),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_in_either_layout_is_read_back(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("cdnow") / "sales.txt"
    told = [(f"{number:05}", f"{day:%Y%m%d}", count, f"{cents / 100:.2f}") for number, day, count, cents in rows]
    for lines in (
        [MASTER[0], *(f" {number} {day} {count:>2} {amount:>7}" for number, day, count, amount in told)],
        [f" {number} 0001 {day} {count:>2} {amount:>7}" for number, day, count, amount in told],
    ):
        path.write_text("\n".join(lines))
        intake = read_sales(path)
        assert set(intake.customers.reference) == {number for number, *_ in told}
        assert intake.orders.total.sum() == sum(cents for *_, cents in rows)


@given(st.text(max_size=60))
def test_no_other_first_line_is_taken_for_one_of_cdnow(line):
    assert missing_header(line) is None or line.split()[0].isdecimal()
