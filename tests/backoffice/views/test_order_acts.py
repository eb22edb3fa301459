"""Paid, sent, refunded, cancelled: from the order's page."""

import pytest
from django.test import Client
from tests.factories import NOW, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.orders import actions as orders
from techmart.orders.enums import OrderStatus, PaymentKind, PayStatus, ReturnReason, ShipStatus
from techmart.orders.models import Activity, Order, Parcel, Payment

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
    assert messages_after(again)[-1:] == [f"Nothing of order {order.number} is left to ship: Shipped."]


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
    order = an_order()
    assert desk.get(f"{order.get_absolute_url()}{act}/")["Location"] == order.get_absolute_url()
    assert desk.put(f"{order.get_absolute_url()}{act}/").status_code == 405


def test_some_units_now_and_the_rest_later(desk: Client) -> None:
    order = an_order(quantity=3)
    address, line = order.get_absolute_url(), order.lines.get()
    assert f'name="line_{line.pk}" value="3"' in desk.get(address).content.decode()
    form = {"carrier": "DHL", f"line_{line.pk}": "1", "parcels_seen": "0"}
    for _ in range(2):
        desk.post(f"{address}parcels/", form)
    order.refresh_from_db()
    assert (order.ship_status, order.parcels.count()) == (ShipStatus.PARTLY, 1)


def a_parcel_coming_back() -> Parcel:
    order = an_order(paid=True)
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    units = {order.lines.get().pk: 1}
    return orders.request_return(order=order, units=units, reason=ReturnReason.LATE, text="", now=NOW)


def test_a_return_is_approved_and_taken_back_in(desk: Client) -> None:
    parcel = a_parcel_coming_back()
    address = f"{parcel.order.get_absolute_url()}returns/{parcel.pk}/"
    assert "Return asked for" in desk.get(parcel.order.get_absolute_url()).content.decode()
    assert "return asked for" in desk.get("/backoffice/").content.decode()
    desk.post(f"{address}answer/", {"answer": "yes", "text": "To the yard."})
    assert 'value="10.00"' in desk.get(parcel.order.get_absolute_url()).content.decode()
    for _ in range(2):
        desk.post(f"{address}receipt/", {"amount": "10", "restocks": "on"})
    parcel.refresh_from_db()
    parcel.order.refresh_from_db()
    assert (parcel.return_state, parcel.order.refunded_total) == ("received", 1000)


def test_more_than_was_paid_does_not_go_back_for_a_return(desk: Client) -> None:
    parcel = a_parcel_coming_back()
    address = f"{parcel.order.get_absolute_url()}returns/{parcel.pk}/"
    desk.post(f"{address}answer/", {"answer": "yes"})
    response = desk.post(f"{address}receipt/", {"amount": "99"}, follow=True)
    assert messages_after(response)[-1].startswith("At most €14.90")
    assert desk.post(f"{address[:-2]}999/receipt/", {"amount": "1"}).status_code == 404


def test_money_that_needed_a_look_is_looked_after(desk: Client) -> None:
    order = an_order()
    Payment.objects.update(state="attention")
    assert "payment needs a look" in desk.get("/backoffice/").content.decode()
    desk.post(f"{order.get_absolute_url()}attention/", {"text": "Called the bank."})
    assert Payment.objects.get().state == "void"
    assert Activity.objects.filter(order=order, verb="looked after").exists()


def test_staff_read_what_to_do_about_money_that_did_not_arrive_and_say_that_they_sent_it(desk: Client) -> None:
    order = an_order(paid=True)
    page = order.get_absolute_url()
    orders.refund_order(order=order, amount=400, by=None, reason="Scratch", key="a", now=NOW)
    assert "Money needs a look" not in desk.get(page).content.decode()
    order.payments.filter(kind="refund").update(state="attention")
    advice = "€4.00 did not reach the buyer: refund it once more, or send it another way."
    assert advice in desk.get(page).content.decode()
    assert desk.get("/backoffice/orders/", {"money": "attention"}).context["page"].object_list == [order]
    desk.post(f"{page}attention/", {"text": "Wired.", "was_sent_by_hand": "on"})
    order.refresh_from_db()
    assert order.refunded_total == 400
    assert Activity.objects.get(order=order, verb="looked after").detail == "Wired."


@pytest.mark.parametrize(("asked", "found"), [("return", 1), ("cancellation", 0), ("", 1)])
def test_orders_whose_buyers_ask_for_something_are_found(desk: Client, asked: str, found: int) -> None:
    a_parcel_coming_back()
    assert len(desk.get("/backoffice/orders/", {"asked": asked}).context["page"].object_list) == found
