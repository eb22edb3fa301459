"""Any CSV with a line per thing bought: which column is which is named, or guessed from the header.

A line needs a customer, a date and money. The money is either the *amount*, what the line came to, or the *price* of
one unit; where both are known the amount counts. Without an order column, what one customer bought at one time is
one order; without a product column everything is one product; without a quantity it is 1. Who only asks
when people buy may do without money: each line counts as 1 then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, tzinfo
from hashlib import blake2s
from typing import Any
from unicodedata import normalize

import numpy as np

from techmart.orders.importing import cells
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.intake import Coded, Sales
from techmart.orders.importing.repeats import same_number
from techmart.orders.importing.report import Cleaning, Note, Rule, leave_out
from techmart.orders.importing.table import Fields, Integers, Parse, Table

FORMAT = "generic CSV"
ONE_PRODUCT = "SALES"
GIFTS_AND_REFUNDS = "amount of zero or less, or none: gifts and refunds"
UNDATED = -(2**31)  # of 1901, before any time that is taken; 0 is the start of 1970, where days may be counted from


def _column(of: str) -> str | None:
    """A column's name, None where it is to be guessed; `of` says what it holds."""
    return field(default=None, metadata={"holds": of})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNames:
    """What the header calls each thing; None where it is to be guessed."""

    customer: str | None = _column("who bought: a number, a name or an e-mail address")
    date: str | None = _column("when")
    amount: str | None = _column("what the line came to")
    price: str | None = _column("the price of one unit, where there is no amount")
    order: str | None = _column("the order's number")
    product: str | None = _column("the product's code")
    title: str | None = _column("the product's name")
    quantity: str | None = _column("how many units")
    country: str | None = _column("the buyer's country")
    category: str | None = _column("the product's category, which forecasts look at")

    @property
    def any_given(self) -> bool:
        """Whether any column is named."""
        return any(asdict(self).values())


# Lower case, letters and digits only; earlier names are preferred.
GUESSES = {
    "customer": (
        # Where there is a number of the person, the customer's may be one of each order.
        *("customeruniqueid", "customerid", "customer", "customernumber", "customerno", "custid", "custno", "cust"),
        *("clientid", "client", "userid", "user", "memberid", "buyerid", "shopperid", "householdid", "householdkey"),
        *("household", "donorid", "email", "customeremail", "emailaddress", "kundennummer", "kundennr", "kundenid"),
        *("kunde", "idclient", "numeroclient", "idcliente", "cliente", "klantnummer", "klant"),
    ),
    "date": (
        *("orderdate", "invoicedate", "purchasedate", "transactiondate", "transactiondt", "date", "datetime"),
        *("timestamp", "orderedat", "createdat", "orderpurchasetimestamp", "transdate", "trandate", "saledate"),
        *("orderdatetime", "ordertimestamp", "orderts", "eventtime", "paymentdate", "donationdate", "createddate"),
        *("createdutc", "datum", "bestelldatum", "rechnungsdatum", "kaufdatum", "datecommande", "dateachat", "fecha"),
        *("fechapedido", "dataordine", "besteldatum"),
    ),
    "amount": (
        *("amount", "linetotal", "total", "sales", "revenue", "subtotal", "value", "spend", "dollars", "ordertotal"),
        *("totalprice", "totalamount", "grandtotal", "salesamount", "salesvalue", "purchaseamount", "tranamount"),
        *("transactionamount", "paymentvalue", "dollarsales", "donationamount", "betrag", "umsatz", "gesamtbetrag"),
        *("summe", "montant", "importe", "importo", "bedrag"),
    ),
    "price": ("unitprice", "price", "itemprice", "einzelpreis", "preis", "prix", "precio", "prezzo", "prijs"),
    "order": (
        *("orderid", "ordernumber", "orderno", "order", "invoiceno", "invoiceid", "invoice", "transactionid"),
        *("basketid", "basket", "bestellnummer", "rechnungsnummer", "numerocommande"),
    ),
    "product": (
        *("sku", "productid", "productcode", "stockcode", "itemid", "product", "item", "productname", "itemname"),
        *("upc", "artikelnummer", "artikel"),
    ),
    "title": ("productname", "itemname", "producttitle", "title", "description"),
    "quantity": ("quantity", "qty", "units", "itemquantity", "menge", "anzahl", "quantite", "cantidad", "aantal"),
    "country": ("country", "shippingcountry", "billingcountry"),
    "category": ("category", "productcategory", "categoryname", "department", "producttype"),
}


def find_columns(header: Sequence[str], named: ColumnNames, *, money_needed: bool = True) -> dict[str, str]:
    """Return what is known of each line -> its name in the header.

    Raises `BadInput` where a named column is missing or one that is needed cannot be guessed.
    """
    found = {}
    for thing, name in asdict(named).items():
        if name and name not in header:
            raise BadInput(f"there is no such column; the header has: {', '.join(header)}", line=1, column=name)
        if name := name or _guess(header, thing):
            found[thing] = name
    if named.price and not named.amount:
        found.pop("amount", None)
    for thing in ("customer", "date", "amount")[: 3 if money_needed else 2]:
        if thing not in found and not (thing == "amount" and "price" in found):
            problem = f"no column for the {thing}: name it with --{thing}; the header has: {', '.join(header)}"
            raise BadInput(problem, line=1)
    return found


def fields(columns: dict[str, str], zone: tzinfo, date_format: str | None) -> Fields:
    """Return what each column is called and how its cells are read."""
    parsers = {
        "customer": _or_missing("", cells.reference),
        "date": _or_missing(UNDATED, cells.moment_in(zone, date_format)),
        "amount": _or_missing(0, cells.amount),
        "price": _or_missing(0, cells.amount),
        "order": cells.order_number,
        "product": cells.upper_code,
        "title": cells.name,
        "quantity": _or_missing(0, cells.quantity),
        "country": cells.name,
        "category": cells.name,
    }
    return {thing: (name, parsers[thing]) for thing, name in columns.items()}


def clean(table: Table, zone: tzinfo, *, name: str = FORMAT, gifts_count: bool = False) -> tuple[Sales, Cleaning]:
    """Keep the lines with a customer, a quantity and money above zero, and count the others.

    Where `gifts_count`, an amount of zero is a sale like another.
    """
    sales = _sales(table, zone)
    kept, omissions = leave_out(_rules(sales, gifts_count), len(table))
    repeats = len(table) - 1 - int(same_number(column.codes for column in table.columns.values()).max())
    notes = (Note("repeats", "lines that repeat another one exactly, kept: they may be meant", repeats),)
    sent_back = ((sales.quantity < 0) | (sales.amount < 0)) & (sales.amount != 0) & (sales.placed_at != UNDATED)
    returned = sales.where(sent_back).as_returned()
    priced = "amount" in table or "price" in table
    return replace(sales.where(kept), returned=returned), Cleaning(name, len(table), omissions, notes, priced=priced)


def _or_missing(nothing: Any, parse: Parse) -> Parse:
    return lambda cell: nothing if cells.is_missing(cell) else parse(cell)


def _guess(header: Sequence[str], thing: str) -> str | None:
    plain = {_plain(name): name for name in reversed(header)}
    return next((plain[guess] for guess in GUESSES[thing] if guess in plain), None)


def _plain(name: str) -> str:
    """Return a name's letters and digits, small and without accents.

    >>> _plain("Quantité (pcs.)")
    'quantitepcs'
    """
    return "".join(filter(str.isalnum, normalize("NFKD", name))).lower()


def _rules(sales: Sales, gifts_count: bool) -> Iterator[Rule]:
    nobody = np.array([not reference for reference in sales.customer.values])
    yield Rule("no_customer", "no customer", nobody[sales.customer.codes])
    yield Rule("undated", "no date", sales.placed_at == UNDATED)
    yield Rule("quantity", "quantity of zero or less", sales.quantity <= 0)
    if gifts_count:
        yield Rule("amount", "amount below zero: refunds", sales.amount < 0)
    else:
        yield Rule("amount", GIFTS_AND_REFUNDS, sales.amount <= 0)


def _sales(table: Table, zone: tzinfo) -> Sales:
    lines = len(table)
    quantity = table["quantity"].numbers if "quantity" in table else np.ones(lines, dtype=np.int64)
    amount = _amounts(table, quantity)
    product = _coded(table, "product", missing=ONE_PRODUCT)
    return Sales(
        line=table.line,
        customer=_coded(table, "customer"),
        country=_coded(table, "country"),
        order=_coded(table, "order") if "order" in table else _orders_by_time(table, zone),
        placed_at=table["date"].numbers,
        product=product,
        title=_coded(table, "title") if "title" in table else product,
        quantity=quantity,
        unit_price=amount // np.maximum(quantity, 1),
        amount=amount,
        category=_coded(table, "category"),
    )


def _amounts(table: Table, quantity: Integers) -> Integers:
    if "amount" in table:
        return table["amount"].numbers
    if "price" in table:
        return quantity * table["price"].numbers
    return np.full(len(table), 10**cells.DECIMALS)


def _coded(table: Table, thing: str, missing: str = "") -> Coded:
    if thing not in table:
        return Coded(np.zeros(len(table), dtype=np.int64), [missing])
    return Coded(table[thing].codes.astype(np.int64), [value or missing for value in table[thing].distinct])


def _orders_by_time(table: Table, zone: tzinfo) -> Coded:
    """Make one order of what one customer bought at one time, with a number that stays the same in a longer file."""
    local = [datetime.fromtimestamp(seconds, zone) for seconds in table["date"].distinct]
    customer, date = table["customer"], table["date"]
    pairs, codes = np.unique(customer.codes * np.int64(len(date.distinct)) + date.codes, return_inverse=True)
    who, when = np.divmod(pairs, len(date.distinct))
    return Coded(codes, [_order_number(customer.distinct[a], local[b]) for a, b in zip(who, when, strict=True)])


def _order_number(reference: str, when: datetime) -> str:
    number = f"{reference}-{when:%Y%m%d-%H%M%S}".removesuffix("-000000")
    if len(number) <= cells.LONGEST_ORDER_NUMBER:
        return number
    return blake2s(number.encode(), digest_size=cells.LONGEST_ORDER_NUMBER // 2).hexdigest()
