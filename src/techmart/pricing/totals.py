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
    category_path: str = ""

    @property
    def total(self) -> int:
        """What the line costs as shown."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Totals:
    """A priced cart, in minor units. `tax` is in `total` already where prices include it."""

    items: int
    discount: int
    shipping: int
    tax: int
    total: int
    line_discounts: list[int]
    line_taxes: list[int]


def price_cart(
    lines: Sequence[PricedLine], *, shipping: int, prices_include_tax: bool, line_discounts: Sequence[int] | None = None
) -> Totals:
    """Add a cart up. Tax is on what a line costs after its discount; shipping is taxed like the goods it carries.

    >>> price_cart([PricedLine(14900, 1, 1900)], shipping=0, prices_include_tax=True, line_discounts=[3000])
    Totals(items=14900, discount=3000, shipping=0, tax=1900, total=11900, line_discounts=[3000], line_taxes=[1900])
    """
    off = list(line_discounts or [0] * len(lines))
    nets = [line.total - less for line, less in zip(lines, off, strict=True)]
    taxes = [_tax(net, line.tax_basis_points, prices_include_tax) for net, line in zip(nets, lines, strict=True)]
    items, discount = sum(line.total for line in lines), sum(off)
    shares = spread(shipping, nets) if lines else []
    shipping_tax = sum(
        _tax(part, line.tax_basis_points, prices_include_tax) for part, line in zip(shares, lines, strict=True)
    )
    tax = sum(taxes) + shipping_tax
    total = items - discount + shipping + (0 if prices_include_tax else tax)
    return Totals(items, discount, shipping, tax, total, line_discounts=off, line_taxes=taxes)


def _tax(amount: int, basis_points: int, included: bool) -> int:
    parts_of = WHOLE + basis_points if included else WHOLE
    return share(amount, Decimal(basis_points) / Decimal(parts_of))
