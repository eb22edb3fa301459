"""A demo opens once, however small it is, and a second time only says where it is."""

import pytest

from techmart.demo.furnish import STAFF
from techmart.demo.opening import open_demo
from techmart.orders.models import Order

pytestmark = pytest.mark.django_db


def test_a_shop_too_small_to_learn_from_opens_all_the_same():
    said: list[str] = []
    open_demo(customers=3, seed=7, port=8123, say=said.append)
    orders = Order.objects.count()
    assert f"{orders} orders of 3 customers." in said
    assert any(STAFF in line for line in said)
    said.clear()
    open_demo(customers=3, seed=7, port=8123, say=said.append)
    assert Order.objects.count() == orders
    assert "  Shop         http://127.0.0.1:8123/" in said
