"""What a file of sales comes to: customers, products, orders and their lines, as compact columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo

import numpy as np

from techmart.core.money import EXPONENTS, Money
from techmart.orders.importing.cells import DECIMALS
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.report import Cleaning, Report, summarise
from techmart.orders.importing.table import Codes, Integers, Mask

# What the columns of the database can hold.
LARGEST_TOTAL = 2.0**62
MOST_LINES_PER_ORDER = 32_767


@dataclass(frozen=True, slots=True)
class Customers:
    """One entry per customer who bought: the file's own reference, and the country of most of their lines."""

    reference: list[str]
    country: list[str]


@dataclass(frozen=True, slots=True)
class Products:
    """One entry per product sold: its code, most frequent name and most frequent unit price."""

    code: list[str]
    title: list[str]
    price: Integers


@dataclass(frozen=True, slots=True)
class Orders:
    """One entry per order, oldest first; order `i` owns the lines from `first_line[i]` up to `first_line[i + 1]`."""

    number: list[str]
    customer: Integers
    country: list[str]
    placed_at: Integers
    total: Integers
    first_line: Integers


@dataclass(frozen=True, slots=True)
class Lines:
    """One entry per line sold, order by order; `category` tells categories apart, -1 where none is named."""

    product: Integers
    quantity: Integers
    unit_price: Integers
    total: Integers
    category: Integers


@dataclass(frozen=True, slots=True)
class Returned:
    """One entry per line that took a sale back: whose, when, and how much money went with it.

    Of an intake `customer` is a position in its customers, of sales in the values of their column.
    """

    customer: Integers
    at: Integers
    amount: Integers

    @classmethod
    def none(cls) -> "Returned":
        """Return that nothing came back, or that nobody wrote it down."""
        nothing = np.array([], dtype=np.int64)
        return cls(nothing, nothing, nothing)


@dataclass(frozen=True, slots=True)
class Intake:
    """A whole file, cleaned, ready to be written. Money is in minor units, time in seconds since 1970.

    `orders.customer` and `lines.product` are positions in `customers` and `products`.
    """

    currency: str
    customers: Customers
    products: Products
    orders: Orders
    lines: Lines
    report: Report
    returned: Returned

    def only(self, orders: Mask) -> "Intake":
        """Return some of the orders, with their lines, customers and products; the report stays that of the file.

        What came back is left out: it does not say of which order.
        """
        lines_per_order = np.diff(self.orders.first_line)
        lines = np.repeat(orders, lines_per_order)
        customers, customer = np.unique(self.orders.customer[orders], return_inverse=True)
        products, product = np.unique(self.lines.product[lines], return_inverse=True)
        kept = np.flatnonzero(orders)
        return replace(
            self,
            customers=Customers(_pick(self.customers.reference, customers), _pick(self.customers.country, customers)),
            products=Products(
                _pick(self.products.code, products), _pick(self.products.title, products), self.products.price[products]
            ),
            orders=Orders(
                number=_pick(self.orders.number, kept),
                customer=customer,
                country=_pick(self.orders.country, kept),
                placed_at=self.orders.placed_at[kept],
                total=self.orders.total[kept],
                first_line=np.concatenate([[0], np.cumsum(lines_per_order[kept])]),
            ),
            lines=Lines(
                product,
                self.lines.quantity[lines],
                self.lines.unit_price[lines],
                self.lines.total[lines],
                self.lines.category[lines],
            ),
            returned=Returned.none(),
        )


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts: `values[codes[i]]` is the text of line `i`."""

    codes: Integers
    values: Sequence[str]

    @classmethod
    def nothing(cls, lines: int) -> "Coded":
        """Return a column of empty texts."""
        return cls(np.zeros(lines, dtype=np.int64), [""])

    def where(self, rows: Mask) -> "Coded":
        """Return only the given lines."""
        return Coded(self.codes[rows], self.values)


@dataclass(frozen=True, slots=True)
class Sales:
    """The lines of a file that are sales, in the file's order; `line` is where each stands in the file.

    `unit_price` and `amount` (what the line came to) are in ten-thousandths of the currency's unit.
    """

    line: Codes
    customer: Coded
    country: Coded
    order: Coded
    placed_at: Integers
    product: Coded
    title: Coded
    quantity: Integers
    unit_price: Integers
    amount: Integers
    category: Coded
    returned: Returned = field(default_factory=Returned.none)

    def where(self, rows: Mask) -> "Sales":
        """Return only the given lines; what came back stays."""
        return Sales(
            line=self.line[rows],
            customer=self.customer.where(rows),
            country=self.country.where(rows),
            order=self.order.where(rows),
            placed_at=self.placed_at[rows],
            product=self.product.where(rows),
            title=self.title.where(rows),
            quantity=self.quantity[rows],
            unit_price=self.unit_price[rows],
            amount=self.amount[rows],
            category=self.category.where(rows),
            returned=self.returned,
        )

    def as_returned(self) -> Returned:
        """Return these lines as such that took a sale back."""
        return Returned(self.customer.codes, self.placed_at, np.abs(self.amount))


def assemble(sales: Sales, currency: str, cleaning: Cleaning, zone: tzinfo) -> Intake:
    """Gather sales into orders and sum up; the report tells times in `zone`.

    Raises `BadInput` where nothing is left, an order has lines of two customers, or more than a shop can hold.
    """
    _refuse_what_no_shop_holds(sales)
    _one_customer_per_order(sales)
    customer, product = _dense(sales.customer), _dense(sales.product)
    order, placed_at = _oldest_first(sales)
    by_order = np.argsort(order.codes, kind="stable")
    first_line = np.concatenate([[0], np.cumsum(np.bincount(order.codes))])
    opening = by_order[first_line[:-1]]
    unit_price = minor_units(sales.unit_price, currency)
    lines = Lines(
        product=product.codes[by_order],
        quantity=sales.quantity[by_order],
        unit_price=unit_price[by_order],
        total=minor_units(sales.amount, currency)[by_order],
        category=_named(sales.category)[by_order],
    )
    orders = Orders(
        number=list(order.values),
        customer=customer.codes[opening],
        country=_pick(sales.country.values, sales.country.codes[opening]),
        placed_at=placed_at,
        total=np.add.reduceat(lines.total, first_line[:-1]),
        first_line=first_line,
    )
    customers = Customers(list(customer.values), _usual_texts(customer, sales.country))
    titles = [title or code for title, code in zip(_usual_texts(product, sales.title), product.values, strict=True)]
    products = Products(list(product.values), titles, usual(product.codes, unit_price))
    total = Money(int(orders.total.sum()), currency)
    report = summarise(cleaning, total, zone, customer=orders.customer, placed_at=orders.placed_at, lines=len(by_order))
    returned = _from_buyers(sales, customer, currency)
    return Intake(currency, customers, products, orders, lines, report, returned)


def minor_units(amounts: Integers, currency: str) -> Integers:
    """Round amounts (ten-thousandths of a unit) to the currency's minor units, half up.

    >>> minor_units(np.array([69500, 50, 49]), "GBP").tolist()
    [695, 1, 0]
    """
    step = 10 ** (DECIMALS - EXPONENTS.get(currency, 2))
    return np.asarray((amounts + step // 2) // step, dtype=np.int64)


def usual(group: Integers, number: Integers) -> Integers:
    """Return the most frequent number within each group 0, 1, …; of equally frequent ones the largest.

    >>> usual(np.array([0, 0, 0, 1, 1]), np.array([7, 9, 9, 3, 4])).tolist()
    [9, 4]
    """
    values, codes = np.unique(number, return_inverse=True)
    pairs, counts = np.unique(group * len(values) + codes, return_counts=True)
    owner = pairs // len(values)
    rising = np.lexsort((pairs, counts, owner))
    last = np.append(np.flatnonzero(np.diff(owner[rising])), len(rising) - 1)
    return np.asarray(values[pairs[rising[last]] % len(values)])


def _pick(values: Sequence[str], places: Integers) -> list[str]:
    return [values[place] for place in places]


def _usual_texts(group: Coded, texts: Coded) -> list[str]:
    return _pick(texts.values, usual(group.codes, texts.codes))


def _dense(column: Coded) -> Coded:
    """Keep only the values that occur, numbered by first appearance."""
    codes, first, inverse = np.unique(column.codes, return_index=True, return_inverse=True)
    by_appearance = np.argsort(first)
    return Coded(_rank(by_appearance)[inverse], _pick(column.values, codes[by_appearance]))


def _named(column: Coded) -> Integers:
    """Return the codes, -1 of an empty text."""
    return np.where(np.array([bool(value) for value in column.values])[column.codes], column.codes, -1)


def _from_buyers(sales: Sales, customer: Coded, currency: str) -> Returned:
    """Return what came back from customers who bought anything, as positions among them."""
    position = np.full(len(sales.customer.values), -1)
    position[sales.customer.codes] = customer.codes
    returned, places = sales.returned, position[sales.returned.customer]
    known = places >= 0
    return Returned(places[known], returned.at[known], minor_units(returned.amount[known], currency))


def _oldest_first(sales: Sales) -> tuple[Coded, Integers]:
    """Number the orders by the time of their first line, and return those times."""
    order = _dense(sales.order)
    placed_at = _least(order.codes, sales.placed_at, len(order.values))
    oldest_first = np.argsort(placed_at, kind="stable")
    return Coded(_rank(oldest_first)[order.codes], _pick(order.values, oldest_first)), placed_at[oldest_first]


def _rank(places: Integers) -> Integers:
    """Return at which position each place stands in a permutation."""
    rank = np.empty_like(places)
    rank[places] = np.arange(len(places))
    return rank


def _least(group: Integers, number: Integers, groups: int) -> Integers:
    least = np.full(groups, np.iinfo(np.int64).max)
    np.minimum.at(least, group, number)
    return least


def _refuse_what_no_shop_holds(sales: Sales) -> None:
    if not len(sales.line):
        raise BadInput("the file holds no sales: every line was left out")
    if sales.amount.sum(dtype=np.float64) > LARGEST_TOTAL:
        raise BadInput("the amounts add up to more than a shop can count")
    lines = np.bincount(sales.order.codes)
    longest = int(lines.argmax())
    if lines[longest] > MOST_LINES_PER_ORDER:
        raise BadInput(
            f"order {sales.order.values[longest]!r} has {lines[longest]:,} lines; at most {MOST_LINES_PER_ORDER:,} fit"
        )


def _one_customer_per_order(sales: Sales) -> None:
    first_customer = np.zeros(len(sales.order.values), dtype=np.int64)
    first_customer[sales.order.codes[::-1]] = sales.customer.codes[::-1]
    others = np.flatnonzero(first_customer[sales.order.codes] != sales.customer.codes)
    if len(others):
        row = others[0]
        number = sales.order.values[sales.order.codes[row]]
        this = sales.customer.values[sales.customer.codes[row]]
        first = sales.customer.values[first_customer[sales.order.codes[row]]]
        problem = f"order {number!r} has customer {first!r} in an earlier line and {this!r} here"
        raise BadInput(problem, line=int(sales.line[row]))
