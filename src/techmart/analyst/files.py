"""From a file of sales to a purchase history."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import numpy as np

from techmart.core.money import EXPONENTS
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.lines import Progress, ignore_progress
from techmart.orders.importing.reading import GUESS_ALL, read_sales
from techmart.orders.importing.report import Report
from techmart.orders.importing.table import Integers
from techmart.prediction import PurchaseHistory

EPOCH = date(1970, 1, 1)
# Every time zone is a whole number of quarters of an hour away from UTC.
QUARTER = 900


@dataclass(frozen=True, slots=True)
class SalesFile:
    """What a file came to: who bought on which day for how much, and what was left out."""

    history: PurchaseHistory
    currency: str
    report: Report

    @property
    def observed_until(self) -> date:
        """The last day that was watched."""
        return day_of(self.history.observed_until)


def read(
    path: Path,
    *,
    named: ColumnNames = GUESS_ALL,
    date_format: str | None = None,
    currency: str = "EUR",
    zone: tzinfo = UTC,
    observed_until: date | None = None,
    progress: Progress = ignore_progress,
) -> SalesFile:
    """Read a file of sales; what is later than `observed_until` is not looked at.

    `zone` says which day it was where a time names an offset.

    Raises
    ------
    BadInput
        With line and column.
    """
    intake = read_sales(path, named=named, date_format=date_format, currency=currency, zone=zone, progress=progress)
    history = _history(intake, zone, observed_until)
    if not len(history.day):
        first = intake.report.first_order_at.date()
        raise BadInput(f"nobody had bought by {observed_until}: the first order is of {first}")
    return SalesFile(history, intake.currency, intake.report)


def day_of(number: float) -> date:
    """Return the day of a day number.

    >>> day_of(10134.0)
    datetime.date(1997, 9, 30)
    """
    return date.fromordinal(EPOCH.toordinal() + int(number))


def day_number(day: date) -> float:
    """Return days since 1970-01-01."""
    return float(day.toordinal() - EPOCH.toordinal())


def _history(intake: Intake, zone: tzinfo, observed_until: date | None) -> PurchaseHistory:
    # From numbers, which sort quickly, to the references of the file.
    history = PurchaseHistory.from_orders(
        intake.orders.customer,
        _days(intake.orders.placed_at, zone),
        intake.orders.total / 10 ** EXPONENTS.get(intake.currency, 2),
        observed_until=None if observed_until is None else day_number(observed_until),
    )
    references = np.array(intake.customers.reference)[history.customers]
    return PurchaseHistory(references, history.code, history.day, history.amount, history.observed_until)


def _days(seconds: Integers, zone: tzinfo) -> Integers:
    quarters, place = np.unique(seconds // QUARTER, return_inverse=True)
    days = [datetime.fromtimestamp(int(quarter) * QUARTER, zone).toordinal() for quarter in quarters]
    return np.array(days)[place] - EPOCH.toordinal()
