"""How one cell is read; each raises `ValueError` with a sentence that shows the cell and what was expected."""

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from techmart.orders.importing import dates

# Amounts are read as whole ten-thousandths of a unit: exact, and their products stay far below 2**63.
DECIMALS = 4
LARGEST_AMOUNT = 10_000_000
LARGEST_QUANTITY = 1_000_000
LONGEST_CODE = 64
LONGEST_ORDER_NUMBER = 32
LONGEST_ADDRESS = 254
LONGEST_NAME = 160
FIRST_YEAR, LAST_YEAR = 1970, 2199
DATE_FORMAT = "YYYY-MM-DD HH:MM:SS"

# How programs write that there is nothing.
NOTHING = frozenset({"", "nan", "na", "n/a", "<na>", "null", "none", "\\n", "nat"})

_AMOUNT = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{0,20})?")
# As much of Europe writes it; three digits behind a comma may be thousands.
DECIMAL_COMMA = re.compile(r"([+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:[. ][0-9]{3})+)),([0-9]{1,2})")
THOUSANDS = re.compile(r"([+-]?[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]{0,20})")
# Before or behind, the sign of the number on either side of it.
CURRENCY = re.compile(r"^([+-]?)\s*(?:[$€£¥₹]|[A-Z]{3})\s*|\s*(?:[$€£¥₹]|[A-Z]{3})$")
_QUANTITY = re.compile(r"([+-]?[0-9]{1,15})(\.0{1,9})?")
_BLANK_BEFORE_OFFSET = re.compile(r" ([+-][0-9]{2}:?[0-9]{2})$")
_WRITTEN_AS_FLOAT = re.compile(r"([0-9]+)\.0")


def amount(cell: str) -> int:
    """Read an amount of money in ten-thousandths of the currency's unit, rounded half up beyond.

    >>> amount("6.95"), amount("-0.001"), amount("0.00005"), amount("6,95"), amount("$1,250.00"), amount("1.250,00 €")
    (69500, -10, 1, 69500, 12500000, 12500000)
    """
    text = CURRENCY.sub(r"\1", cell.strip().replace("\u00a0", " ").replace("\u202f", " "), count=1)
    if comma := DECIMAL_COMMA.fullmatch(text):
        text = f"{comma[1].replace('.', '').replace(' ', '')}.{comma[2]}"
    elif grouped := THOUSANDS.fullmatch(text):
        text = grouped[1].replace(",", "") + grouped[2]
    if not _AMOUNT.fullmatch(text):
        raise ValueError(f"{shown(cell)} is not an amount; expected a number such as 12.50")
    value = Decimal(text)
    if abs(value) > LARGEST_AMOUNT:
        raise ValueError(f"{shown(cell)} is beyond {LARGEST_AMOUNT:,}")
    return int(value.scaleb(DECIMALS).to_integral_value(ROUND_HALF_UP))


def quantity(cell: str) -> int:
    """Read a whole number of units, also written `3.0`."""
    match = _QUANTITY.fullmatch(cell.strip())
    if not match:
        raise ValueError(f"{shown(cell)} is not a quantity; expected a whole number such as 12")
    units = int(match[1])
    if abs(units) > LARGEST_QUANTITY:
        raise ValueError(f"{shown(cell)} is beyond {LARGEST_QUANTITY:,}")
    return units


def moment_in(zone: tzinfo, date_format: str | None = None) -> Callable[[str], int]:
    """Return a reader of times as seconds since 1970: ISO 8601, or in a format that `dates.moment` reads.

    A time that names no offset is the time of `zone`; a blank before an offset, as Shopify writes it, is taken.

    >>> from datetime import UTC
    >>> moment_in(UTC)("2009-12-01 07:45:00") == moment_in(UTC)("2009-12-01T08:45+01:00")
    True
    """

    def read(cell: str) -> int:
        text = _BLANK_BEFORE_OFFSET.sub(r"\1", cell.strip().replace(" UTC", "+00:00"))
        try:
            when = datetime.fromisoformat(text) if date_format is None else dates.moment(text, date_format)
            return _seconds(when if when.tzinfo else when.replace(tzinfo=zone))
        except (ValueError, OverflowError):
            expected = date_format or f"{DATE_FORMAT}, or what --date-format says"
            raise ValueError(f"{shown(cell)} is not a date; expected {expected}") from None

    return read


def is_missing(cell: str) -> bool:
    """Say whether a cell holds nothing, or how programs write nothing."""
    return cell.strip().lower() in NOTHING


def code(cell: str, longest: int = LONGEST_CODE) -> str:
    """Read an identifier: outer blanks removed, `13085.0` read as `13085`, as spreadsheets mangle numbers."""
    text = "".join(filter(str.isprintable, cell)).strip()
    if len(text) > longest:
        raise ValueError(f"{shown(cell)} is longer than {longest} characters")
    match = _WRITTEN_AS_FLOAT.fullmatch(text)
    return match[1] if match else text


def reference(cell: str) -> str:
    """Read what a customer is called: a number, or an e-mail address, whose case does not matter."""
    text = code(cell, longest=LONGEST_ADDRESS)
    return text.lower() if "@" in text else text


def upper_code(cell: str) -> str:
    """Read an identifier whose case does not matter."""
    return code(cell).upper()


def order_number(cell: str) -> str:
    """Read the number of an order."""
    return code(cell, longest=LONGEST_ORDER_NUMBER).upper()


def name(cell: str) -> str:
    """Read a name: blanks made single and none before a comma, shouting made a sentence, cut at 160 characters.

    >>> name(" WHITE  CHERRY LIGHTS , LONG")
    'White cherry lights, long'
    """
    text = " ".join(cell.split()).replace(" ,", ",")
    text = "".join(filter(str.isprintable, text))[:LONGEST_NAME].strip()
    return text.capitalize() if text.isupper() else text


def shown(cell: str) -> str:
    """Quote a cell for a message, cut where it is long."""
    return repr(cell if len(cell) <= 40 else f"{cell[:40]}…")


def _seconds(when: datetime) -> int:
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise ValueError(f"{when.year} is out of range")
    return int(when.timestamp())
