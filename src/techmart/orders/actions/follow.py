"""What came of payments made online. A provider is asked with no transaction open; its answer is applied in one.

Whoever hears of a payment first, the buyer who comes back, a notice or the worker, does the same: ask the provider, and
apply the answer under the order's lock. So a notice may come late, twice, out of order or never.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from techmart.core.money import Money
from techmart.jobs.rows import each
from techmart.orders.actions.count import count_purchase
from techmart.orders.actions.fulfil import changed, locked, note, write_refund
from techmart.orders.actions.refunds import follow_refunds
from techmart.orders.enums import PaymentKind, PaymentState
from techmart.orders.models import Order, Payment
from techmart.orders.queries import GIVEN_BACK
from techmart.orders.verbs import booked
from techmart.payments.online import Charge, ChargeState, ProviderDown, UnknownCharge
from techmart.payments.providers import ONLINE, online_provider

logger = logging.getLogger(__name__)

# A charge that nobody paid by then is dead at every provider.
FOLLOWED = timedelta(days=2)
# So long a bank may take to send back what was refunded.
REFUNDS_FOLLOWED = timedelta(days=30)


def settle(*, order: Order, now: datetime) -> Order:
    """Ask the provider about every charge of an order that may still be paid, and apply what it says."""
    for payment in charges_to_follow(now).filter(order=order):
        _follow(payment, now)
    order.refresh_from_db()
    return order


def reconcile(*, now: datetime) -> int:
    """Ask about every charge that may still be paid; return how many. This makes up for notices that never came."""
    return each(charges_to_follow(now), lambda payment: _try_to_follow(payment, now))


def reconcile_refunds(*, now: datetime) -> int:
    """Ask about every charge of which something went back lately, whether it arrived; return how many."""
    lately = Payment.objects.filter(
        kind=PaymentKind.REFUND, state__in=GIVEN_BACK, created_at__gt=now - REFUNDS_FOLLOWED
    )
    charges = Payment.objects.filter(kind=PaymentKind.CHARGE, state=PaymentState.SUCCEEDED, provider__in=ONLINE)
    charges = charges.filter(reference__in=lately.values("reference")).exclude(reference="")
    return each(charges.select_related("order").order_by("pk"), lambda payment: _try_to_follow(payment, now))


def _try_to_follow(payment: Payment, now: datetime) -> bool:
    try:
        _follow(payment, now)
    except ProviderDown as error:
        logger.warning("Payment %s: %s", payment.pk, error)
    return True


def charges_to_follow(now: datetime) -> QuerySet[Payment]:
    """Charges nobody has been seen to pay; those given up as well: a buyer may have been faster."""
    rows = Payment.objects.filter(kind=PaymentKind.CHARGE, provider__in=ONLINE, created_at__gt=now - FOLLOWED)
    unpaid = rows.filter(state__in=(PaymentState.PENDING, PaymentState.VOID)).exclude(reference="")
    return unpaid.select_related("order").order_by("pk")


def _follow(payment: Payment, now: datetime) -> None:
    provider = online_provider(payment.provider)
    assert provider is not None
    try:
        is_given_up = payment.state == PaymentState.VOID
        charge = (provider.close if is_given_up else provider.look_up)(payment.reference)
    except UnknownCharge:
        logger.warning("%s knows no charge %s any more", payment.provider, payment.reference)
        return
    apply_charge(payment=payment, charge=charge, now=now)


@transaction.atomic
def apply_charge(*, payment: Payment, charge: Charge, now: datetime) -> None:
    """Let the rows say what the provider says, once. A charge that succeeded is never anything else again.

    Money for an order that is cancelled, or paid already, goes back by a refund row. Money that is not what was asked
    for needs a look.
    """
    order = locked(payment.order)
    payment = Payment.objects.get(pk=payment.pk)
    if charge.state is ChargeState.PAID and payment.state in (PaymentState.PENDING, PaymentState.VOID):
        _take(order, payment, charge, now)
    elif charge.state is ChargeState.CLOSED and payment.state == PaymentState.PENDING:
        _put(payment, PaymentState.VOID, now)
    if payment.state == PaymentState.SUCCEEDED:
        follow_refunds(order, payment, charge, now)
        _note_dispute(order, charge, now)


def _take(order: Order, payment: Payment, charge: Charge, now: datetime) -> None:
    if (charge.amount, charge.currency) != (payment.amount, payment.currency):
        if payment.state == PaymentState.VOID and order.activities.filter(verb="looked after").exists():
            return
        _put(payment, PaymentState.ATTENTION, now)
        came = booked(Money(charge.amount, charge.currency))
        note(order, "needs a look", f"{came} came instead of what was asked for", None, now)
        return
    had_counted = order.counts
    is_needless = order.is_cancelled or _received(order)
    _put(payment, PaymentState.SUCCEEDED, now)
    note(order, "payment received", booked(order.money), None, now)
    if is_needless:
        key = f"{payment.idempotency_key}/returned"
        reason = "The order was cancelled." if order.is_cancelled else "It had been paid already."
        write_refund(order, payment.amount, key, reason, now, charge=payment)
        note(order, "refunded", f"{booked(order.money)} {reason}", None, now)
    changed(order, now)
    if order.counts and not had_counted:
        count_purchase(order=order, now=now)


def _received(order: Order) -> bool:
    return order.payments.filter(kind=PaymentKind.CHARGE, state=PaymentState.SUCCEEDED).exists()


def _put(payment: Payment, state: PaymentState, now: datetime) -> None:
    payment.state, payment.settled_at = state, now
    payment.save(update_fields=["state", "settled_at"])


def _note_dispute(order: Order, charge: Charge, now: datetime) -> None:
    if charge.is_disputed and not order.activities.filter(verb="disputed").exists():
        note(order, "disputed", "The buyer's bank asks the money back: answer at the provider.", None, now)
