"""Questions about orders."""

from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from techmart.accounts.models import Customer
from techmart.orders.enums import OrderSource, OrderStatus, PaymentKind, PaymentState, ReturnState, ShipStatus
from techmart.orders.models import Order, OrderLine, Parcel, ParcelLine
from techmart.pricing.models import Discount

RECEIVED = PaymentState.SUCCEEDED
# A refund on its way to the provider has gone already.
GIVEN_BACK = (PaymentState.PENDING, PaymentState.SUCCEEDED)


def orders_of(customer: Customer) -> QuerySet[Order]:
    """Return a customer's orders with how many lines each has, newest first."""
    return Order.objects.filter(customer=customer).annotate(line_count=Count("lines")).order_by("-placed_at", "-pk")


def order_of(customer: Customer, number: str) -> Order | None:
    """Return one of a customer's own orders with everything its page shows, or None."""
    return orders_as_bought().filter(customer=customer, number=number).first()


def order_by_number_and_email(number: str, email: str) -> Order | None:
    """Return an order to somebody who knows both its number and its address."""
    return Order.objects.filter(number=number.strip().upper(), email__iexact=email.strip()).first()


def orders_as_bought() -> QuerySet[Order]:
    """Return orders with what their buyers see: lines, discounts, parcels. Four queries, five once it was sent."""
    lines = OrderLine.objects.select_related("variant__product")
    return Order.objects.select_related("customer").prefetch_related(
        Prefetch("lines", lines), "discounts", "parcels", packed()
    )


def packed() -> Prefetch:
    """Return what is fetched with orders to know what is in their parcels."""
    return Prefetch("parcels__lines", ParcelLine.objects.select_related("order_line"))


def sent_units(order: Order) -> dict[int, int]:
    """Return how many units of each line were sent out. Past orders came without parcels: those were sent whole."""
    out = [parcel for parcel in order.parcels.all() if not parcel.is_return]
    was_sent_whole = order.source == OrderSource.IMPORTED and order.ship_status == ShipStatus.SHIPPED
    if (not out and was_sent_whole) or any(not parcel.lines.all() for parcel in out):
        return {line.pk: line.quantity for line in order.lines.all()}
    return _units(out)


def returnable_units(order: Order) -> dict[int, int]:
    """Return how many units of each line were sent and are not on their way back or here again."""
    back = [parcel for parcel in order.parcels.all() if parcel.is_return]
    returned = _units([parcel for parcel in back if parcel.return_state != ReturnState.REFUSED])
    left = {line_id: units - returned.get(line_id, 0) for line_id, units in sent_units(order).items()}
    return {line_id: units for line_id, units in left.items() if units > 0}


def _units(parcels: list[Parcel]) -> dict[int, int]:
    units: dict[int, int] = {}
    for parcel in parcels:
        for line in parcel.lines.all():
            units[line.order_line_id] = units.get(line.order_line_id, 0) + line.quantity
    return units


def last_sent_at(order: Order) -> datetime:
    """Return when the last parcel left; of past orders, when they were placed."""
    sent = order.parcels.filter(is_return=False).order_by("-sent_at").values_list("sent_at", flat=True).first()
    return sent or order.placed_at


def value_of(parcel: Parcel) -> int:
    """Return what the things in a parcel were paid with, in minor units: after discounts, with tax, rounded down."""
    value = 0
    for item in parcel.lines.select_related("order_line__order"):
        line = item.order_line
        paid = line.total - line.discount + (0 if line.order.prices_include_tax else line.tax)
        value += paid * item.quantity // line.quantity
    return value


def refundable_amount(order: Order) -> int:
    """Return what was paid and has not gone back, in minor units; no query where the payments were prefetched."""
    payments = order.payments.all()
    charged = sum(row.amount for row in payments if row.kind == PaymentKind.CHARGE and row.state == RECEIVED)
    returned = sum(row.amount for row in payments if row.kind == PaymentKind.REFUND and row.state in GIVEN_BACK)
    return max(0, charged - returned)  # some of it may have gone back twice, by the provider and by hand


def suggested_refund(parcel: Parcel) -> int:
    """Return what usually goes back for a parcel: what its things were paid with, as far as that was paid."""
    return min(value_of(parcel), refundable_amount(parcel.order))


def discounts_with_worth() -> QuerySet[Discount]:
    """Return discounts, newest first, with the orders that got them (none that is cancelled) and what was taken off."""
    stands = ~Q(order_uses__order__status=OrderStatus.CANCELLED)
    worth = {
        "orders": Count("order_uses", filter=stands),
        "off": Sum("order_uses__amount", filter=stands, default=0),
    }
    return Discount.objects.annotate(**worth).order_by("-pk")
