"""What is not paid in time is cancelled, and who paid at the last moment has the order or the money."""

from datetime import timedelta
from functools import partial

import pytest
from tests.factories import NOW, an_order
from tests.orders.actions.charges import LATER, an_awaited_order, look_after_everything, unexplained
from tests.races import at_once

from techmart.catalogue.queries import stock_faults
from techmart.core.models import ShopSettings
from techmart.jobs.rows import SomeFailed
from techmart.orders import actions as orders
from techmart.orders.models import Order
from techmart.payments import demo_card as demo
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db


def test_what_is_not_paid_in_time_is_cancelled_after_its_provider_was_asked():
    order, reference = an_awaited_order()
    assert orders.expire_unpaid(now=NOW + timedelta(minutes=59)) == 0
    assert orders.expire_unpaid(now=LATER) == 1
    demo.pay(reference)  # the page is closed
    order.refresh_from_db()
    assert (order.status, order.pay_status, order.payments.get().state) == ("cancelled", "void", "void")
    assert stock_faults() == []
    assert (Event.objects.count(), DayStat.objects.count()) == (0, 0)


def test_who_paid_at_the_last_moment_keeps_the_order_though_no_notice_came():
    order, reference = an_awaited_order()
    demo.pay(reference)
    assert orders.expire_unpaid(now=LATER) == 0
    order.refresh_from_db()
    assert (order.status, order.pay_status) == ("placed", "paid")


def test_a_transfer_has_as_many_days_as_the_shop_gives_it():
    order = an_order()
    cash = an_order(way="cash")
    day = timedelta(days=1)
    assert orders.expire_unpaid(now=NOW + 13 * day) == 0
    ShopSettings(transfer_days=0).save()
    assert orders.expire_unpaid(now=NOW + 99 * day) == 0
    ShopSettings(transfer_days=14).save()
    assert orders.expire_unpaid(now=NOW + 15 * day) == 1
    for row in (order, cash):
        row.refresh_from_db()
    assert (order.status, cash.status) == ("cancelled", "placed")


def test_an_order_that_cannot_be_cancelled_keeps_no_other_waiting():
    first, second = an_order(), an_order()
    Order.objects.filter(pk=first.pk).update(email="nowhere")
    with pytest.raises(SomeFailed, match=r"^1 failed, first Order"):
        orders.expire_unpaid(now=NOW + timedelta(days=15))
    assert [Order.objects.get(pk=row.pk).status for row in (first, second)] == ["placed", "cancelled"]


@pytest.mark.django_db(transaction=True)
def test_whoever_pays_while_the_order_expires_has_the_order_or_the_money():
    waiting = [an_awaited_order() for _ in range(6)]
    at_once(
        *(partial(demo.pay, reference) for _, reference in waiting),
        *(partial(orders.expire_unpaid, now=LATER) for _ in range(2)),
        *(partial(orders.settle, order=order, now=LATER) for order, _ in waiting[:3]),
    )
    look_after_everything(LATER)
    assert [unexplained(order, reference) for order, reference in waiting] == [0] * 6
    assert stock_faults() == []
