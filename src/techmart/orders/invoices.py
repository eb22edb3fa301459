"""An order's invoice: its figures, for a page to print and as a PDF. Its number is the order's."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.core.money import Money
from techmart.orders.models import Order

if TYPE_CHECKING:
    from techmart.core.pdf import Document

LEFT, RIGHT, UNITS, EACH = 56, 539, 380, 460
LOWEST = 740


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line as it is printed."""

    title: str
    sku: str
    quantity: int
    each: Money
    total: Money


@dataclass(frozen=True, slots=True)
class Invoice:
    """Everything an invoice says. `sums` are in the order of the arithmetic; `taxes` say what of it is tax."""

    order: Order
    seller: list[str]
    buyer: list[str]
    placed_on: str
    lines: list[InvoiceLine]
    sums: list[tuple[str, Money]]
    taxes: list[tuple[str, Money]]


def invoice_of(order: Order) -> Invoice:
    """Put an order's invoice together."""
    shop, currency = ShopSettings.current(), order.currency
    lines = list(order.lines.all())
    sums = [(_("Goods"), order.items_total)]
    sums += [(use.words, -use.amount) for use in order.discounts.all() if use.amount]
    shipping = _("Shipping: {method}").format(method=order.shipping_method) if order.shipping_method else _("Shipping")
    sums.append((shipping, order.shipping_total))
    if not order.prices_include_tax:
        sums.append((_("Tax"), order.tax_total))
    return Invoice(
        order=order,
        seller=[line for line in (shop.name, *shop.postal_address.splitlines(), shop.email) if line.strip()],
        buyer=order.address_lines,
        placed_on=day_of(order.placed_at),
        lines=[
            InvoiceLine(
                line.title, line.sku, line.quantity, Money(line.unit_price, currency), Money(line.total, currency)
            )
            for line in lines
        ],
        sums=[(words, Money(minor, currency)) for words, minor in sums],
        taxes=_taxes(order),
    )


def day_of(moment: datetime) -> str:
    """Write a day as the reader does: 15 Jun 2026, or 15. Juni 2026."""
    return str(date_format(local_day(moment)))


def _taxes(order: Order) -> list[tuple[str, Money]]:
    """Return the tax at each rate; what is left of the order's tax is that on shipping."""
    by_rate: dict[int, int] = defaultdict(int)
    for line in order.lines.all():
        by_rate[line.tax_basis_points] += line.tax
    on_goods = _("Tax {rate} % on goods")
    taxes = [(on_goods.format(rate=_percent(rate)), minor) for rate, minor in sorted(by_rate.items()) if minor]
    if rest := order.tax_total - sum(by_rate.values()):
        taxes.append((_("Tax on shipping"), rest))
    return [(words, Money(minor, order.currency)) for words, minor in taxes]


def _percent(basis_points: int) -> str:
    return str(number_format(f"{basis_points / 100:g}"))


def invoice_pdf(order: Order) -> bytes:
    """Return the invoice as a PDF in the order's language, with as many pages as its lines need."""
    with translation.override(order.language):
        return _pdf(invoice_of(order))


def _pdf(invoice: Invoice) -> bytes:
    # Whoever wants no file needs no library for it.
    from techmart.core.pdf import Document

    pdf = Document(_title(invoice))
    y = _write_head(pdf, invoice)
    for line in invoice.lines:
        if y > LOWEST:
            pdf.add_page()
            y = _write_columns(pdf, 60)
        pdf.text(LEFT, y, line.title, width=UNITS - LEFT - 40)
        pdf.text(LEFT, y + 12, line.sku, size=8)
        pdf.text(UNITS, y, str(line.quantity), right=True)
        pdf.text(EACH, y, str(line.each), right=True)
        pdf.text(RIGHT, y, str(line.total), right=True)
        y += 30
    _write_sums(pdf, invoice, y)
    return pdf.to_bytes()


def _title(invoice: Invoice) -> str:
    return _("Invoice {number}").format(number=invoice.order.number)


def _write_head(pdf: "Document", invoice: Invoice) -> float:
    pdf.text(LEFT, 70, _title(invoice), size=20, bold=True)
    pdf.text(LEFT, 90, invoice.placed_on)
    for number, words in enumerate(invoice.seller):
        pdf.text(RIGHT, 70 + 14 * number, words, width=220, right=True, bold=not number)
    for number, words in enumerate(invoice.buyer):
        pdf.text(LEFT, 150 + 14 * number, words, width=300)
    return _write_columns(pdf, 250)


def _write_columns(pdf: "Document", y: float) -> float:
    pdf.text(LEFT, y, _("Article"), size=8)
    pdf.text(UNITS, y, _("Units"), size=8, right=True)
    pdf.text(EACH, y, _("Each"), size=8, right=True)
    pdf.text(RIGHT, y, _("Total"), size=8, right=True)
    pdf.rule(LEFT, y + 6, RIGHT)
    return y + 24


def _write_sums(pdf: "Document", invoice: Invoice, y: float) -> None:
    rows = [*invoice.sums, (_("Total"), invoice.order.money), *invoice.taxes]
    if y + 16 * len(rows) > LOWEST + 60:
        pdf.add_page()
        y = 60
    pdf.rule(LEFT, y - 12, RIGHT)
    for number, (words, money) in enumerate(rows):
        is_total = number == len(invoice.sums)
        pdf.text(EACH, y + 4, words, width=EACH - LEFT, right=True, bold=is_total)
        pdf.text(RIGHT, y + 4, str(money), right=True, bold=is_total)
        y += 16
