"""Which format a file has: its header says."""

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo
from functools import partial
from typing import NamedTuple

from techmart.orders.importing import cdnow, generic_csv, online_retail, shop_exports
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.importing.intake import Sales
from techmart.orders.importing.report import Cleaning
from techmart.orders.importing.table import Fields, Table

# Fewer of its columns are no sign of Online Retail II, more are one with a column missing.
TELLING_COLUMNS = 6


class Format(NamedTuple):
    """How to read a file: its columns, which of its lines are sales, and its currency."""

    fields: Fields
    clean: Callable[[Table], tuple[Sales, Cleaning]]
    currency: str


def recognise(
    header: Sequence[str],
    *,
    named: ColumnNames,
    date_format: str | None,
    currency: str,
    zone: tzinfo,
    money_needed: bool,
) -> Format:
    """Tell the format of a file. Columns that are named make it a generic CSV.

    Raises `BadInput` where a column is missing.
    """
    if not named.any_given and _is_online_retail(header):
        fields = online_retail.fields(zone, date_format)
        for name, _ in fields.values():
            if name not in header:
                raise BadInput(f"this column is missing; the header has: {', '.join(header)}", line=1, column=name)
        return Format(fields, online_retail.clean, online_retail.CURRENCY)
    if not named.any_given and tuple(header) in (cdnow.HEADER, cdnow.SAMPLE_HEADER):
        clean = partial(generic_csv.clean, zone=zone, name=cdnow.FORMAT, gifts_count=True)
        return Format(cdnow.fields(zone), clean, cdnow.CURRENCY)
    if not named.any_given and (export := shop_exports.recognised(header)):
        fields = shop_exports.fields(export, header, zone, date_format)
        return Format(fields, partial(shop_exports.clean, export=export), currency)
    columns = generic_csv.find_columns(header, named, money_needed=money_needed)
    return Format(generic_csv.fields(columns, zone, date_format), partial(generic_csv.clean, zone=zone), currency)


def is_known(header: Sequence[str]) -> bool:
    """Say whether a header is that of an export with rules of its own."""
    own = tuple(header) in (cdnow.HEADER, cdnow.SAMPLE_HEADER) or shop_exports.recognised(header)
    return bool(own) or _is_online_retail(header)


def _is_online_retail(header: Sequence[str]) -> bool:
    expected = {name for name, _ in online_retail.fields(UTC).values()}
    return len(expected.intersection(header)) >= TELLING_COLUMNS
