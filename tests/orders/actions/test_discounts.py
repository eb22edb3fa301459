"""Discounts in orders: what they took off is written down, and no coupon is used more often than it may be."""

from datetime import timedelta
from functools import partial

import pytest
from tests.factories import ADDRESS, NOW, a_cart, a_category, a_discount, a_product, a_shop, a_variant
from tests.races import at_once

from techmart.accounts.models import Customer
from techmart.cart.actions import apply_coupon, merge_carts
from techmart.cart.models import Cart
from techmart.orders import actions as orders
from techmart.orders.models import DiscountUse, Order
from techmart.payments.providers import provider
from techmart.pricing import actions as pricing
from techmart.pricing.actions import CouponRefused
from techmart.pricing.models import Coupon, Discount

pytestmark = pytest.mark.django_db


def place(cart, email="ada@example.com", **fields):
    fields = {"address": ADDRESS, "shipping_code": "post", "provider": provider("cash"), "now": NOW, **fields}
    return orders.place_order(cart=cart, email=email, **fields)


def cart_with(code, *variants):
    a_shop()
    cart = a_cart(*(variants or (a_variant(price=2000),)))
    apply_coupon(cart=cart, code=code, now=NOW)
    return cart


def test_an_order_keeps_what_was_taken_off_and_why():
    a_discount("Audio week", category=a_category())
    a_discount("Welcome", code="HELLO", kind="fixed", amount=101)
    place(cart_with(" hel lo", a_variant(price=1000), a_variant(price=2000)))
    order = Order.objects.get()
    assert [(use.words, use.amount) for use in order.discounts.all()] == [("Audio week", 300), ("Welcome (HELLO)", 101)]
    assert [line.discount for line in order.lines.all()] == [100 + 34, 200 + 67]
    assert (order.items_total, order.discount_total, order.shipping_total, order.total) == (3000, 401, 490, 3089)
    # The tax is on what was paid.
    assert [line.tax for line in order.lines.all()] == [138, 277]


def test_a_coupon_can_free_the_shipping():
    a_discount("Post is on us", code="POST", kind="shipping")
    assert place(cart_with("POST")).shipping_total == 0


def test_a_discount_that_runs_later_or_ran_earlier_takes_nothing_off():
    a_discount(starts_at=NOW + timedelta(hours=1))
    a_discount(ends_at=NOW)
    a_discount(is_active=False)
    a_shop()
    assert place(a_cart(a_variant())).discount_total == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_at": NOW + timedelta(days=3)}, r"HELLO counts from 18 June on\."),
        ({"ends_at": NOW}, r"HELLO has ended\."),
        ({"limit_total": 0}, r"HELLO has been used up\."),
        ({"is_active": False}, r"HELLO has ended\."),
    ],
)
def test_a_coupon_that_does_not_count_says_why(fields, said):
    a_discount(code="HELLO", **fields)
    with pytest.raises(CouponRefused, match=said):
        cart_with("HELLO")


def test_a_code_nobody_made_is_unknown():
    with pytest.raises(CouponRefused, match="We know no such code"):
        cart_with("\0 GUESS")


def test_a_coupon_that_ended_meanwhile_is_refused_and_nothing_is_placed():
    a_discount(code="HELLO")
    cart = cart_with("HELLO")
    Discount.objects.update(ends_at=NOW)
    with pytest.raises(CouponRefused, match="HELLO has ended"):
        place(cart)
    assert (Order.objects.count(), Cart.objects.get().state) == (0, "open")


def test_a_coupon_of_ones_own_is_good_for_nobody_else():
    ada = Customer.objects.create_user("ada@example.com")
    pricing.draw_coupons(discount=a_discount(code="X1"), count=1, customer_ids=[ada.pk], now=NOW)
    code = Coupon.objects.get(customer=ada).code
    with pytest.raises(CouponRefused, match=f"{code} is somebody else's"):
        place(cart_with(code), email="eve@example.com")
    assert place(cart_with(code)).discount_total == 200


def test_a_person_uses_it_as_often_as_allowed_and_a_cancelled_order_gives_it_back():
    a_discount(code="ONCE", limit_per_person=1, limit_total=2)
    first = place(cart_with("ONCE"))
    with pytest.raises(CouponRefused, match="ONCE is good once for each person"):
        place(cart_with("ONCE"))
    assert Coupon.objects.get().uses == 1  # the refused order left nothing behind
    orders.cancel_order(order=first, by=None, reason="", now=NOW)
    place(cart_with("ONCE"))
    assert (Coupon.objects.get().uses, Discount.objects.get().uses) == (1, 1)


def test_a_cart_that_is_merged_brings_its_coupon():
    a_discount(code="HELLO")
    ada = Customer.objects.create_user("ada@example.com")
    merge_carts(guest=cart_with("HELLO"), customer=a_cart(customer=ada).customer, now=NOW)
    assert Cart.objects.get(customer=ada).coupon.code == "HELLO"


def the_last_use_goes_to_one_order(redeem, monkeypatch):
    """Let eight orders with one coupon that is good twice arrive at once."""
    monkeypatch.setattr(pricing, "redeem", redeem)
    a_discount(code="TWICE", limit_total=2)
    carts = [cart_with("TWICE", a_variant()) for _ in range(8)]
    results = at_once(*(partial(place, cart, f"b{i}@example.com") for i, cart in enumerate(carts)))
    assert sum(isinstance(result, Order) for result in results) == 2
    assert {type(result) for result in results} == {Order, CouponRefused}
    assert (DiscountUse.objects.count(), Discount.objects.get().uses) == (2, 2)


def looked_at_first(*, coupon):
    """The textbook mistake: count what was used, then note one more."""
    discount = coupon.discount
    if DiscountUse.objects.filter(coupon=coupon).count() >= discount.limit_total:
        raise CouponRefused("used up")


@pytest.mark.django_db(transaction=True)
def test_the_last_uses_of_a_coupon_are_not_given_twice(monkeypatch):
    the_last_use_goes_to_one_order(pricing.redeem, monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_the_race_is_seen_where_uses_are_looked_at_first(monkeypatch):
    with pytest.raises(AssertionError):
        the_last_use_goes_to_one_order(looked_at_first, monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_tabs_uses_it_once():
    a_discount(code="ONCE", limit_per_person=1)
    carts = [cart_with("ONCE", a_variant()) for _ in range(6)]
    results = at_once(*(partial(place, cart) for cart in carts))
    assert sum(isinstance(result, Order) for result in results) == 1
    assert DiscountUse.objects.count() == 1


def test_nothing_is_taken_off_what_is_not_of_the_category():
    a_discount(category=a_category("cars", "Cars"))
    a_shop()
    assert place(a_cart(a_variant(product=a_product()))).discount_total == 0
