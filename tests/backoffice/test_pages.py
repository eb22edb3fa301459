"""What every page of the back office keeps to."""

import re

import pytest
from django.test import Client
from tests.factories import NOW, a_discount, a_variant, an_order

from techmart.catalogue.models import Image
from techmart.feedback import actions as feedback
from techmart.feedback.models import FeedbackKind
from techmart.mail.models import Message
from techmart.pricing.models import ShippingMethod, TaxRate

PAGES = [
    "",
    "orders/",
    "orders/?q=nobody",
    "orders/{order}/",
    "products/",
    "products/new/",
    "products/{product}/",
    "products/{product}/variants/",
    "products/{product}/pictures/",
    "products/stock/",
    "products/stock/{variant}/",
    "inbox/",
    "inbox/{message}/",
    "outbox/",
    "outbox/{email}/",
    "discounts/",
    "discounts/new/",
    "discounts/{discount}/",
    "settings/",
    "settings/shipping/new/",
    "settings/shipping/{method}/",
    "settings/taxes/new/",
    "settings/taxes/{rate}/",
]


@pytest.fixture
def rows(db: None) -> dict[str, object]:
    """One row of everything, its words as unkind as a stranger's may be."""
    variant = a_variant(colour="2b2f36")
    Image.objects.create(product=variant.product, drawing="lamp/2b2f36/front")
    order = an_order(variant, paid=True)
    unkind = '"><img src=x onerror=alert(1)>'
    type(order).objects.update(note=unkind, recipient=unkind)
    type(variant.product).objects.update(title=unkind, brand=unkind)
    wrote = feedback.receive(
        kind=FeedbackKind.CONTACT, text=unkind, name=unkind, email="ada@example.com", order_number="T1 / 2", now=NOW
    )
    Message.objects.update(subject=unkind, html=unkind)
    return {
        "order": order.number,
        "product": variant.product_id,
        "variant": variant.pk,
        "message": wrote.pk,
        "discount": a_discount(unkind, code="UNKIND").pk,
        "email": Message.objects.values_list("pk", flat=True)[0],
        "method": ShippingMethod.objects.get().pk,
        "rate": TaxRate.objects.get().pk,
    }


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_inline_and_nothing_from_elsewhere(page: str, desk: Client, rows: dict[str, object]) -> None:
    response = desk.get(f"/backoffice/{page.format(**rows)}")
    text = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r"<[a-z][^<>]*\s(?:style|on[a-z]+)=", re.sub(r'"[^"]*"', '""', text)) == []
    assert re.findall(r"<style|javascript:|<script(?![^>]*\ssrc=)", text) == []
    assert re.findall(r"""(?:src|href|action)=["']?(?:https?:)?//""", text) == []
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("page", PAGES)
def test_it_has_one_heading_one_stylesheet_and_at_most_one_main_button(
    page: str, desk: Client, rows: dict[str, object]
) -> None:
    text = desk.get(f"/backoffice/{page.format(**rows)}").content.decode()
    assert (text.count("<h1>"), text.count('rel="stylesheet"')) == (1, 1)
    assert text.count("btn--main") <= 1
    assert re.search(r"<title>.+</title>", text)


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_is_filled_in_has_a_label(page: str, desk: Client, rows: dict[str, object]) -> None:
    text = desk.get(f"/backoffice/{page.format(**rows)}").content.decode()
    fields = re.findall(r"(<label[^>]*>)?(<(?:input|select|textarea)[^>]*>)", text)
    seen = [(label, field) for label, field in fields if 'type="hidden"' not in field]
    ids = [re.findall(r'\sid="([^"]+)"', field)[0] for _, field in seen]
    assert [one for (label, _), one in zip(seen, ids, strict=True) if not label and f'for="{one}"' not in text] == []
    assert len(set(ids)) == len(ids)
