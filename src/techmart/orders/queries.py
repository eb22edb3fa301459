"""Questions about orders."""

from django.db.models import Count, Prefetch, QuerySet

from techmart.accounts.models import Customer
from techmart.orders.enums import PaymentKind, PaymentState
from techmart.orders.models import Order, OrderLine

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
    """Return orders with what their buyers see: lines with what was bought, discounts, parcels. Four queries."""
    lines = OrderLine.objects.select_related("variant__product")
    return Order.objects.select_related("customer").prefetch_related(Prefetch("lines", lines), "discounts", "parcels")


def refundable_amount(order: Order) -> int:
    """Return what was paid and has not gone back, in minor units; no query where the payments were prefetched."""
    payments = order.payments.all()
    charged = sum(row.amount for row in payments if row.kind == PaymentKind.CHARGE and row.state == RECEIVED)
    returned = sum(row.amount for row in payments if row.kind == PaymentKind.REFUND and row.state in GIVEN_BACK)
    return charged - returned
