"""Popularity is what was sold within a year of the newest order."""

from datetime import timedelta

import pytest
from tests.factories import NOW, a_variant, an_order

from techmart.catalogue.models import Product
from techmart.jobs.schedule import tasks
from techmart.orders import actions as orders

pytestmark = pytest.mark.django_db


def popularity():
    return list(Product.objects.order_by("pk").values_list("popularity", flat=True))


def test_units_of_all_variants_add_up():
    lamp, _ = a_variant(), a_variant()
    an_order(lamp, a_variant(product=lamp.product), quantity=2)
    an_order(lamp)
    orders.refresh_popularity(now=NOW)
    assert popularity() == [5, 0]


def test_what_sold_longer_ago_is_forgotten():
    later = NOW + timedelta(days=366)
    an_order(now=NOW)
    an_order(now=later)
    orders.refresh_popularity(now=later)
    assert popularity() == [0, 1]


def test_where_nothing_sold_lately_the_last_year_there_was_counts():
    an_order(now=NOW)
    orders.refresh_popularity(now=NOW + timedelta(days=800))
    assert popularity() == [1]


def test_a_cancelled_order_sold_nothing():
    orders.cancel_order(order=an_order(), by=None, reason="", now=NOW)
    orders.refresh_popularity(now=NOW)
    assert popularity() == [0]


def test_the_worker_does_it_every_night():
    an_order()
    task = tasks()["orders.refresh_popularity"]
    task(NOW)
    assert popularity() == [1]
    assert task.next_due(NOW) - NOW < timedelta(days=1)
