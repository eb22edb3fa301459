"""Filling a cart, merging two, holding stock."""

from datetime import timedelta

import pytest
from tests.factories import NOW, a_cart, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.cart import actions as cart_actions
from techmart.cart.actions import CartClosed, NotForSale
from techmart.cart.models import Cart, CartLine
from techmart.catalogue.actions import OutOfStock
from techmart.catalogue.models import Product, Variant
from techmart.jobs.rows import SomeFailed

pytestmark = pytest.mark.django_db


def quantities(cart):
    return {line.variant_id: line.quantity for line in cart.lines.all()}


def test_adding_the_same_twice_is_one_line():
    variant = a_variant()
    cart = a_cart(variant, variant, quantity=2)
    assert quantities(cart) == {variant.pk: 4}


def test_what_is_not_there_does_not_go_in_and_says_so():
    variant = a_variant(on_hand=3)
    cart = a_cart(variant, quantity=2)
    _, note = cart_actions.add_to_cart(cart=cart, variant_id=variant.pk, quantity=2, now=NOW)
    assert note == "Only 3 left: your cart now holds 3."
    assert quantities(cart) == {variant.pk: 3}


def test_nothing_left_is_said_at_once():
    with pytest.raises(OutOfStock, match="sold out"):
        a_cart(a_variant(on_hand=0))


@pytest.mark.parametrize("hide", [{"status": "draft"}, {"published_at": NOW + timedelta(days=1)}])
def test_what_shoppers_cannot_see_they_cannot_buy(hide):
    variant = a_variant()
    Product.objects.update(**hide)
    with pytest.raises(NotForSale):
        a_cart(variant)


def test_a_variant_that_does_not_exist_is_not_for_sale():
    with pytest.raises(NotForSale):
        cart_actions.add_to_cart(cart=a_cart(), variant_id=999_999, quantity=1, now=NOW)


@pytest.mark.parametrize(("asked", "left"), [(5, 5), (99, 10), (0, None), (-3, None)])
def test_a_quantity_is_what_was_asked_as_far_as_there_is(asked, left):
    variant = a_variant(on_hand=10)
    cart = a_cart(variant)
    line = cart.lines.get()
    cart_actions.set_quantity(cart=cart, line_id=line.pk, quantity=asked, now=NOW)
    assert quantities(cart) == ({variant.pk: left} if left else {})


def test_nobody_changes_a_line_of_somebody_elses_cart():
    mine, theirs = a_cart(a_variant()), a_cart(a_variant())
    line = theirs.lines.get()
    cart_actions.set_quantity(cart=mine, line_id=line.pk, quantity=7, now=NOW)
    cart_actions.remove_line(cart=mine, line_id=line.pk, now=NOW)
    line.refresh_from_db()
    assert line.quantity == 1


def test_an_ordered_cart_is_closed():
    order = an_order()
    with pytest.raises(CartClosed):
        cart_actions.add_to_cart(cart=order.cart, variant_id=a_variant().pk, quantity=1, now=NOW)


def test_signing_in_merges_what_the_browser_collected():
    ada = Customer.objects.create_user("ada@example.com", "x")
    both, only_guest = a_variant(), a_variant()
    own = a_cart(both, customer=ada)
    guest = a_cart(both, only_guest, quantity=2)
    merged = cart_actions.merge_carts(guest=guest, customer=ada, now=NOW)
    assert merged == own
    assert quantities(own) == {both.pk: 3, only_guest.pk: 2}
    assert Cart.objects.get(pk=guest.pk).state == "merged"


def test_a_cart_that_was_ordered_meanwhile_is_left_to_its_order():
    ada = Customer.objects.create_user("ada@example.com", "x")
    own, guest = a_cart(customer=ada), an_order().cart
    assert cart_actions.merge_carts(guest=guest, customer=ada, now=NOW) == own
    assert quantities(own) == {}
    assert Cart.objects.get(pk=guest.pk).state == "ordered"


def test_signing_in_without_a_cart_of_ones_own_keeps_the_browsers():
    ada = Customer.objects.create_user("ada@example.com", "x")
    guest = a_cart(a_variant())
    assert cart_actions.merge_carts(guest=guest, customer=ada, now=NOW) == guest
    assert Cart.objects.get().customer == ada


def test_a_hold_takes_units_from_others_and_gives_them_back_in_time():
    variant = a_variant(on_hand=1)
    cart = a_cart(variant)
    cart_actions.hold_lines(cart=cart, now=NOW)
    with pytest.raises(OutOfStock):
        a_cart(variant)
    assert cart_actions.release_expired_holds(now=NOW) == 0
    assert cart_actions.release_expired_holds(now=NOW + timedelta(days=1)) == 1
    assert quantities(a_cart(variant)) == {variant.pk: 1}


@pytest.mark.parametrize(("on_hand", "wanted", "held"), [(1, 1, 1), (2, 2, 1), (9, 9, 5), (10, 3, 3)])
def test_one_cart_holds_at_most_half_of_what_is_free(on_hand, wanted, held):
    variant = a_variant(on_hand=on_hand)
    cart = a_cart(variant, quantity=wanted)
    for _ in range(3):
        cart_actions.hold_lines(cart=cart, now=NOW)
    variant.refresh_from_db()
    assert variant.held == held


def test_a_hold_that_cannot_be_given_back_keeps_no_other():
    broken, sound = a_variant(on_hand=8), a_variant(on_hand=8)
    for variant in (broken, sound):
        cart_actions.hold_lines(cart=a_cart(variant), now=NOW)
    Variant.objects.filter(pk=broken.pk).update(held=0)
    with pytest.raises(SomeFailed, match=r"^1 failed, first CartLine"):
        cart_actions.release_expired_holds(now=NOW + timedelta(days=1))
    sound.refresh_from_db()
    assert sound.held == 0


def test_holding_twice_holds_once():
    variant = a_variant(on_hand=10)
    cart = a_cart(variant, quantity=2)
    cart_actions.hold_lines(cart=cart, now=NOW)
    cart_actions.hold_lines(cart=cart, now=NOW)
    variant.refresh_from_db()
    assert variant.held == 2


def test_a_removed_line_gives_its_hold_back():
    variant = a_variant(on_hand=2)
    cart = a_cart(variant, quantity=2)
    cart_actions.hold_lines(cart=cart, now=NOW)
    cart_actions.remove_line(cart=cart, line_id=cart.lines.get().pk, now=NOW)
    variant.refresh_from_db()
    assert (variant.held, CartLine.objects.count()) == (0, 0)
