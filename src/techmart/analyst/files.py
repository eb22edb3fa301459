"""From a file of sales to a purchase history."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import numpy as np

from techmart.analyst.lines import MOST_LINES
from techmart.core.money import EXPONENTS
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.lines import UTF8, Progress, ignore_progress, is_utf8
from techmart.orders.importing.reading import GUESS_ALL, is_generic, read_sales
from techmart.orders.importing.report import Report
from techmart.orders.importing.table import Integers
from techmart.prediction import PurchaseHistory
from techmart.prediction.facts import LINES, RETURNS

EPOCH = date(1970, 1, 1)
# Every time zone is a whole number of quarters of an hour away from UTC.
QUARTER = 900
PARQUET = b"PAR1"
# As spreadsheets in western Europe save it; a letter mistaken does no harm to a forecast.
ENCODINGS = UTF8, "cp1252"
# From which size on a CSV of nobody's format is not read line by line: about a million lines.
LARGE_BYTES = 40_000_000


@dataclass(frozen=True, slots=True)
class SalesFile:
    """What a file came to: who bought on which day for how much, and what was left out.

    `dated_ahead` counts purchases left out because their day is still to come.
    """

    history: PurchaseHistory
    currency: str
    report: Report
    dated_ahead: int = 0

    @property
    def priced(self) -> bool:
        """Whether the file tells of money."""
        return self.report.cleaning.priced

    @property
    def observed_until(self) -> date:
        """The last day that was watched."""
        return day_of(self.history.observed_until)

    def until(self, today: date) -> "SalesFile":
        """Return what had happened by today: one order of a year mistyped would make everybody look long gone.

        Raises
        ------
        BadInput
            If nothing had.
        """
        if self.observed_until <= today:
            return self
        happened = self.history.day[self.history.day <= day_number(today)]
        if not len(happened):
            raise BadInput(f"every order is dated after today, {today}; --observed-until says which day to look from")
        history = self.history.until(float(happened.max()))
        return SalesFile(history, self.currency, self.report, len(self.history.day) - len(history.day))


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
    """Read a file of sales; what is later than `observed_until` is not looked at. Without money each line counts as 1.

    `zone` says which day it was where a time names an offset.

    Raises
    ------
    BadInput
        With line and column.
    """
    parquet = _is_parquet(path)
    if parquet or (_is_large(path) and is_generic(path, named, ENCODINGS) and is_utf8(path)):
        # DuckDB takes longer to load than most fits.
        from techmart.analyst.bulk import read_bulk

        history, report = read_bulk(
            path,
            parquet=parquet,
            named=named,
            date_format=date_format,
            currency=currency,
            zone=zone,
            observed_until=observed_until,
            progress=progress,
        )
    else:
        intake = read_sales(
            path,
            named=named,
            date_format=date_format,
            currency=currency,
            zone=zone,
            money_needed=False,
            encodings=ENCODINGS,
            progress=progress,
        )
        currency, history, report = intake.currency, _history(intake, zone, observed_until), intake.report
    if not len(history.day):
        raise BadInput(f"nobody had bought by {observed_until}: the first order is of {report.first_order_at.date()}")
    return SalesFile(history, currency, report)


def day_of(number: float) -> date:
    """Return the day of a day number.

    >>> day_of(10134.0)
    datetime.date(1997, 9, 30)
    """
    return date.fromordinal(EPOCH.toordinal() + int(number))


def day_number(day: date) -> float:
    """Return days since 1970-01-01."""
    return float(day.toordinal() - EPOCH.toordinal())


def _is_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(PARQUET)) == PARQUET
    except OSError:  # whoever reads it as CSV says what is wrong
        return False


def _is_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size >= LARGE_BYTES


def _history(intake: Intake, zone: tzinfo, observed_until: date | None) -> PurchaseHistory:
    # From numbers, which sort quickly, to the references of the file.
    orders, per_unit = intake.orders, 10 ** EXPONENTS.get(intake.currency, 2)
    day = _days(orders.placed_at, zone)
    history = PurchaseHistory.from_orders(
        orders.customer,
        day,
        orders.total / per_unit,
        observed_until=None if observed_until is None else day_number(observed_until),
    )
    if len(intake.products.code) > 1 and len(intake.lines.product) <= MOST_LINES:
        of = np.repeat(np.arange(len(day)), np.diff(orders.first_line))
        lines = intake.lines
        history = history.with_facts(
            LINES,
            orders.customer[of],
            day[of],
            product=lines.product,
            category=lines.category,
            quantity=lines.quantity,
        )
    returned = intake.returned
    if len(returned.at):  # since when they are written down, the first of them says
        back = _days(returned.at, zone)
        history = history.with_facts(
            RETURNS, returned.customer, back, since=back.min(), amount=returned.amount / per_unit
        )
    return replace(history, customers=np.array(intake.customers.reference)[history.customers])


def _days(seconds: Integers, zone: tzinfo) -> Integers:
    quarters, place = np.unique(seconds // QUARTER, return_inverse=True)
    days = [datetime.fromtimestamp(int(quarter) * QUARTER, zone).toordinal() for quarter in quarters]
    return np.array(days)[place] - EPOCH.toordinal()
