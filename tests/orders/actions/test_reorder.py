"""Buying the same again: as far as it can be had, and into an open cart."""

import pytest
from tests.factories import NOW, a_cart, a_variant, an_order

from techmart.cart.actions import CartClosed
from techmart.catalogue.models import Variant
from techmart.orders import actions as orders

pytestmark = pytest.mark.django_db


def test_what_is_gone_is_told_and_the_rest_goes_in():
    stays, scarce, goes = a_variant(), a_variant(on_hand=5), a_variant()
    order = an_order(stays, scarce, goes, quantity=2)
    Variant.objects.filter(pk=goes.pk).update(on_hand=2)
    Variant.objects.filter(pk=scarce.pk).update(on_hand=3)
    cart = a_cart()
    assert orders.reorder(order=order, cart=cart, now=NOW) == [
        "Halo 2: Only 1 left: your cart now holds 1.",
        "Halo 2: Halo 2 is sold out.",
    ]
    assert {line.variant_id: line.quantity for line in cart.lines.all()} == {stays.pk: 2, scarce.pk: 1}


def test_a_cart_that_was_ordered_meanwhile_takes_nothing():
    order = an_order()
    with pytest.raises(CartClosed):
        orders.reorder(order=order, cart=order.cart, now=NOW)
