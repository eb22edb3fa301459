"""Days are the shop's own: it lies in Berlin here."""

from datetime import UTC, date, datetime

import pytest

from techmart.core.clock import local_day, start_of_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_day_begins_at_the_shops_midnight(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


def test_the_first_moment_of_a_day_belongs_to_it() -> None:
    assert start_of_day(date(2026, 7, 1)) == datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
