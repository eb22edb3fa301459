"""What buyers are told by e-mail."""

import pytest
from django.conf import settings
from tests.factories import NOW, a_product, a_variant, an_order

from techmart.core.models import ShopSettings
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.links import order_from_token

pytestmark = pytest.mark.django_db


def message_of(order, occasion: str) -> Message:
    return Message.objects.get(key=f"{order.number}/{occasion}")


def test_the_thanks_say_what_was_ordered_how_to_pay_and_where_to_follow_it():
    ShopSettings(name="Müller & Sons", bank_details="IBAN DE00").save()
    order = an_order(a_variant(price=1000, product=a_product("Salt & pepper")), quantity=2)
    message = message_of(order, "placed")
    assert message.subject == f"Your order {order.number}"
    lines = message.text.splitlines()
    assert lines[0] == f"Thank you for your order {order.number} at Müller & Sons."
    assert "2 x Salt & pepper: €20.00" in lines
    assert f"Please transfer {order.money} with the reference {order.number}." in lines
    token = lines[-1].removeprefix(f"Follow it here: {settings.BASE_URL}/o/").removesuffix("/")
    assert order_from_token(token) == order


def test_as_html_the_same_words_are_escaped():
    message = message_of(an_order(a_variant(product=a_product("<b>Salt</b>"))), "placed")
    assert "<td>1 × &lt;b&gt;Salt&lt;/b&gt;</td>" in message.html
    assert "<b>" not in message.html


def test_a_parcel_is_announced_with_its_number():
    order = an_order()
    orders.ship_order(order=order, by=None, carrier="Post", tracking_number="TM1", now=NOW)
    message = message_of(order, f"{order.parcels.get().pk}/shipped")
    assert message.subject == f"Order {order.number} is on its way"
    assert [line for line in message.text.splitlines() if line][:3] == [
        "This left us today with Post:",
        "1 x Halo 2",
        "Tracking number: TM1",
    ]


def test_a_cancelled_order_is_told():
    order = an_order()
    orders.cancel_order(order=order, by=None, reason="changed my mind", now=NOW)
    message = message_of(order, "cancelled")
    assert message.subject == f"Order {order.number} is cancelled"
    assert "changed my mind" not in message.text
