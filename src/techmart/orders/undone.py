"""What was undone of orders that had counted, and on which day: money that went back, orders that count no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, Subquery

from techmart.core.clock import local_day
from techmart.orders.enums import OrderStatus, PaymentKind
from techmart.orders.models import Activity, Order, Payment
from techmart.orders.queries import GIVEN_BACK, RECEIVED
from techmart.orders.statuses import kept_and_refunded
from techmart.payments.providers import online_provider

ORDER = ("pk", "customer_id", "placed_on", "total", "status", "payment_provider", "cancelled_at")
PAYMENT = ("payments__kind", "payments__state", "payments__amount", "payments__created_at", "payments__settled_at")
CHARGE, REFUND = PaymentKind.CHARGE, PaymentKind.REFUND
Movement = tuple[datetime, str, int]


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an order that had counted; amounts are in minor units, the oldest first.

    A refund that failed is among `refunds` twice: as it was sent, and as less than nothing on the day that it failed.
    """

    order_id: int
    customer_id: int
    placed_on: date
    total: int
    refunds: list[tuple[date, int]]
    cancelled_on: date | None
    gone_on: date | None  # since when it counts no more: called off, or all of its money gone back

    def taken_off(self) -> list[tuple[date, int]]:
        """Return what each day took off the purchase that it had been; the day that it went takes the rest."""
        if self.gone_on is None:
            return self.refunds
        earlier = [(on, amount) for on, amount in self.refunds if on < self.gone_on]
        return [*earlier, (self.gone_on, self.total - sum(amount for _, amount in earlier))]


def undone_orders(customer_ids: Sequence[int] | None = None) -> Iterator[Undone]:
    """Yield what was undone of some customers' orders, or of everybody's, by now: one query.

    The days are those of payments and of the timeline, which stay; events are deleted after two years.
    """
    cancelled, refunds = Order.objects.filter(status=OrderStatus.CANCELLED), Payment.objects.filter(kind=REFUND)
    if customer_ids is not None:
        cancelled, refunds = (
            cancelled.filter(customer__in=customer_ids),
            refunds.filter(order__customer__in=customer_ids),
        )
    changed = cancelled.order_by().values("pk").union(refunds.order_by().values("order"))
    called_off = Activity.objects.filter(order=OuterRef("pk"), verb="cancelled").order_by("at").values("at")[:1]
    orders = Order.objects.filter(pk__in=changed).annotate(cancelled_at=Subquery(called_off))
    rows = orders.order_by("pk").values_list(*ORDER, *PAYMENT)
    for order, payments in groupby(rows.iterator(), key=itemgetter(slice(len(ORDER)))):
        if found := _undone(order, sorted(_movements(row[len(ORDER) :] for row in payments))):
            yield found


def _movements(payments: Iterator[Any]) -> Iterator[Movement]:
    """Yield when money came, when it went back or was sent on its way, and when that failed."""
    for kind, state, amount, created_at, settled_at in payments:
        if kind == REFUND:
            yield created_at, kind, amount
            if state not in GIVEN_BACK:
                yield settled_at or created_at, kind, -amount
        elif kind == CHARGE and state == RECEIVED:
            yield settled_at or created_at, kind, amount


def _undone(order: tuple[Any, ...], movements: list[Movement]) -> Undone | None:
    """Return what became of an order; None of one that never counted, or of whose end there is no word."""
    pk, customer_id, placed_on, total, status, provider, cancelled_at = order
    is_cancelled = status == OrderStatus.CANCELLED
    if is_cancelled and not (cancelled_at and _had_counted(provider, movements, cancelled_at)):
        return None
    refunds, spent_on = _refunds(total, movements)
    cancelled_on = local_day(cancelled_at) if is_cancelled else None
    gone_on = min((day for day in (cancelled_on, spent_on) if day), default=None)
    return Undone(pk, customer_id, placed_on, total, refunds, cancelled_on, gone_on)


def _had_counted(provider: str, movements: list[Movement], by: datetime) -> bool:
    """Say whether an order's payment had been agreed or had come by then: see ADR 0003."""
    return online_provider(provider) is None or any(kind == CHARGE and at <= by for at, kind, _ in movements)


def _refunds(total: int, movements: list[Movement]) -> tuple[list[tuple[date, int]], date | None]:
    """Return how much cheaper an order became, day by day, and since when nothing is left of what it cost."""
    refunds: dict[date, int] = {}
    sums: dict[str, int] = {CHARGE: 0, REFUND: 0}
    before, spent_on = 0, None
    for at, kind, amount in movements:
        sums[kind] += amount
        kept, refunded = kept_and_refunded(total, sums[CHARGE], sums[REFUND])
        day = local_day(at)
        if refunded != before:
            refunds[day] = refunds.get(day, 0) + refunded - before
        spent_on = (spent_on or day) if kept and refunded >= kept else None
        before = refunded
    return [(day, amount) for day, amount in refunds.items() if amount], spent_on
