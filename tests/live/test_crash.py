"""A web worker killed in the middle: what was acknowledged stays, what was not is whole or not at all."""

import os
import signal
import time
from functools import partial
from http.client import HTTPException

import pytest
from tests.races import at_once

from techmart.catalogue.queries import stock_faults
from techmart.mail.models import Message
from techmart.orders.models import Order, OrderLine, Payment
from techmart.tracking.models import Event

pytestmark = pytest.mark.live

BUYERS, ORDERS_EACH = 4, 6
# A web worker dies when so many orders were acknowledged; its successor starts a few seconds later.
KILLED_AT = (4, 14)
BROKEN = (OSError, HTTPException)
PATIENCE_SECONDS = 30


def test_every_acknowledged_order_survives_a_killed_web_worker(server, shopper, sold):
    variant = sold(on_hand=100)
    emails = [f"buyer{number}@example.com" for number in range(BUYERS)]
    acknowledged: list[str] = []
    workers = server.worker_pids()
    results = at_once(
        *(partial(_keep_buying, shopper, variant, email, acknowledged) for email in emails),
        partial(_kill_one_after_another, workers, acknowledged),
    )
    assert results == [None] * (BUYERS + 1)
    assert set(workers) & set(server.worker_pids()) == set()
    assert len(set(acknowledged)) == len(acknowledged) == BUYERS * ORDERS_EACH
    assert set(Order.objects.values_list("number", flat=True)) == set(acknowledged)
    counts = {model.objects.count() for model in (Order, OrderLine, Payment, Message)}
    assert counts == {len(acknowledged)} == {Event.objects.filter(name="order.placed").count()}
    variant.refresh_from_db()
    assert (variant.allocated, variant.held, stock_faults()) == (len(acknowledged), 0, [])


def _keep_buying(shopper, variant, email, acknowledged):
    for _ in range(ORDERS_EACH):
        person, form = _until_it_works(partial(_go_to_checkout, shopper, variant, email))
        # Only what places the order is sent again with the same cart.
        acknowledged.append(_until_it_works(partial(person.post, "/checkout/", **form)).order_number)


def _go_to_checkout(shopper, variant, email):
    person = shopper()
    person.fill_cart(variant.product.slug, variant.pk)
    return person, person.checkout_form(email)


def _until_it_works(step):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return step()
        except BROKEN:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _kill_one_after_another(workers, acknowledged):
    for pid, count in zip(workers, KILLED_AT, strict=True):
        while len(acknowledged) < count:
            time.sleep(0.005)
        os.kill(pid, signal.SIGKILL)
