"""Importing writes what a real order leaves behind, all or nothing, and once."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import an_order

from techmart.accounts.models import Customer
from techmart.catalogue.models import Category, Image, Product, Variant
from techmart.catalogue.queries import cards, stock_faults
from techmart.catalogue.search import search
from techmart.core.models import ShopSettings
from techmart.orders.enums import OrderStatus, PayStatus, ShipStatus
from techmart.orders.importing.actions import import_file
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.models import Activity, Order, OrderLine, Parcel, Payment
from techmart.orders.signals import orders_imported
from techmart.orders.statuses import recompute
from techmart.pricing.queries import shipping_offers
from techmart.tracking.models import DayStat, Event

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 1, 1, 12, tzinfo=UTC)
LINES = (
    "489434,85048,GLASS BALL MUG,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom",
    "489434,79323P,PINK CANDLE,2,2009-12-01 07:45:00,6.75,13085.0,United Kingdom",
    "489435,85048,GLASS BALL MUG,1,2009-12-01 09:00:00,7.95,13078.0,EIRE",
    "489436,PADS,PADS TO MATCH ALL CUSHIONS,1,2010-01-19 17:04:00,0.001,13085.0,Unspecified",
)
CHANGE_OF_CATALOGUE = re.compile(r'(?:INSERT INTO|UPDATE) "?catalogue_(?P<table>\w+)')
MODELS = (
    *(Customer, Category, Product, Variant, Image, Order, OrderLine, Payment, Parcel, Activity, Event),
    *(DayStat, ShopSettings),
)


@pytest.fixture
def file(online_retail) -> Path:
    return online_retail(*LINES)


def rows() -> list[list[dict[str, object]]]:
    """Everything that an import could have written."""
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def test_an_order_is_paid_and_sent_and_adds_up(file: Path) -> None:
    import_file(path=file, now=NOW)
    order = Order.objects.get(number="489434")
    assert (order.items_total, order.total, order.currency) == (9690, 9690, "GBP")
    assert (order.status, order.pay_status, order.ship_status) == ("completed", "paid", "shipped")
    assert (order.source, order.payment_provider, order.cart) == ("imported", "imported", None)
    assert (order.email, order.recipient, order.country) == (
        "customer-13085@imported.invalid",
        "Customer 13085",
        "GB",
    )
    assert order.placed_at == datetime(2009, 12, 1, 6, 45, tzinfo=UTC)
    assert order.placed_on == date(2009, 12, 1)
    assert list(order.lines.values_list("position", "sku", "title", "unit_price", "quantity", "total")) == [
        (1, "85048", "Glass ball mug", 695, 12, 8340),
        (2, "79323P", "Pink candle", 675, 2, 1350),
    ]
    assert list(order.payments.values_list("kind", "state", "amount", "settled_at")) == [
        ("charge", "succeeded", 9690, order.placed_at)
    ]


def test_the_statuses_are_those_that_follow_from_the_rows(file: Path) -> None:
    import_file(path=file, now=NOW)
    for order in Order.objects.all():
        recompute(order)
        assert (order.status, order.pay_status, order.ship_status) == (
            OrderStatus.COMPLETED,
            PayStatus.PAID,
            ShipStatus.SHIPPED,
        )


def test_customers_are_guests_with_an_address_that_leads_nowhere(file: Path) -> None:
    import_file(path=file, now=NOW)
    ada = Customer.objects.get(email="customer-13085@imported.invalid")
    assert (ada.name, ada.is_guest, ada.is_staff, ada.has_usable_password()) == ("Customer 13085", True, False, False)
    assert ada.joined_at == datetime(2009, 12, 1, 6, 45, tzinfo=UTC)
    assert ada.orders.count() == 2
    assert Customer.objects.count() == 2


def test_products_can_be_ordered_without_anybody_counting_them(file: Path) -> None:
    import_file(path=file, now=NOW)
    mug = Product.objects.get(variants__sku="85048")
    assert (mug.title, mug.slug, mug.price, mug.currency) == ("Glass ball mug", "glass-ball-mug-85048", 795, "GBP")
    assert mug.category.title == "Kitchen and dining"
    assert mug.variants.get().tracks_stock is False
    assert mug.images.get().drawing.startswith("mug/")
    assert mug.card["picture"] == mug.images.get().url
    assert stock_faults() == []


def test_products_are_listed_and_found_unless_they_would_be_free(file: Path) -> None:
    import_file(path=file, now=NOW)
    assert {card["title"] for card in cards(NOW)} == {"Glass ball mug", "Pink candle"}
    assert search("pink cand", now=NOW, limit=5).total == 1
    assert Product.objects.get(variants__sku="PADS").status == "draft"


def test_listings_see_an_import_once_and_only_then_do_others_who_change_the_catalogue_wait_for_it(file: Path) -> None:
    with CaptureQueriesContext(connection) as asked:
        import_file(path=file, now=NOW)
    changed = [said["table"] for query in asked if (said := CHANGE_OF_CATALOGUE.search(query["sql"]))]
    assert (changed.count("edition"), changed[-1]) == (1, "edition")
    assert "product" in changed


def test_what_sold_in_the_last_year_of_the_file_is_popular(online_retail) -> None:
    old = "489433,20001,OLD CUP,90,2008-06-01 08:00:00,1.0,13085.0,EIRE"
    import_file(path=online_retail(old, *LINES), now=NOW)
    assert dict(Product.objects.values_list("title", "popularity")) == {
        "Old cup": 0,
        "Glass ball mug": 13,
        "Pink candle": 2,
        "Pads to match all cushions": 1,
    }


def test_every_order_leaves_its_event_and_its_day_counts(file: Path) -> None:
    import_file(path=file, now=NOW)
    event = Event.objects.get(order_number="489434")
    assert (event.name, event.at) == ("order.placed", Order.objects.get(number="489434").placed_at)
    assert event.data == {"total": 9690, "currency": "GBP", "lines": 2}
    day = DayStat.objects.filter(day=date(2009, 12, 1))
    assert set(day.values_list("metric", "currency", "value")) == {
        ("order.placed", "", 2),
        ("revenue", "GBP", 10485),
        ("units", "", 15),
    }


def test_rooms_above_are_told_once_of_the_customers(file: Path) -> None:
    told: list[list[int]] = []

    def listen(customer_ids: list[int], **_: object) -> None:
        told.append(customer_ids)

    orders_imported.connect(listen)
    try:
        import_file(path=file, now=NOW)
        import_file(path=file, now=NOW)
    finally:
        orders_imported.disconnect(listen)
    assert told == [sorted(Customer.objects.values_list("pk", flat=True))]


def test_a_second_time_changes_nothing_and_says_so(file: Path) -> None:
    first = import_file(path=file, now=NOW)
    before = rows()
    second = import_file(path=file, now=NOW + timedelta(days=1))
    assert rows() == before
    assert (first.orders_written, first.orders_known) == (3, 0)
    assert (second.orders_written, second.orders_known) == (0, 3)


def test_a_longer_file_adds_what_is_new(online_retail) -> None:
    import_file(path=online_retail(*LINES), now=NOW)
    more = (
        "500000,85048,GLASS BALL MUG,1,2010-02-01 08:00:00,7.95,13085.0,United Kingdom",
        "500001,20001,NEW BOWL,1,2010-02-01 09:00:00,1.95,777.0,France",
    )
    report = import_file(path=online_retail(*LINES, *more), now=NOW)
    assert (report.orders, report.orders_written, report.orders_known) == (5, 2, 3)
    assert Customer.objects.get(email="customer-13085@imported.invalid").orders.count() == 3
    assert sorted(Variant.objects.values_list("sku", flat=True)) == ["20001", "79323P", "85048", "PADS"]
    assert OrderLine.objects.count() == 6


def test_a_dry_run_reports_the_same_and_writes_nothing(file: Path) -> None:
    before = rows()
    dry = import_file(path=file, now=NOW, dry_run=True)
    assert rows() == before
    assert dry == import_file(path=file, now=NOW)


def test_a_failure_half_way_leaves_nothing(file: Path) -> None:
    before = rows()

    def fail(sender: object, **_: object) -> None:
        assert OrderLine.objects.count() == 4
        raise RuntimeError("somebody above stumbled")

    orders_imported.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="stumbled"):
            import_file(path=file, now=NOW)
    finally:
        orders_imported.disconnect(fail)
    assert rows() == before


def test_bad_input_in_the_last_line_leaves_nothing(online_retail) -> None:
    before = rows()
    with pytest.raises(BadInput, match="line 6, column 'Price': 'free' is not an amount"):
        import_file(path=online_retail(*LINES, LINES[0].replace("6.95", "free")), now=NOW)
    assert rows() == before


def test_the_progress_of_writing_ends_full(file: Path) -> None:
    told: list[tuple[int, int]] = []
    import_file(path=file, now=NOW, writing=lambda done, total: told.append((done, total)))
    assert told == [(0, 4), (4, 4)]


def test_an_empty_shop_takes_the_currency_and_a_stocked_one_keeps_its_own(file: Path) -> None:
    an_order()
    with pytest.raises(BadInput, match="the file is in GBP, this shop sells in EUR"):
        import_file(path=file, now=NOW)
    assert ShopSettings.current().currency == "EUR"


def test_an_empty_shop_can_sell_at_once_what_was_imported(file: Path) -> None:
    import_file(path=file, now=NOW)
    shop = ShopSettings.current()
    assert (shop.currency, shop.country) == ("GBP", "GB")
    offers = shipping_offers(country="GB", value=1000, weight_g=0)
    assert [(offer.name, offer.price) for offer in offers] == [("Standard delivery", 0)]


def test_a_file_in_the_shops_own_currency_joins_it(csv_file) -> None:
    an_order(email="ada@example.com")
    path = csv_file("order,email,date,sku,amount", "A-1,ADA@example.com,2011-05-01,lamp,49.90")
    import_file(path=path, now=NOW)
    ada = Customer.objects.get(email="ada@example.com")
    assert ada.orders.count() == 2
    assert ShopSettings.current().currency == "EUR"


def test_an_order_number_of_the_shops_own_is_refused(csv_file) -> None:
    own = an_order()
    path = csv_file("order,email,date,amount", f"{own.number},ben@example.com,2011-05-01,49.90")
    with pytest.raises(BadInput, match=f"order number '{own.number}' belongs to an order that was placed in this shop"):
        import_file(path=path, now=NOW)


def test_an_order_of_the_future_is_refused(file: Path) -> None:
    with pytest.raises(BadInput, match="order '489436' is dated 2010-01-19 17:04, in the future"):
        import_file(path=file, now=datetime(2010, 1, 1, tzinfo=UTC))


def test_a_currency_is_a_code(csv_file) -> None:
    path = csv_file("email,date,amount", "ben@example.com,2011-05-01,49.90")
    with pytest.raises(BadInput, match="'POUNDS' is no currency; expected an ISO 4217 code such as EUR"):
        import_file(path=path, currency="POUNDS", now=NOW)


def test_columns_can_be_named(csv_file) -> None:
    path = csv_file("id;day;spent", "4;1997-01-01;29.33", "4;1997-01-18;14.96")
    named = ColumnNames(customer="id", date="day", amount="spent")
    report = import_file(path=path, named=named, currency="USD", now=NOW)
    assert (report.orders_written, str(report.total)) == (2, "$44.29")
    assert ShopSettings.current().currency == "USD"
    assert Order.objects.get(number="4-19970101").placed_on == date(1997, 1, 1)


HALF_WAY = """
import os, sys, signal
import django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from techmart.orders.importing.actions import import_file

def stop_half_way(done, total):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)

import_file(path=Path(sys.argv[1]), now=datetime(2012, 1, 1, tzinfo=UTC), writing=stop_half_way)
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_half_way_leaves_nothing(
    online_retail, child_environment: Callable[..., dict[str, str]]
) -> None:
    before = rows()
    many = (LINES[0].replace("489434", str(500_000 + n)) for n in range(25_000))
    child = subprocess.run(
        [sys.executable, "-c", HALF_WAY, str(online_retail(*many))],
        env=child_environment(DJANGO_SETTINGS_MODULE="techmart.settings"),
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    connection.close()
    assert rows() == before
