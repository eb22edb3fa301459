import pytest
from django.test import Client
from tests.factories import NOW, a_variant, an_order

from techmart.orders import actions as orders
from techmart.orders.links import tracking_path
from techmart.orders.models import Order, Parcel

pytestmark = pytest.mark.django_db


def a_sent_order(**fields):
    order = an_order(a_variant(price=1000), quantity=2, paid=True, **fields)
    return orders.ship_order(order=order, by=None, carrier="Post", tracking_number="00341", now=NOW)


def test_an_order_is_asked_to_be_cancelled_by_its_link(client: Client):
    path = tracking_path(an_order())
    page = client.post(f"{path}cancellation/", {"reason": "Two by mistake"}, follow=True).content.decode()
    assert "You asked us to cancel this order." in page
    assert Order.objects.get().cancel_requested_at == NOW
    sent = tracking_path(a_sent_order())
    assert "It has been sent already." in client.post(f"{sent}cancellation/", follow=True).content.decode()
    assert "fewer words" in client.post(f"{path}cancellation/", {"reason": "x" * 9999}, follow=True).content.decode()


def test_things_are_asked_to_be_sent_back(client: Client):
    order = a_sent_order()
    path, line = f"{tracking_path(order)}return/", order.lines.get()
    assert "2 of 2" in client.get(path).content.decode()
    page = client.post(path, {f"line_{line.pk}": "1", "reason": "faulty", "text": "It hums."}, follow=True)
    assert "We have your request" in page.content.decode()
    assert "Asked for" in page.content.decode()
    assert Parcel.objects.get(is_return=True).note == "It hums."


@pytest.mark.parametrize(
    "fields",
    [{}, {"units": "0", "reason": "faulty"}, {"units": "3", "reason": "faulty"}, {"units": "1", "reason": "x"}],
)
def test_a_return_that_makes_no_sense_is_asked_again(client: Client, fields):
    order = a_sent_order()
    fields = {f"line_{order.lines.get().pk}": fields.pop("units", ""), **fields}
    assert client.post(f"{tracking_path(order)}return/", fields).status_code == 200
    assert not Parcel.objects.filter(is_return=True).exists()


def test_what_was_not_sent_cannot_be_sent_back(client: Client):
    assert "There is nothing here" in client.get(f"{tracking_path(an_order())}return/").content.decode()


def test_the_invoice_is_a_page_and_a_file(client: Client):
    order = an_order(paid=True)
    path = tracking_path(order)
    assert f"Invoice {order.number}" in client.get(f"{path}invoice/").content.decode()
    file = client.get(f"{path}invoice.pdf")
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert file["Content-Disposition"] == f'attachment; filename="invoice-{order.number}.pdf"'
    unpaid = tracking_path(an_order(way="demo"))
    assert [client.get(f"{unpaid}{name}").status_code for name in ("invoice/", "invoice.pdf")] == [404, 404]


@pytest.mark.parametrize("name", ["return/", "invoice/", "invoice.pdf"])
def test_a_forged_link_opens_none_of_it(client: Client, name):
    assert client.get(f"/o/forged/{name}").status_code == 404


def test_two_parcels_are_both_shown(client: Client):
    order = an_order(quantity=2)
    for units in ({order.lines.get().pk: 1}, None):
        orders.ship_order(order=order, by=None, carrier="Post", tracking_number="7", now=NOW, units=units)
        page = client.get(tracking_path(order)).content.decode()
        assert "1 × Halo 2" in page
    assert page.count("· Post") == 2
