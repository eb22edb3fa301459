"""Paid, sent, refunded, cancelled: from the order's page."""

import pytest
from django.test import Client
from tests.factories import a_variant, an_order

from techmart.accounts.models import Customer
from techmart.orders.enums import OrderStatus, PaymentKind, PayStatus, ShipStatus
from techmart.orders.models import Activity, Order, Payment

pytestmark = pytest.mark.django_db


def messages_after(response: object) -> list[str]:
    return [str(message) for message in response.context["messages"]]  # type: ignore[attr-defined]


def test_a_payment_is_recorded_with_who_did_it(desk: Client, maya: Customer) -> None:
    order = an_order()
    response = desk.post(f"{order.get_absolute_url()}payments/", follow=True)
    order.refresh_from_db()
    assert (order.pay_status, messages_after(response)) == (PayStatus.PAID, ["€14.90 received."])
    assert Activity.objects.get(order=order, verb="payment received").actor == maya


def test_an_order_is_shipped_once(desk: Client) -> None:
    variant = a_variant(on_hand=10)
    order = an_order(variant, quantity=3)
    address = f"{order.get_absolute_url()}parcels/"
    desk.post(address, {"carrier": "DHL", "tracking_number": "0034"})
    again = desk.post(address, {"carrier": "DHL", "tracking_number": "0034"}, follow=True)
    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.ship_status, order.parcels.get().tracking_number) == (ShipStatus.SHIPPED, "0034")
    assert (variant.on_hand, variant.allocated) == (7, 0)
    assert messages_after(again)[-1:] == [f"Order {order.number} is shipped already."]


def test_a_parcel_needs_a_carrier_and_keeps_what_was_typed(desk: Client) -> None:
    order = an_order()
    response = desk.post(f"{order.get_absolute_url()}parcels/", {"tracking_number": "0034"})
    assert response.status_code == 422
    assert response.context["refused"].errors == {"carrier": ["This field is required."]}
    assert 'value="0034"' in response.content.decode()


def test_cancelling_puts_the_units_back_on_sale(desk: Client) -> None:
    variant = a_variant(on_hand=10)
    order = an_order(variant, quantity=3)
    desk.post(f"{order.get_absolute_url()}cancellation/", {"reason": "Called off"})
    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.status, variant.allocated, variant.available) == (OrderStatus.CANCELLED, 0, 10)


def test_a_double_click_refunds_once(desk: Client) -> None:
    order = an_order(paid=True)
    form = {"amount": "4.90", "reason": "Late", "key": "abc"}
    for _ in range(2):
        assert desk.post(f"{order.get_absolute_url()}refunds/", form).status_code == 302
    order.refresh_from_db()
    assert (order.refunded_total, order.pay_status) == (490, PayStatus.PART_REFUNDED)
    assert Payment.objects.filter(kind=PaymentKind.REFUND).count() == 1


def test_a_refund_is_bounded_by_what_came_in(desk: Client) -> None:
    order = an_order(paid=True)
    form = {"amount": "14.91", "reason": "Late", "key": "abc"}
    response = desk.post(f"{order.get_absolute_url()}refunds/", form, follow=True)
    assert messages_after(response) == [f"At most €14.90 of order {order.number} can be refunded."]
    assert Order.objects.get().refunded_total == 0


def test_every_page_offers_a_refund_under_a_key_of_its_own(desk: Client) -> None:
    order = an_order(paid=True)
    keys = {
        form.initial["key"]
        for _ in range(2)
        for form in desk.get(order.get_absolute_url()).context["other_acts"]
        if form.act == "refunds"
    }
    assert len(keys) == 2


def test_notes_stand_in_the_timeline(desk: Client) -> None:
    order = an_order()
    response = desk.post(f"{order.get_absolute_url()}notes/", {"text": "Rings twice"}, follow=True)
    assert "Rings twice" in response.content.decode()


@pytest.mark.parametrize("act", ["payments", "parcels", "refunds", "cancellation", "notes"])
def test_acts_are_posted(desk: Client, act: str) -> None:
    assert desk.get(f"{an_order().get_absolute_url()}{act}/").status_code == 405
