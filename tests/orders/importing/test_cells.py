from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from techmart.orders.importing import cells


@pytest.mark.parametrize(
    ("cell", "ten_thousandths"),
    [
        ("6.95", 69500),
        ("2.1", 21000),
        ("0.001", 10),
        ("-53594.36", -535943600),
        (" 7 ", 70000),
        ("1.00005", 10001),
        ("12,50", 125000),
        ("£5", 50000),
        ("-$5", -50000),
        ("EUR 12,50", 125000),
        ("1.250,50 €", 12505000),
        ("1\u00a0250,50", 12505000),
        ("$1,234,567.8", 12345678000),
    ],
)
def test_amounts_are_exact_to_the_ten_thousandth(cell: str, ten_thousandths: int) -> None:
    assert cells.amount(cell) == ten_thousandths


@pytest.mark.parametrize(
    "cell", ["", "NaN", "inf", "1e309", "1,250", "12,34,567.00", "£", "$€5", "1_000", "٣", "0x10", "9" * 5000]
)
def test_what_is_not_an_amount_says_so(cell: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount; expected a number such as 12\.50"):
        cells.amount(cell)


def test_an_amount_has_a_limit() -> None:
    with pytest.raises(ValueError, match="beyond 10,000,000"):
        cells.amount("10000000.01")


def test_quantities_may_be_written_as_floats_but_must_be_whole() -> None:
    assert [cells.quantity(cell) for cell in ("12", "-3", "3.0")] == [12, -3, 3]
    with pytest.raises(ValueError, match=r"'1\.5' is not a quantity"):
        cells.quantity("1.5")
    with pytest.raises(ValueError, match="beyond 1,000,000"):
        cells.quantity("1000001")


def test_a_time_without_an_offset_is_of_the_given_zone() -> None:
    noon_in_berlin = int(datetime(2011, 7, 1, 10, tzinfo=UTC).timestamp())
    berlin = ZoneInfo("Europe/Berlin")
    assert cells.moment_in(berlin)("2011-07-01 12:00:00") == noon_in_berlin
    assert cells.moment_in(berlin)("2011-07-01T10:00Z") == noon_in_berlin
    assert cells.moment_in(berlin, "%d/%m/%Y %H:%M")("01/07/2011 12:00") == noon_in_berlin


@pytest.mark.parametrize("cell", ["2010-13-40", "", "yesterday", "0010-01-01", "9999-01-01"])
def test_what_is_not_a_date_says_what_is(cell: str) -> None:
    with pytest.raises(ValueError, match="is not a date; expected YYYY-MM-DD HH:MM:SS"):
        cells.moment_in(UTC)(cell)


def test_identifiers_lose_blanks_and_the_float_a_spreadsheet_made_of_them() -> None:
    assert cells.code(" 13085.0 ") == "13085"
    assert cells.upper_code("85123a ") == "85123A"
    assert cells.reference("Ada@Example.com") == "ada@example.com"
    with pytest.raises(ValueError, match="longer than 32 characters"):
        cells.order_number("1" * 33)


def test_names_stop_shouting_and_lose_stray_blanks() -> None:
    assert cells.name(" WHITE  HANGING HEART\tT-LIGHT ") == "White hanging heart t-light"
    assert cells.name("iPhone case") == "iPhone case"
    assert len(cells.name("x" * 500)) == 160


def test_a_huge_cell_is_cut_in_the_message() -> None:
    with pytest.raises(ValueError, match=r"^'x{40}…' is not"):
        cells.quantity("x" * 100_000)
