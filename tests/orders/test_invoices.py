import re
import zlib

import pytest
from tests.factories import a_discount, a_product, a_variant, an_order

from techmart.core.models import ShopSettings
from techmart.orders.invoices import invoice_of, invoice_pdf

pytestmark = pytest.mark.django_db


def words_of(pdf: bytes) -> str:
    """Return what a PDF of ours says."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    lines = re.findall(rb"Td \((.*)\) Tj", b"\n".join(zlib.decompress(stream) for stream in streams))
    return b"\n".join(lines).decode("cp1252")


def test_its_sums_are_those_of_the_order():
    a_discount("Audio week")
    order = an_order(a_variant(price=2000), quantity=2)
    invoice = invoice_of(order)
    assert sum(money.minor for _, money in invoice.sums) == order.total == 4090
    assert sum(money.minor for _, money in invoice.taxes) == order.tax_total
    assert [words for words, _ in invoice.sums] == ["Goods", "Audio week", "Shipping: Post"]
    assert [words for words, _ in invoice.taxes] == ["Tax 19 % on goods", "Tax on shipping"]
    assert invoice.placed_on == "15 June 2026"


def test_prices_without_tax_have_it_as_a_sum():
    ShopSettings(prices_include_tax=False).save()
    order = an_order(a_variant(price=1000))
    assert sum(money.minor for _, money in invoice_of(order).sums) == order.total == 1773


def test_the_pdf_says_the_same_and_is_a_whole_file():
    ShopSettings(postal_address="Kai 1\n20457 Hamburg").save()
    order = an_order(a_variant(product=a_product("Kopfhörer (blau) \\ €")))
    pdf = invoice_pdf(order)
    said = words_of(pdf)
    assert pdf.startswith(b"%PDF-1.4") and pdf.endswith(b"%%EOF\n")  # noqa: PT018
    assert [word in said for word in ("Kopfhörer \\(blau\\) \\\\ €", "€14.90", "20457 Hamburg", "Ada Winter")] == [
        True
    ] * 4
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    offsets = [int(entry) for entry in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]
    assert [pdf[at:].split(b" ")[0] for at in offsets] == [
        str(number).encode() for number in range(1, len(offsets) + 1)
    ]


def test_many_lines_and_strange_names_take_as_many_pages_as_they_need():
    order = an_order(*(a_variant() for _ in range(40)))
    order.recipient = "名前\0🦊" * 2000
    assert invoice_pdf(order).count(b"/Type /Page ") == 3
