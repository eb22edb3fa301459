from datetime import datetime

import pytest

from techmart.orders.importing import dates


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["", "31/12/2024", "01/02/2025"], "%d/%m/%Y"),
        (["01/02/25", "12/31/24"], "%m/%d/%y"),
        (["1/2/2024 3:04 PM", "1/13/2024 3:04 AM"], "%m/%d/%Y %I:%M %p"),
        (["17-Nov-14"], "%d-%b-%y"),
        (["20240517"], "%Y%m%d"),
        (["1715904000"], "epoch"),
        (["1715904000123"], "epoch-ms"),
        (["45429.25"], "excel"),
        (["2024-05-17T10:00:00Z", "later"], None),
        (["17", "18"], None),  # of what?
        (["soon"], None),
        ([], None),
    ],
)
def test_the_format_is_one_that_all_fit(cells: list[str], form: str | None) -> None:
    assert dates.written_as(cells) == form


def test_no_more_is_looked_at_than_it_takes() -> None:
    cells = iter(["1/2/2024", "1/13/2024", "not looked at"])
    assert dates.written_as(cells) == "%m/%d/%Y"
    assert next(cells) == "not looked at"


def test_numbers_count_from_their_own_day() -> None:
    assert dates.moment("45429.25", "excel") == datetime(2024, 5, 17, 6)  # noqa: DTZ001
    assert dates.moment("1715904000", "epoch").isoformat() == "2024-05-17T00:00:00+00:00"
    assert dates.moment("711", "day") == datetime(1971, 12, 13)  # noqa: DTZ001
    for cell in ("x", "1e999999999"):
        with pytest.raises(ValueError, match=f"'{cell}' is not a number"):
            dates.moment(cell, "day")
