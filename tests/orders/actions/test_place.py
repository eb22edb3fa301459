"""One cart becomes one order, whole or not at all."""

from datetime import timedelta

import pytest
from tests.factories import ADDRESS, NOW, a_cart, a_product, a_shop, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.cart.actions import NotForSale, hold_lines, merge_carts
from techmart.cart.models import CartLine
from techmart.catalogue.actions import OutOfStock
from techmart.catalogue.models import Product, StockMove, Variant
from techmart.catalogue.queries import stock_faults
from techmart.mail.models import Message
from techmart.orders import actions as orders
from techmart.orders.models import Order, Payment
from techmart.payments.providers import provider
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db


def place(cart, **fields):
    fields = {"email": "ada@example.com", "address": ADDRESS, "shipping_code": "post", "now": NOW, **fields}
    return orders.place_order(cart=cart, provider=provider("transfer"), **fields)


def test_an_order_freezes_prices_and_adds_up_to_the_cent():
    order = an_order(a_variant(price=1999), a_variant(price=3333), quantity=2)
    assert order.items_total == 2 * 1999 + 2 * 3333
    assert order.shipping_total == 0  # free from 100.00 on
    assert order.total == sum(line.total for line in order.lines.all()) == 10664
    assert order.tax_total == 638 + 1064
    assert [line.tax for line in order.lines.all()] == [638, 1064]


def test_everything_is_written_with_the_order():
    order = an_order(a_variant(price=1000), quantity=3)
    assert Payment.objects.get(order=order).amount == order.total == 3490
    assert Event.objects.get(order_number=order.number).customer == order.customer
    assert Message.objects.get(key=f"{order.number}/placed").to == "ada@example.com"
    assert DayStat.objects.get(day=order.placed_on, metric="order.placed").value == 1
    assert DayStat.objects.get(day=order.placed_on, metric="revenue").value == 3490
    assert stock_faults() == []


def test_the_same_cart_again_returns_the_same_order():
    a_shop()
    cart = a_cart(a_variant())
    assert place(cart).pk == place(cart).pk
    assert Order.objects.count() == 1
    assert StockMove.objects.filter(kind="allocated").count() == 1


def test_a_sold_out_line_leaves_the_cart_as_it_was():
    a_shop()
    first, second = a_variant(on_hand=5), a_variant(on_hand=1)
    cart = a_cart(first, second)
    Variant.objects.filter(pk=second.pk).update(allocated=1)
    with pytest.raises(OutOfStock, match="sold out"):
        place(cart)
    cart.refresh_from_db()
    first.refresh_from_db()
    assert (cart.state, first.allocated, Order.objects.count()) == ("open", 0, 0)


@pytest.mark.parametrize("hide", [{"status": "draft"}, {"published_at": NOW + timedelta(days=1)}])
def test_what_is_not_sold_any_more_is_not_ordered(hide):
    a_shop()
    cart = a_cart(a_variant(), a_variant())
    Product.objects.filter(pk=cart.lines.first().variant.product_id).update(**hide)
    with pytest.raises(NotForSale, match=r"No longer sold: Halo 2\."):
        place(cart)
    cart.refresh_from_db()
    assert (cart.state, Order.objects.count()) == ("open", 0)


def test_a_cart_that_went_into_another_one_is_not_ordered():
    a_shop()
    ada = Customer.objects.create_user("ada@example.com", "x")
    guest = a_cart(a_variant())
    merge_carts(guest=guest, customer=a_cart(a_variant(), customer=ada).customer, now=NOW)
    with pytest.raises(orders.EmptyCart):
        place(guest)


def test_an_empty_cart_is_no_order():
    a_shop()
    with pytest.raises(orders.EmptyCart):
        place(a_cart())


def test_a_total_that_changed_is_announced_first():
    a_shop()
    variant = a_variant(price=1000)
    cart = a_cart(variant)
    Variant.objects.update(price=1200)
    with pytest.raises(orders.TotalChanged, match=r"16\.90"):
        place(cart, expected_total=1490)
    assert place(cart, expected_total=1690).total == 1690


def test_a_country_nobody_sends_to_is_refused():
    a_shop()
    with pytest.raises(orders.NoShipping):
        place(a_cart(a_variant()), shipping_code="pigeon")


def test_a_placed_order_uses_up_its_own_hold():
    a_shop()
    variant = a_variant(on_hand=4)
    cart = a_cart(variant, quantity=2)
    hold_lines(cart=cart, now=NOW)
    variant.refresh_from_db()
    assert (variant.held, variant.available) == (2, 2)
    place(cart)
    variant.refresh_from_db()
    assert (variant.held, variant.allocated, variant.available) == (0, 2, 2)
    assert CartLine.objects.get(cart=cart).held == 0


def test_no_more_than_the_product_allows_goes_into_one_order():
    a_shop()
    variant = a_variant(product=a_product("Halo 2", max_per_order=2))
    cart = a_cart(variant, quantity=5)
    assert cart.lines.get().quantity == 2
    Product.objects.update(max_per_order=1)
    with pytest.raises(NotForSale, match=r"At most 1 of Halo 2 in one order\."):
        place(cart)


def test_a_number_that_was_imported_is_not_given_again():
    earlier = an_order()
    cart = a_cart(a_variant())
    Order.objects.filter(pk=earlier.pk).update(number=f"T{10_000 + cart.pk}")
    assert place(cart).number == f"T{10_000 + cart.pk}A"
