"""What is odd in the lines of Online Retail II and was kept or mended: counted, so that nobody need wonder."""

from collections.abc import Iterator

import numpy as np

from techmart.orders.importing.cells import DECIMALS
from techmart.orders.importing.intake import Sales
from techmart.orders.importing.repeats import DAY, same_number
from techmart.orders.importing.report import Note
from techmart.orders.importing.table import Column, Integers, Mask, Table

PENNY = 10**DECIMALS // 100
# More than any time in a file: keeps a thing and a time apart in one number.
TIME_SPAN = 2**33


def spellings(table: Table) -> Iterator[Note]:
    """Count distinct cells that mean the same, or were mended."""
    codes, references = table["product"], table["customer"]
    floats = sum(cell != references.distinct[code] for cell, code in references.items())
    yield Note("codes", "product codes that differ only by case or blanks, merged", len(codes) - len(codes.distinct))
    yield Note("customer_numbers", "customer numbers written like 13085.0, mended", floats)
    yield Note("blanks", "descriptions with stray blanks, mended", sum(map(_has_stray_blanks, table["title"])))


def contradictions(table: Table, repeated: Mask) -> Iterator[Note]:
    """Count what lines say differently about one thing; `repeated` are the lines told again in a later sheet."""
    titled, known = table["title"].where(bool), table["customer"].where(bool)
    once = np.flatnonzero(~repeated)
    lines = same_number(column.codes[once] for column in table.columns.values())
    titles = _with_several(table["product"], table["title"], titled)
    countries = _with_several(table["customer"], table["country"], known)
    minutes = _with_several(table["order"], table["date"], ~repeated)
    yield Note("repeats", "exact repeats inside an invoice, kept: they may be meant", len(lines) - int(lines.max()) - 1)
    yield Note("untitled", "lines without a description", int(np.count_nonzero(~titled)))
    yield Note("titles", "products with several descriptions, the usual one taken", titles)
    yield Note("countries", "customers with several countries, the usual one taken", countries)
    yield Note("minutes", "invoices spread over several minutes, the first taken", minutes)


def roundings(sales: Sales) -> Iterator[Note]:
    """Count the sold lines that whole pence cannot say."""
    finer = int(np.count_nonzero(sales.unit_price % PENNY))
    yield Note("finer_than_a_penny", "sold lines priced finer than a penny, their total rounded half up", finer)


def orders_soon_cancelled(table: Table, cancellation: Mask, sales: Sales) -> list[tuple[str, int]]:
    """Return number and amount of the orders that were cancelled within a day, every line, the largest first."""
    order = sales.order.codes
    cancelled_lines = np.bincount(order, weights=_soon_cancelled(table, cancellation, sales))
    amount = np.bincount(order, weights=sales.amount)
    whole = np.flatnonzero((cancelled_lines > 0) & (cancelled_lines == np.bincount(order)))
    largest_first = whole[np.argsort(-amount[whole], kind="stable")]
    return [(sales.order.values[code], int(amount[code])) for code in largest_first]


def _has_stray_blanks(cell: str) -> bool:
    return " ".join(cell.split()) != cell


def _with_several(group: Column, other: Column, rows: Mask) -> int:
    """Count the groups that occur with more than one value of another column."""
    pairs = np.unique(group.codes[rows] * np.int64(len(other.distinct)) + other.codes[rows])
    return int(np.count_nonzero(np.bincount(pairs // len(other.distinct)) > 1))


def _soon_cancelled(table: Table, cancellation: Mask, sales: Sales) -> Mask:
    """Tell the sold lines whose customer sent back as many of the same product within a day."""
    if not cancellation.any():
        return np.zeros(len(sales.line), dtype=bool)
    sold_and_sent_back = same_number(
        [
            np.concatenate([sales.customer.codes, table["customer"].codes[cancellation]]),
            np.concatenate([sales.product.codes, table["product"].codes[cancellation]]),
            np.concatenate([sales.quantity, np.abs(table["quantity"].numbers[cancellation])]),
        ]
    )
    sold, sent_back = np.split(sold_and_sent_back, [len(sales.line)])
    sales_in_time = sold * TIME_SPAN + sales.placed_at
    returns_in_time = np.sort(sent_back * TIME_SPAN + table["date"].numbers[cancellation])
    place = np.searchsorted(returns_in_time, sales_in_time)
    wait: Integers = returns_in_time[np.minimum(place, len(returns_in_time) - 1)] - sales_in_time
    return np.asarray((wait >= 0) & (wait <= DAY))
