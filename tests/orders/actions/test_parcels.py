"""An order is sent in as many parcels as it takes, and no unit twice."""

from functools import partial

import pytest
from tests.factories import NOW, a_variant, an_order
from tests.races import at_once

from techmart.catalogue.models import Variant
from techmart.catalogue.queries import stock_faults
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.models import Order, ParcelLine
from techmart.orders.queries import sent_units

pytestmark = pytest.mark.django_db


def ship(order, **fields):
    return orders.ship_order(order=order, by=None, carrier="Post", tracking_number="", now=NOW, **fields)


def line_ids(order):
    return [line.pk for line in order.lines.all()]


def test_some_now_and_the_rest_later():
    order = an_order(a_variant(), a_variant(), quantity=2, paid=True)
    first, second = line_ids(order)
    assert ship(order, units={first: 1}).ship_status == "partly"
    assert list(Order.objects.to_ship()) == [order]
    with pytest.raises(orders.CannotCancel):
        orders.cancel_order(order=order, by=None, reason="", now=NOW)
    done = ship(order)
    assert (done.ship_status, done.status) == ("shipped", "completed")
    assert sent_units(done) == {first: 2, second: 2}
    assert [variant.on_hand for variant in Variant.objects.all()] == [8, 8]
    assert stock_faults() == []
    texts = Message.objects.filter(kind="order_shipped").order_by("pk").values_list("text", flat=True)
    assert ["1 x Halo 2" in text for text in texts] == [True, True]


@pytest.mark.parametrize("units", [{}, {0: 1}, {"first": 3}, {"first": -1}])
def test_what_is_not_left_is_not_sent(units):
    order = an_order(quantity=2)
    [first] = line_ids(order)
    with pytest.raises(orders.CannotShip, match="what is left"):
        ship(order, units={first if key == "first" else key: number for key, number in units.items()})
    assert ParcelLine.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_five_times_sends_one_parcel():
    order = an_order(quantity=5)
    [first] = line_ids(order)
    results = at_once(*[partial(ship, order, units={first: 1}, parcels_seen=0)] * 5)
    assert sorted(type(result).__name__ for result in results) == ["CannotShip"] * 4 + ["Order"]
    assert Variant.objects.get().on_hand == 9
    assert stock_faults() == []
