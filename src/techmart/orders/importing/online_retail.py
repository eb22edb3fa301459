"""Online Retail II, two years of a UK gift-ware web shop, exactly as it is downloaded (UCI 502, CC BY 4.0)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo

import numpy as np

from techmart.core.money import Money
from techmart.orders.importing import cells, quirks
from techmart.orders.importing.intake import Coded, Sales
from techmart.orders.importing.repeats import repeated_in_a_later_sheet
from techmart.orders.importing.report import Cleaning, Note, Rule, leave_out
from techmart.orders.importing.table import Fields, Mask, Table

FORMAT = "Online Retail II"
CURRENCY = "GBP"
NAMED_ORDERS = 3

# Everything else with a stock code is postage, fees, vouchers, samples, manual corrections and tests.
_PRODUCT = re.compile(r"[0-9]{5}[A-Z]{0,2}|DCGS\w*|PADS|SP1002")


def fields(zone: tzinfo, date_format: str | None = None) -> Fields:
    """Return what each column is called and how its cells are read."""
    return {
        "order": ("Invoice", cells.order_number),
        "product": ("StockCode", cells.upper_code),
        "title": ("Description", cells.name),
        "quantity": ("Quantity", cells.quantity),
        "date": ("InvoiceDate", cells.moment_in(zone, date_format)),
        "price": ("Price", cells.amount),
        "customer": ("Customer ID", cells.code),
        "country": ("Country", cells.name),
    }


def clean(table: Table) -> tuple[Sales, Cleaning]:
    """Keep the lines that are sales of products to known customers, and count everything else."""
    cancellation = table["order"].where(lambda number: number.startswith("C"))
    repeated = repeated_in_a_later_sheet(table)
    kept, omissions = leave_out(_rules(table, repeated, cancellation), len(table))
    came_back = cancellation & ~repeated & table["product"].where(is_product)
    sales = replace(_sales(table, kept), returned=_sales(table, came_back).as_returned())
    soon_cancelled = quirks.orders_soon_cancelled(table, cancellation, sales)
    cleaning = Cleaning(
        format=FORMAT,
        lines_read=len(table),
        omissions=omissions,
        notes=(
            *quirks.spellings(table),
            *quirks.contradictions(table, repeated),
            *quirks.roundings(sales),
            Note("soon_cancelled", "orders cancelled whole within a day, kept as orders", len(soon_cancelled)),
        ),
        remarks=tuple(_remarks(soon_cancelled)),
    )
    return sales, cleaning


def is_product(code: str) -> bool:
    """Tell products from postage and the like.

    >>> [is_product(code) for code in ("85123A", "DCGS0058", "PADS", "POST", "M")]
    [True, True, True, False, False]
    """
    return _PRODUCT.fullmatch(code) is not None


def _rules(table: Table, repeated: Mask, cancellation: Mask) -> Iterator[Rule]:
    order, product, customer = table["order"], table["product"], table["customer"]
    quantity, price = table["quantity"].numbers, table["price"].numbers
    yield Rule("overlap", "told again in the next yearly sheet", repeated)
    yield Rule("no_customer", "no customer", customer.where(lambda reference: not reference))
    yield Rule("cancellation", "cancellation (invoice C…)", cancellation)
    yield Rule("adjustment", "bad-debt adjustment (invoice A…)", order.where(lambda number: number.startswith("A")))
    yield Rule("quantity", "quantity of zero or less, no cancellation", (quantity <= 0) & ~cancellation)
    yield Rule("price_zero", "price of zero", price == 0)
    yield Rule("price_negative", "negative price", price < 0)
    yield Rule("no_product", "postage, fees, vouchers, tests", product.where(lambda code: not is_product(code)))


def _sales(table: Table, kept: Mask) -> Sales:
    quantity, price = table["quantity"].numbers[kept], table["price"].numbers[kept]

    def coded(field: str) -> Coded:
        return Coded(table[field].codes[kept].astype(np.int64), table[field].distinct)

    return Sales(
        line=table.line[kept],
        customer=coded("customer"),
        country=coded("country"),
        order=coded("order"),
        placed_at=table["date"].numbers[kept],
        product=coded("product"),
        title=coded("title"),
        quantity=quantity,
        unit_price=price,
        amount=quantity * price,
        category=Coded.nothing(len(quantity)),
    )


def _remarks(soon_cancelled: list[tuple[str, int]]) -> Iterator[str]:
    if soon_cancelled:
        named = (f"{number} ({_pounds(amount)})" for number, amount in soon_cancelled[:NAMED_ORDERS])
        yield f"The largest orders cancelled within a day, kept as orders: {', '.join(named)}."


def _pounds(amount: int) -> Money:
    return Money(round(amount / 100), CURRENCY)
