from io import BytesIO

import pytest
from django.utils.translation import override
from pypdf import PdfReader
from tests.factories import a_discount, a_product, a_variant, an_order

from techmart.core.models import ShopSettings
from techmart.orders.invoices import invoice_of, invoice_pdf

pytestmark = pytest.mark.django_db


def pages_of(pdf: bytes) -> list[str]:
    """Return what each page of a PDF says."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf), strict=True).pages]


def test_its_sums_are_those_of_the_order():
    a_discount("Audio week")
    order = an_order(a_variant(price=2000), quantity=2)
    invoice = invoice_of(order)
    assert sum(money.minor for _, money in invoice.sums) == order.total == 4090
    assert sum(money.minor for _, money in invoice.taxes) == order.tax_total
    assert [words for words, _ in invoice.sums] == ["Goods", "Audio week", "Shipping: Post"]
    assert [words for words, _ in invoice.taxes] == ["Tax 19 % on goods", "Tax on shipping"]
    assert invoice.placed_on == "15 Jun 2026"


def test_prices_without_tax_have_it_as_a_sum():
    ShopSettings(prices_include_tax=False).save()
    order = an_order(a_variant(price=1000))
    assert sum(money.minor for _, money in invoice_of(order).sums) == order.total == 1773


def test_the_pdf_says_the_same():
    ShopSettings(postal_address="Kai 1\n20457 Hamburg").save()
    order = an_order(a_variant(product=a_product("Kopfhörer (blau) \\ €")))
    (said,) = pages_of(invoice_pdf(order))
    for words in ("Kopfhörer (blau) \\ €", "€14.90", "20457 Hamburg", "Ada Winter"):
        assert words in said
    assert invoice_pdf(order) == invoice_pdf(order)


def test_many_lines_and_strange_names_take_as_many_pages_as_they_need():
    order = an_order(*(a_variant() for _ in range(40)))
    order.recipient = "名前\0🦊" * 2000
    pages = pages_of(invoice_pdf(order))
    assert len(pages) == 3
    assert "?? ?" in pages[0]


def test_the_pdf_is_in_the_language_of_the_order_whoever_fetches_it():
    with override("de"):
        order = an_order(a_variant(price=123450, product=a_product("Kopfhörer für große Köpfe")))
    with override("en-gb"):
        (said,) = pages_of(invoice_pdf(order))
    for words in (
        f"Rechnung {order.number}", "15. Juni 2026", "Kopfhörer für große Köpfe", "Einzelpreis", "1.234,50 €",
        "Versand: Post", "MwSt. 19 % auf Waren",
    ):  # fmt: skip
        assert words in said
