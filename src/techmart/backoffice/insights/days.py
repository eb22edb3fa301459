"""Days in sentences."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext

YEAR = timedelta(days=365)


def long_day(day: date) -> str:
    """Write a day in full.

    >>> long_day(date(2026, 3, 2))
    '2 March 2026'
    """
    return date_format(day, gettext("j F Y"))


def rough_day(day: date, today: date) -> str:
    """Write a day to come in full; one beyond a year by its month alone, for nobody knows more.

    >>> rough_day(date(2026, 3, 2), date(2026, 1, 1)), rough_day(date(2028, 3, 2), date(2026, 1, 1))
    ('2 March 2026', 'March 2028')
    """
    return date_format(day, "F Y") if day - today > YEAR else long_day(day)


def short_day(day: date) -> str:
    """Write a day for a table.

    >>> short_day(date(2026, 3, 2))
    '2 Mar 2026'
    """
    return date_format(day, gettext("j M Y"))
