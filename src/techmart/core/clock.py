"""Days and moments: rows hold UTC, people see the shop's own time zone."""

from datetime import date, datetime

from django.utils import timezone


def local_day(moment: datetime) -> date:
    """Return the calendar day of a moment in the shop's time zone."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def start_of_day(day: date) -> datetime:
    """Return the first moment of a day in the shop's time zone."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
