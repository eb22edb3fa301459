"""What a cart costs: integer arithmetic, tax rounded once per line, lines always add up to totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from techmart.core.money import share, spread

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class PricedLine:
    """So many units at a price (minor units), taxed at a rate in basis points."""

    unit_price: int
    quantity: int
    tax_basis_points: int

    @property
    def total(self) -> int:
        """What the line costs as shown."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Totals:
    """A priced cart, in minor units. `tax` is in `total` already where prices include it."""

    items: int
    shipping: int
    tax: int
    total: int
    line_taxes: list[int]


def price_cart(lines: Sequence[PricedLine], *, shipping: int, prices_include_tax: bool) -> Totals:
    """Add a cart up. Shipping is taxed like the goods it carries, in proportion to their value.

    >>> price_cart([PricedLine(11900, 1, 1900)], shipping=0, prices_include_tax=True)
    Totals(items=11900, shipping=0, tax=1900, total=11900, line_taxes=[1900])
    """
    taxes = [_tax(line.total, line.tax_basis_points, prices_include_tax) for line in lines]
    items = sum(line.total for line in lines)
    shares = spread(shipping, [line.total for line in lines]) if lines else []
    shipping_tax = sum(
        _tax(part, line.tax_basis_points, prices_include_tax) for part, line in zip(shares, lines, strict=True)
    )
    tax = sum(taxes) + shipping_tax
    total = items + shipping + (0 if prices_include_tax else tax)
    return Totals(items=items, shipping=shipping, tax=tax, total=total, line_taxes=taxes)


def _tax(amount: int, basis_points: int, included: bool) -> int:
    parts_of = WHOLE + basis_points if included else WHOLE
    return share(amount, Decimal(basis_points) / Decimal(parts_of))
