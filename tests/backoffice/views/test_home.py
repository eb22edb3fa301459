"""The first page of the day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories import a_product, a_variant, an_order

from techmart.backoffice.charts import percent
from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.pricing.models import ShippingMethod
from techmart.tracking.counts import bump


def an_open_shop() -> None:
    """Let there be all that an order needs; taxes are for those who charge them."""
    a_variant(on_hand=9)
    ShopSettings().save()
    ShippingMethod.objects.create(name="Parcel", code="parcel", price=490)


def waiting(client: Client) -> dict[str, int]:
    return {need.words: need.count for need in client.get("/backoffice/").context["needs"]}


def test_an_empty_shop_needs_nobody(desk: Client) -> None:
    an_open_shop()
    page = desk.get("/backoffice/")
    assert (page.context["needs"], page.context["people"], page.context["steps"]) == ([], None, [])
    assert "Nothing waits for you." in page.content.decode()


def test_a_new_shop_is_told_what_it_lacks_until_shoppers_can_order(desk: Client) -> None:
    page = desk.get("/backoffice/")
    assert [(step.title, step.is_done) for step in page.context["steps"]] == [
        ("Name the shop", False),
        ("Make a category", False),
        ("Publish a product", False),
        ("Say how you send", False),
        ("Set taxes", False),
    ]
    assert "Nothing waits for you." not in page.content.decode()
    a_variant(on_hand=0)
    assert [step.is_done for step in desk.get("/backoffice/").context["steps"]] == [False, True, False, False, False]
    an_open_shop()
    assert desk.get("/backoffice/").context["steps"] == []


def test_every_need_leads_to_as_many_rows_as_it_counts(desk: Client) -> None:
    a_variant(on_hand=1)
    a_variant(on_hand=1, product=a_product(status="draft"))
    variant = a_variant(on_hand=20)
    an_order(variant, paid=True)
    an_order(variant)
    for need in desk.get("/backoffice/").context["needs"]:
        assert (need.words, len(desk.get(need.address).context["page"])) == (need.words, need.count)
    assert waiting(desk) == {"orders to ship": 2, "payment due": 1, "article low or gone": 1}


def test_todays_orders_stand_beside_yesterdays(desk: Client) -> None:
    today = local_day(timezone.now())
    for ago, orders, revenue in [(0, 3, 30_00), (1, 2, 20_00), (30, 1, 10_00)]:
        bump(today - timedelta(days=ago), "order.placed", orders)
        bump(today - timedelta(days=ago), "revenue", revenue, "EUR")
    bump(today, "revenue", 999, "USD")
    periods = desk.get("/backoffice/").context["progress"].periods
    assert [(str(p.money), p.revenue.change, p.orders.now, p.orders.change) for p in periods] == [
        ("€30.00", 50, 3, 50),
        ("€20.00", None, 2, None),
        ("€20.00", 100, 2, 100),
    ]


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_shop_that_knows_nobody_takes_six_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(how_many):
        an_order()
    with django_assert_num_queries(6):
        desk.get("/backoffice/")


@pytest.mark.usefixtures("scored")
def test_a_shop_that_knows_its_customers_takes_eight(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(8):
        page = desk.get("/backoffice/")
    likely = page.context["people"].likely
    assert [row.probability_30 for row in likely] == sorted((row.probability_30 for row in likely), reverse=True)
    assert percent(likely[0].probability_30) in page.content.decode()
