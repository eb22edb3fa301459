"""Days in sentences."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext


def long_day(day: date) -> str:
    """Write a day in full.

    >>> long_day(date(2026, 3, 2))
    '2 March 2026'
    """
    return date_format(day, gettext("j F Y"))


def short_day(day: date) -> str:
    """Write a day for a table.

    >>> short_day(date(2026, 3, 2))
    '2 Mar 2026'
    """
    return date_format(day, gettext("j M Y"))
