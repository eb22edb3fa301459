"""How a file writes its dates where it does not write them as ISO 8601 does: found out from all of them, or asked.

Besides what `strptime` knows there are times as numbers: `epoch` (seconds since 1970), `epoch-ms`, `excel` (days since
1899-12-30) and `day` (days since 1970), which nothing tells apart from any number, so that it has to be named.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation, Overflow
from itertools import chain, product

# What a number counts, in seconds, and the second from which it counts.
NUMBERS = {
    "epoch": (Decimal(1), 0),
    "epoch-ms": (Decimal("0.001"), 0),
    "excel": (Decimal(86_400), -2_209_161_600),
    "day": (Decimal(86_400), 0),
}
DAY_FIRST, MONTH_FIRST = "%d{0}%m{0}", "%m{0}%d{0}"

_ISO = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(\D.*)?", re.DOTALL)
_PLAUSIBLE = {
    "epoch": re.compile(r"[0-9]{9,10}(\.[0-9]+)?"),
    "epoch-ms": re.compile(r"[0-9]{12,13}"),
    "excel": re.compile(r"[2-7][0-9]{4}(\.[0-9]+)?"),
}
_NUMERIC = [order.format(mark) + year for order in (DAY_FIRST, MONTH_FIRST) for mark in "/.-" for year in ("%Y", "%y")]
_NAMED = ["%d-%b-%y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y"]
_DAYS = ["%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", *_NUMERIC, *_NAMED]
_TIMES = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S"]
STRPTIME = [day + time for day, time in product(_DAYS, _TIMES)]


def written_as(cells: Iterable[str]) -> str | None:
    """Return the format of these dates; None where the first is ISO 8601, or nothing fits them all.

    Only as many are looked at as it takes to be sure.

    Raises ValueError where they are days and months, and nothing says which is which.

    >>> written_as(["1/2/2010 8:26", "1/13/2010 9:00"]), written_as(["2010-01-02"]), written_as(["1672650000"])
    ('%m/%d/%Y %H:%M', None, 'epoch')
    """
    distinct = (cell.strip() for cell in cells if cell.strip())
    first = next(distinct, "")
    if not first or _ISO.fullmatch(first):
        return None
    number = next((name for name, looks in _PLAUSIBLE.items() if looks.fullmatch(first)), None)
    if number:
        return number
    fitting = STRPTIME
    for cell in chain([first], distinct):
        fitting = [form for form in fitting if _fits(cell, form)]
        if len(fitting) < 2:
            break
    if len(fitting) > 1:
        choice = " or ".join(f'--date-format "{form}"' for form in fitting[:2])
        raise ValueError(f"{first!r} may be a day and a month or a month and a day: say {choice}")
    return fitting[0] if fitting else None


def moment(cell: str, form: str) -> datetime:
    """Read a time in a format of `NUMBERS` or of `strptime`; a number's is that of UTC.

    Raises ValueError or OverflowError.
    """
    if form not in NUMBERS:
        return datetime.strptime(cell, form)  # noqa: DTZ007 (whose time it is, the caller says)
    unit, start = NUMBERS[form]
    try:
        seconds = round(Decimal(cell) * unit) + start
    except (InvalidOperation, Overflow):
        raise ValueError(f"{cell!r} is not a number") from None
    when = datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)
    # A spreadsheet and a count of days name no offset.
    return when if form.startswith("epoch") else when.replace(tzinfo=None)


def _fits(cell: str, form: str) -> bool:
    try:
        datetime.strptime(cell, form)  # noqa: DTZ007
    except ValueError:
        return False
    return True
