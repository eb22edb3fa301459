"""Importing past orders: all or nothing, and once."""

import gc
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
from django.db import transaction
from django.utils import timezone

from techmart.catalogue.models import Product
from techmart.core.bulk import learn_sizes
from techmart.core.models import ShopSettings
from techmart.orders.actions.popularity import refresh_popularity
from techmart.orders.enums import OrderSource
from techmart.orders.importing.countries import country_code
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.lines import Progress, ignore_progress
from techmart.orders.importing.people import welcome
from techmart.orders.importing.reading import GUESS_ALL, read_sales
from techmart.orders.importing.report import Report
from techmart.orders.importing.shelving import put_on_shelves
from techmart.orders.importing.writing import write_orders
from techmart.orders.models import Order
from techmart.orders.signals import orders_imported
from techmart.pricing.models import ShippingMethod

CURRENCY_CODE = re.compile(r"[A-Z]{3}")


def import_file(
    *,
    path: Path,
    named: ColumnNames = GUESS_ALL,
    date_format: str | None = None,
    currency: str | None = None,
    dry_run: bool = False,
    now: datetime,
    reading: Progress = ignore_progress,
    writing: Progress = ignore_progress,
) -> Report:
    """Read a file of past sales and write its orders; a time that names no offset is the shop's own.

    Raises
    ------
    BadInput
        With line and column; nothing was written.
    """
    if currency and not CURRENCY_CODE.fullmatch(currency):
        raise BadInput(f"{currency!r} is no currency; expected an ISO 4217 code such as EUR")
    with _no_search_for_cycles():
        intake = read_sales(
            path,
            named=named,
            date_format=date_format,
            currency=currency or ShopSettings.current().currency,
            zone=timezone.get_default_timezone(),
            progress=reading,
        )
        return import_orders(intake=intake, dry_run=dry_run, now=now, progress=writing)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Switch the garbage collector off: among millions of tuples it finds nothing, in a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic
def import_orders(
    *, intake: Intake, now: datetime, dry_run: bool = False, progress: Progress = ignore_progress
) -> Report:
    """Write what the shop does not know yet: products, customers, orders. Orders are known by their number.

    Raises
    ------
    BadInput
        An order is of the future, of another currency than the shop's, or has the number of one placed here.
    """
    _refuse_the_future(intake, now)
    _settle(intake, dry_run=dry_run)
    known = _known_orders(intake)
    new = np.array([number not in known for number in intake.orders.number])
    report = replace(intake.report, orders_written=int(new.sum()), orders_known=len(known))
    if dry_run or not new.any():
        return report
    fresh = intake.only(new)
    customer_ids = welcome(intake=fresh)
    variant_ids = put_on_shelves(intake=fresh)
    write_orders(intake=fresh, customer_ids=customer_ids, variant_ids=variant_ids, now=now, progress=progress)
    refresh_popularity(now=now)
    learn_sizes()
    orders_imported.send(sender=Order, customer_ids=np.unique(customer_ids).tolist(), now=now)
    return report


def _refuse_the_future(intake: Intake, now: datetime) -> None:
    if intake.report.last_order_at > now:
        when = f"{intake.report.last_order_at:%Y-%m-%d %H:%M}"
        raise BadInput(f"order {intake.orders.number[-1]!r} is dated {when}, in the future")


def _settle(intake: Intake, *, dry_run: bool) -> None:
    """Let an empty shop become the one in the file: its currency, its country, a way of sending."""
    shop = ShopSettings.current()
    is_empty = not (Order.objects.exists() or Product.objects.exists())
    if intake.currency != shop.currency and not is_empty:
        raise BadInput(
            f"the file is in {intake.currency}, this shop sells in {shop.currency}: import it into a shop of its own "
            "(another DATABASE_URL)"
        )
    if dry_run or not is_empty:
        return
    shop.currency = intake.currency
    shop.country = country_code(_usual(intake.orders.country)) or shop.country
    shop.save()
    if not ShippingMethod.objects.exists():
        # Free until the merchant sets a price: a shop that cannot send cannot sell.
        ShippingMethod.objects.create(code="standard", name="Standard delivery", price=0, currency=shop.currency)


def _usual(names: list[str]) -> str:
    return Counter(names).most_common(1)[0][0] if names else ""


def _known_orders(intake: Intake) -> dict[str, Order]:
    known = Order.objects.only("number", "source").in_bulk(intake.orders.number, field_name="number")
    for order in known.values():
        if order.source != OrderSource.IMPORTED:
            raise BadInput(f"order number {order.number!r} belongs to an order that was placed in this shop")
    return known
