"""What must hold when everybody comes at once, on both databases."""

import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError
from django.db.models import F
from tests.factories import ADDRESS, NOW, a_cart, a_shop, a_variant, an_order
from tests.races import at_once

from techmart.cart.actions import hold_lines, release_expired_holds
from techmart.cart.models import Cart, CartLine
from techmart.catalogue import actions as catalogue
from techmart.catalogue.actions import OutOfStock
from techmart.catalogue.models import Variant
from techmart.catalogue.queries import stock_faults
from techmart.orders import actions as orders
from techmart.orders.models import Order, OrderLine, Payment
from techmart.payments.providers import provider
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db(transaction=True)

BUYERS = 20
UNITS = 5


def place(cart, email="ada@example.com"):
    return orders.place_order(
        cart=cart, email=email, address=ADDRESS, shipping_code="post", provider=provider("cash"), now=NOW
    )


def kinds(results):
    return sorted({type(result).__name__ for result in results})


def sells_exactly_what_is_there(allocate):
    """Let buyers fight for too few units; whoever got one must be covered by a unit."""
    variant = a_variant(on_hand=UNITS)
    results = at_once(
        *(
            partial(allocate, variant_id=variant.pk, quantity=1, held=0, reference=f"{allocate.__name__}/{i}", now=NOW)
            for i in range(BUYERS)
        )
    )
    variant.refresh_from_db()
    assert sum(result is None for result in results) == UNITS
    assert variant.allocated == UNITS


def read_then_write(*, variant_id, quantity, held, reference, now):
    """The textbook mistake: look first, write what was seen plus one. It is here so that the test above is seen red."""
    variant = Variant.objects.get(pk=variant_id)
    if variant.available < quantity:
        raise OutOfStock(variant)
    time.sleep(0.01)
    variant.allocated += quantity
    variant.save(update_fields=["allocated"])


def test_never_sells_more_than_there_is():
    sells_exactly_what_is_there(catalogue.allocate)


def test_the_race_is_seen_on_a_read_then_write_variant():
    with pytest.raises(AssertionError):
        sells_exactly_what_is_there(read_then_write)


def test_buyers_of_the_last_units_get_an_order_or_a_clear_no():
    a_shop()
    first, second = a_variant(on_hand=UNITS), a_variant(on_hand=BUYERS)
    # Half of the carts list the two the other way round: they still lock in one order.
    carts = [a_cart(*((first, second) if i % 2 else (second, first))) for i in range(BUYERS)]
    results = at_once(*(partial(place, cart, f"buyer{i}@example.com") for i, cart in enumerate(carts)))
    assert kinds(results) == ["Order", "OutOfStock"]
    assert Order.objects.count() == UNITS
    assert sum(isinstance(result, Order) for result in results) == UNITS
    assert stock_faults() == []
    assert DayStat.objects.get(metric="order.placed").value == UNITS


def test_a_hundred_submissions_of_one_cart_are_one_order():
    a_shop()
    variant = a_variant(on_hand=50)
    cart = a_cart(variant, quantity=2)
    results = at_once(*(partial(place, cart) for _ in range(100)))
    assert kinds(results) == ["Order"]
    assert len({result.pk for result in results}) == 1
    assert (Order.objects.count(), OrderLine.objects.count(), Payment.objects.count()) == (1, 1, 1)
    assert Event.objects.filter(name="order.placed").count() == 1
    variant.refresh_from_db()
    assert variant.allocated == 2


def test_cancelling_and_shipping_at_once_does_one_of_them():
    order = an_order(a_variant(on_hand=4), quantity=2)
    at_once(
        partial(orders.cancel_order, order=order, by=None, reason="", now=NOW),
        partial(orders.ship_order, order=order, by=None, carrier="", tracking_number="", now=NOW),
    )
    order.refresh_from_db()
    variant = Variant.objects.get()
    assert (order.status, order.ship_status, variant.on_hand) in {
        ("cancelled", "none", 4),
        ("placed", "shipped", 2),
    }
    assert variant.allocated == 0
    assert stock_faults() == []


def test_a_refund_clicked_ten_times_goes_back_once():
    order = an_order(a_variant(price=1000), paid=True)
    refund = partial(orders.refund_order, order=order, amount=500, by=None, reason="", key="form-1", now=NOW)
    at_once(*[refund] * 10)
    order.refresh_from_db()
    assert (order.refunded_total, order.pay_status) == (500, "part_refunded")


def test_ten_different_refunds_never_exceed_what_was_paid():
    order = an_order(a_variant(price=1000), paid=True)
    at_once(
        *(
            partial(orders.refund_order, order=order, amount=400, by=None, reason="", key=f"form-{i}", now=NOW)
            for i in range(10)
        )
    )
    order.refresh_from_db()
    assert order.refunded_total == 1200  # of 14.90


def holds_are_given_back_once(release):
    """Let holds expire while their carts are being ordered, beside others that have only begun."""
    a_shop()
    variant = a_variant(on_hand=40)
    for _ in range(9):
        hold_lines(cart=a_cart(variant), now=NOW)
    carts = [a_cart(variant) for _ in range(8)]
    for cart in carts:
        hold_lines(cart=cart, now=NOW - timedelta(days=1))
    at_once(
        *(partial(place, cart, f"b{i}@example.com") for i, cart in enumerate(carts)),
        *(partial(release, now=NOW) for _ in range(4)),
    )
    variant.refresh_from_db()
    assert (variant.held, variant.allocated) == (9, 8)
    assert stock_faults() == []


def release_what_was_seen(*, now):
    """The textbook mistake: look which holds are over, then give each back, whatever became of it meanwhile."""
    for line in list(CartLine.objects.filter(held__gt=0, held_until__lt=now)):
        time.sleep(0.01)
        CartLine.objects.filter(pk=line.pk).update(held=0, held_until=None)
        Variant.objects.filter(pk=line.variant_id).update(held=F("held") - line.held)


def test_an_expiring_hold_and_its_order_do_not_both_give_it_back():
    holds_are_given_back_once(release_expired_holds)


def test_the_race_is_seen_where_holds_are_given_back_unseen():
    with pytest.raises((AssertionError, IntegrityError)):
        holds_are_given_back_once(release_what_was_seen)


def a_cart_is_ordered_once(place):
    a_shop()
    cart = a_cart(a_variant(on_hand=50))
    results = at_once(*[partial(place, cart)] * 10)
    assert kinds(results) == ["Order"]
    assert len({result.pk for result in results}) == 1


def place_if_there_is_none(cart):
    """The textbook mistake: look whether the cart was ordered, then order it."""
    order = Order.objects.filter(cart=cart).first()
    time.sleep(0.01)
    if order is None:
        Cart.objects.filter(pk=cart.pk).update(state="open")
        order = place(cart)
    return order


def test_a_second_order_is_seen_where_it_is_looked_at_first():
    a_cart_is_ordered_once(place)
    with pytest.raises(AssertionError):
        a_cart_is_ordered_once(place_if_there_is_none)
