"""What is asked about orders."""

import pytest
from tests.factories import NOW, a_discount, a_variant, an_order

from techmart.orders import actions as orders
from techmart.orders.queries import discounts_with_worth

pytestmark = pytest.mark.django_db


def test_what_a_discount_was_worth_is_that_of_orders_that_stand():
    a_discount("Week")
    a_discount("Never used", code="HELLO")
    variant = a_variant(price=1000)
    an_order(variant)
    orders.cancel_order(order=an_order(variant), by=None, reason="", now=NOW)
    rows = [(discount.name, discount.orders, discount.off) for discount in discounts_with_worth()]
    assert rows == [("Never used", 0, 0), ("Week", 1, 100)]
