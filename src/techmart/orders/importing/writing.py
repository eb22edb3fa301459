"""Writing orders and all that a real order leaves behind: lines, payment, parcel, timeline, event, day counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np

from techmart.core.bulk import insert_rows, reserve_keys
from techmart.core.clock import local_day
from techmart.orders.enums import OrderSource, OrderStatus, PaymentKind, PaymentState, PayStatus, ShipStatus
from techmart.orders.importing.countries import country_code
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.lines import Progress
from techmart.orders.importing.people import address_for
from techmart.orders.importing.table import Integers
from techmart.orders.models import Activity, Order, OrderLine, Parcel, Payment
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName, Metric
from techmart.tracking.models import Event

PROVIDER = "imported"
LINES_PER_STEP = 20_000


class Placed(NamedTuple):
    """One order with its key and days worked out."""

    key: int
    number: str
    customer_id: int
    email: str
    recipient: str
    country: str
    total: int
    lines: int
    placed_at: datetime
    placed_on: date


def write_orders(
    *, intake: Intake, customer_ids: Integers, variant_ids: Integers, now: datetime, progress: Progress
) -> None:
    """Write all orders of the intake: paid and sent on the day they were placed."""
    placed = list(_placed(intake, customer_ids))
    _write_orders(placed, intake.currency)
    _write_lines(intake, placed, variant_ids, progress)
    _write_payments(placed, intake.currency)
    _write_timeline(placed, intake.currency, intake.report.cleaning.format, now)
    _count_days(intake, placed)


def _placed(intake: Intake, customer_ids: Integers) -> Iterator[Placed]:
    orders, references = intake.orders, intake.customers.reference
    keys = reserve_keys(Order, len(orders.number))
    lines = np.diff(orders.first_line)
    for i, (key, customer) in enumerate(zip(keys, orders.customer.tolist(), strict=True)):
        placed_at = datetime.fromtimestamp(int(orders.placed_at[i]), UTC)
        yield Placed(
            key=key,
            number=orders.number[i],
            customer_id=int(customer_ids[customer]),
            email=address_for(references[customer]),
            recipient=f"Customer {references[customer]}"[:120],
            country=country_code(orders.country[i]),
            total=int(orders.total[i]),
            lines=int(lines[i]),
            placed_at=placed_at,
            placed_on=local_day(placed_at),
        )


def _write_orders(placed: list[Placed], currency: str) -> None:
    columns = (
        *("id", "number", "customer_id", "email", "recipient", "country"),
        *("items_total", "total", "placed_at", "placed_on"),
    )
    insert_rows(
        Order,
        columns,
        (
            (
                o.key,
                o.number,
                o.customer_id,
                o.email,
                o.recipient,
                o.country,
                o.total,
                o.total,
                o.placed_at,
                o.placed_on,
            )
            for o in placed
        ),
        currency=currency,
        source=OrderSource.IMPORTED,
        status=OrderStatus.COMPLETED,
        pay_status=PayStatus.PAID,
        ship_status=ShipStatus.SHIPPED,
        payment_provider=PROVIDER,
    )


def _write_lines(intake: Intake, placed: list[Placed], variant_ids: Integers, progress: Progress) -> None:
    columns = ("order_id", "position", "variant_id", "sku", "title", "unit_price", "quantity", "total")
    insert_rows(OrderLine, columns, _lines(intake, placed, variant_ids, progress))


def _lines(
    intake: Intake, placed: list[Placed], variant_ids: Integers, progress: Progress
) -> Iterator[tuple[int | str, ...]]:
    """Yield the rows of all lines, a slice at a time: as Python numbers, all at once would take 250 MB."""
    lines, first_line = intake.lines, intake.orders.first_line
    codes, titles = intake.products.code, intake.products.title
    count = len(lines.product)
    order_ids = np.repeat(np.array([order.key for order in placed]), np.diff(first_line))
    positions = np.arange(1, count + 1) - np.repeat(first_line[:-1], np.diff(first_line))
    for start in range(0, count, LINES_PER_STEP):
        progress(start, count)
        part = slice(start, start + LINES_PER_STEP)
        product = lines.product[part].tolist()
        yield from zip(
            order_ids[part].tolist(),
            positions[part].tolist(),
            variant_ids[lines.product[part]].tolist(),
            map(codes.__getitem__, product),
            map(titles.__getitem__, product),
            lines.unit_price[part].tolist(),
            lines.quantity[part].tolist(),
            lines.total[part].tolist(),
            strict=True,
        )
    progress(count, count)


def _write_payments(placed: list[Placed], currency: str) -> None:
    columns = ("order_id", "amount", "idempotency_key", "created_at", "settled_at")
    insert_rows(
        Payment,
        columns,
        ((o.key, o.total, f"{o.number}/charge", o.placed_at, o.placed_at) for o in placed),
        kind=PaymentKind.CHARGE,
        state=PaymentState.SUCCEEDED,
        provider=PROVIDER,
        currency=currency,
    )


def _write_timeline(placed: list[Placed], currency: str, file_format: str, now: datetime) -> None:
    insert_rows(Parcel, ("order_id", "sent_at"), ((o.key, o.placed_at) for o in placed))
    insert_rows(Activity, ("order_id",), ((o.key,) for o in placed), verb="imported", detail=file_format, at=now)
    insert_rows(
        Event,
        ("at", "customer_id", "order_number", "data"),
        (
            (o.placed_at, o.customer_id, o.number, {"total": o.total, "currency": currency, "lines": o.lines})
            for o in placed
        ),
        name=EventName.ORDER_PLACED,
    )


def _count_days(intake: Intake, placed: list[Placed]) -> None:
    units = np.add.reduceat(intake.lines.quantity, intake.orders.first_line[:-1])
    days: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for order, sold in zip(placed, units.tolist(), strict=True):
        days[order.placed_on].update(orders=1, revenue=order.total, units=sold)
    for day, count in sorted(days.items()):
        tracking.bump(day, EventName.ORDER_PLACED, count["orders"])
        tracking.bump(day, Metric.REVENUE, count["revenue"], intake.currency)
        tracking.bump(day, Metric.UNITS, count["units"])
