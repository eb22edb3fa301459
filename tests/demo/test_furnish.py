"""The furnished shop is whole: its books agree, and the same seed furnishes the same shop."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.models import F, Sum

from techmart.accounts.models import Customer
from techmart.catalogue.models import Product, Variant
from techmart.catalogue.queries import stock_faults
from techmart.demo.furnish import CAST, NotEmpty, furnish, is_furnished
from techmart.feedback.models import Feedback
from techmart.orders.models import Order, OrderLine
from techmart.tracking.models import DayStat

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def furnished(seed=7):
    return furnish(customers=60, seed=seed, now=NOW, progress=lambda step: None)


def test_the_books_agree():
    count = furnished()
    assert Order.objects.count() == count
    assert is_furnished()
    assert stock_faults() == []
    sums = Order.objects.aggregate(items=Sum("items_total"), total=Sum("total"))
    assert OrderLine.objects.aggregate(total=Sum("total"))["total"] == sums["items"]
    assert DayStat.objects.filter(metric="revenue").aggregate(total=Sum("value"))["total"] == sums["total"]
    assert not Order.objects.exclude(total=F("items_total") + F("shipping_total")).exists()
    shown = Feedback.objects.reviews().shown()
    assert Product.objects.aggregate(count=Sum("rating_count"))["count"] == shown.count() > 0
    assert not shown.filter(is_verified=False).exists()


@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_shop_has_its_whole_cast(seed):
    furnish(customers=3, seed=seed, now=NOW, progress=lambda step: None)
    assert Customer.objects.filter(email__in=[CAST.ada, CAST.ben, CAST.cleo]).count() == 3


def test_shelves_hold_what_the_catalogue_says():
    furnished()
    assert Product.objects.count() >= 60
    assert Variant.objects.filter(allocated__gt=F("on_hand")).count() == 0
    halo = Product.objects.get(slug="halo-2")
    assert halo.card["picture"].startswith("/pictures/headphones/")


def test_the_cast_is_there():
    furnished()
    ada, ben, cleo = (Customer.objects.get(email=email) for email in (CAST.ada, CAST.ben, CAST.cleo))
    assert ada.check_password("techmart-demo")
    assert ada.addresses.get(is_default=True).address_lines == ada.orders.latest("placed_at").address_lines
    assert ada.orders.count() > cleo.orders.count() == 1
    assert ben.orders.latest("placed_at").placed_at < ada.orders.latest("placed_at").placed_at


def test_the_same_seed_is_the_same_shop():
    def once(seed):
        with transaction.atomic():
            furnished(seed)
            rows = list(Order.objects.order_by("number").values_list("number", "total", "email", "placed_at"))
            transaction.set_rollback(True)
        return rows

    first = once(7)
    assert once(7) == first
    assert once(8) != first


def test_a_shop_with_products_is_not_furnished_over():
    furnished()
    with pytest.raises(NotEmpty):
        furnished()
