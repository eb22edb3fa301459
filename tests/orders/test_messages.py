"""What buyers are told by e-mail."""

import pytest
from django.conf import settings
from django.utils.translation import override
from tests.factories import NOW, a_product, a_variant, an_order

from techmart.core.models import ShopSettings
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders import messages
from techmart.orders.enums import ReturnReason
from techmart.orders.links import order_from_token
from techmart.orders.models import Order

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


@pytest.fixture
def german_order() -> Order:
    """An order of somebody who reads German."""
    ShopSettings(bank_details="IBAN DE00").save()
    with override("de"):
        return an_order(a_variant(price=123450))


def test_a_letter_is_in_the_language_of_its_reader_with_money_and_country_written_there(german_order: Order):
    message = message_of(german_order, "placed")
    assert message.subject == f"Ihre Bestellung {german_order.number}"
    lines = message.text.splitlines()
    assert "1 x Halo 2: 1.234,50\xa0€" in lines
    assert f"Bitte überweisen Sie {euros(german_order)} mit dem Verwendungszweck {german_order.number}." in lines
    assert '<html lang="de">' in message.html
    assert "<td>1.234,50\xa0€</td>" in message.html


def euros(order: Order) -> str:
    """Return what an order costs as a German reads it."""
    with override("de"):
        return str(order.money)


def test_who_ships_it_in_another_language_writes_in_the_buyers(german_order: Order):
    with override("en-gb"):
        orders.ship_order(order=german_order, by=None, carrier="Post", tracking_number="TM1", now=NOW)
        orders.cancel_order(order=an_order(), by=None, reason="", now=NOW)
    message = message_of(german_order, f"{german_order.parcels.get().pk}/shipped")
    assert message.subject == f"Bestellung {german_order.number} ist unterwegs"
    assert "Sendungsnummer: TM1" in message.text.splitlines()
    assert Message.objects.get(kind="order_cancelled").subject.endswith("is cancelled")


def test_how_to_pay_is_said_in_the_language_of_the_letter(german_order: Order):
    Message.objects.all().delete()
    with override("en-gb"):
        messages.queue_order_placed(german_order, now=NOW)
    assert f"Bitte überweisen Sie {euros(german_order)}" in message_of(german_order, "placed").text


def test_what_is_kept_for_colleagues_is_in_no_visitors_language(german_order: Order):
    with override("de"):
        orders.record_payment(order=german_order, by=None, now=NOW)
        orders.ship_order(order=german_order, by=None, carrier="", tracking_number="", now=NOW)
        parcel = orders.request_return(
            order=german_order, units={german_order.lines.get().pk: 1}, reason=ReturnReason.LATE, text="", now=NOW
        )
        orders.answer_return(parcel=parcel, is_approved=True, by=None, text="", now=NOW)
        orders.receive_return(parcel=parcel, restocks=True, amount=100, by=None, now=NOW)
    german_order.refresh_from_db()
    assert (german_order.pay_status, german_order.ship_status) == ("part_refunded", "shipped")
    assert [(note.verb, note.detail) for note in german_order.activities.order_by("pk")] == [
        ("placed", "€1,234.50"),
        ("payment received", "€1,234.50"),
        ("shipped", ""),
        ("return asked for", ""),
        ("return approved", ""),
        ("return received", "back on the shelf"),
        ("refunded", "€1.00 Return"),
    ]
    assert [message.subject.split()[0] for message in Message.objects.filter(kind__startswith="return_")] == [
        "Ihre", "Bitte", "Ihre",
    ]  # fmt: skip
