"""Orders as other shop systems write them down: Shopify, and four ways out of WooCommerce.

A line is an item, or a whole order where the file has no items. What is said once per order may stand in its first
line only; the order's other lines take it from there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

import numpy as np

from techmart.orders.importing import cells
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ONE_PRODUCT
from techmart.orders.importing.intake import Coded, Sales
from techmart.orders.importing.repeats import first_of
from techmart.orders.importing.report import Cleaning, Note, Rule, leave_out
from techmart.orders.importing.table import Fields, Integers, Mask, Table

UNDATED = 0
Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """How one system calls its columns: those that tell it, those that are used where they are, and what is no sale."""

    name: str
    telling: Mapping[str, Alternatives]
    others: Mapping[str, Alternatives]
    no_sale: frozenset[str]


NO_SALE_AT_WOOCOMMERCE = frozenset(
    {"cancelled", "refunded", "failed", "pending", "pending payment", "trash", "draft", "checkout-draft"}
)
EXPORTS = (
    Export(
        "Shopify orders",
        {
            "order": ("Name",),
            "customer": ("Email",),
            "state": ("Financial Status",),
            "date": ("Created at",),
            "quantity": ("Lineitem quantity",),
            "price": ("Lineitem price",),
        },
        {
            "title": ("Lineitem name",),
            "product": ("Lineitem sku",),
            "discount": ("Lineitem discount",),
            "currency": ("Currency",),
            "country": ("Shipping Country", "Billing Country"),
            "cancelled": ("Cancelled at",),
        },
        frozenset({"refunded", "voided", "expired"}),
    ),
    Export(
        "WooCommerce orders",
        {
            "order": ("order_number", "order_id", "Order Number", "Order ID"),
            "customer": ("billing_email", "customer_email", "Email (Billing)", "Billing Email Address"),
            "state": ("status", "order_status", "Order Status"),
            "date": ("order_date", "date_created", "Order Date"),
            "total": ("order_total", "Order Total Amount", "Order Total"),
        },
        {
            "title": ("item_name", "Item Name", "Product Name"),
            "product": ("item_sku", "SKU", "Product SKU"),
            "quantity": ("item_quantity", "Quantity (- Refund)", "Quantity"),
            "price": ("Item Cost",),
            "amount": ("item_total", "Order Line Total (- Refund)", "Order Line Total"),
            "currency": ("order_currency", "Order Currency", "Currency"),
            "country": ("shipping_country", "Country Code (Shipping)", "billing_country", "Country Code (Billing)"),
        },
        NO_SALE_AT_WOOCOMMERCE,
    ),
    Export(
        "WooCommerce Analytics",
        {
            "order": ("Order #",),
            "customer": ("Customer",),
            "state": ("Status",),
            "date": ("Date",),
            "total": ("Net sales", "N. Revenue", "Net Revenue"),
        },
        {"quantity": ("Items sold",)},
        NO_SALE_AT_WOOCOMMERCE,
    ),
)


def recognised(header: Sequence[str]) -> Export | None:
    """Return the system whose telling columns are all in the header."""
    return next((export for export in EXPORTS if len(_found(header, export.telling)) == len(export.telling)), None)


def fields(export: Export, header: Sequence[str], zone: tzinfo, date_format: str | None) -> Fields:
    """Return what each column is called and how its cells are read."""
    parsers: dict[str, Callable[[str], Any]] = {
        "order": cells.order_number,
        "customer": cells.reference,
        "state": _state,
        "date": _or_else(UNDATED, cells.moment_in(zone, date_format)),
        "quantity": _or_else(0, cells.quantity),
        "price": _or_else(0, cells.amount),
        "amount": _or_else(0, cells.amount),
        "total": _or_else(0, cells.amount),
        "discount": _or_else(0, cells.amount),
        "title": cells.name,
        "product": cells.upper_code,
        "currency": cells.upper_code,
        "country": cells.name,
        "cancelled": cells.code,
    }
    columns = _found(header, {**export.telling, **export.others})
    return {thing: (name, parsers[thing]) for thing, name in columns.items()}


def clean(table: Table, export: Export) -> tuple[Sales, Cleaning]:
    """Keep the lines of orders that were paid for or will be, and count the others."""
    opening = first_of(table["order"].codes)
    sales = _sales(table, opening)
    kept, omissions = leave_out(_rules(table, sales, opening, export), len(table))
    partly = table["state"].where(lambda state: state == "partially_refunded")[opening] & kept
    cleaning = Cleaning(
        format=export.name,
        lines_read=len(table),
        omissions=omissions,
        notes=(Note("partly_refunded", "lines of orders refunded in part, kept whole", int(partly.sum())),),
        currency=_currency(table, opening, kept),
    )
    return sales.where(kept), cleaning


def _found(header: Sequence[str], columns: Mapping[str, Alternatives]) -> dict[str, str]:
    first = {thing: next((name for name in names if name in header), None) for thing, names in columns.items()}
    return {thing: name for thing, name in first.items() if name is not None}


def _state(cell: str) -> str:
    return cells.code(cell).lower().removeprefix("wc-")


def _or_else(blank: int, parse: Callable[[str], int]) -> Callable[[str], int]:
    return lambda cell: parse(cell) if cell.strip() else blank


def _has_items(table: Table) -> bool:
    return "price" in table or "amount" in table


def _rules(table: Table, sales: Sales, opening: Integers, export: Export) -> Iterator[Rule]:
    nobody = np.array([not reference for reference in sales.customer.values])
    if not _has_items(table):
        yield Rule("told_again", "further lines of an order that was told whole", opening != np.arange(len(table)))
    yield Rule("no_customer", "no customer", nobody[sales.customer.codes])
    yield Rule("undated", "no date", sales.placed_at == UNDATED)
    yield Rule(
        "no_sale",
        "cancelled, refunded whole, or never paid",
        table["state"].where(export.no_sale.__contains__)[opening],
    )
    if "cancelled" in table:
        yield Rule("cancelled", "cancelled later", table["cancelled"].where(bool)[opening])
    yield Rule("quantity", "quantity of zero or less", sales.quantity <= 0)
    yield Rule("amount", "amount of zero or less: gifts and refunds", sales.amount <= 0)


def _sales(table: Table, opening: Integers) -> Sales:
    lines = len(table)
    is_itemised = "quantity" in table and _has_items(table)
    quantity = table["quantity"].numbers if is_itemised else np.ones(lines, dtype=np.int64)
    amount = _amount(table, quantity, opening)
    product = _coded(table, "product", np.arange(lines), missing=ONE_PRODUCT)
    return Sales(
        line=table.line,
        customer=_coded(table, "customer", opening),
        country=_coded(table, "country", opening),
        order=_coded(table, "order", opening),
        placed_at=table["date"].numbers[opening],
        product=product,
        title=_coded(table, "title", np.arange(lines)) if "title" in table else product,
        quantity=quantity,
        unit_price=amount // np.maximum(quantity, 1),
        amount=amount,
        category=Coded.nothing(lines),
    )


def _amount(table: Table, quantity: Integers, opening: Integers) -> Integers:
    if "amount" in table:
        return table["amount"].numbers
    if "price" not in table:
        return table["total"].numbers[opening]
    discount = table["discount"].numbers if "discount" in table else 0
    return np.asarray(quantity * table["price"].numbers - discount)


def _coded(table: Table, thing: str, rows: Integers, missing: str = "") -> Coded:
    if thing not in table:
        return Coded(np.zeros(len(table), dtype=np.int64), [missing])
    column = table[thing]
    return Coded(column.codes[rows].astype(np.int64), [value or missing for value in column.distinct])


def _currency(table: Table, opening: Integers, kept: Mask) -> str:
    if "currency" not in table:
        return ""
    column = table["currency"]
    found = sorted({column.distinct[code] for code in np.unique(column.codes[opening][kept])} - {""})
    if len(found) > 1:
        raise BadInput(f"the orders are in several currencies, {', '.join(found)}: split the file", column=column.name)
    return "".join(found)
