"""What happens to an order after it is placed: paid, cancelled, refunded.

Every verb locks the order first and then its stock; each is done once, however often it is asked for.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techmart.accounts.models import Customer
from techmart.catalogue import actions as catalogue
from techmart.core.money import Money
from techmart.orders import messages
from techmart.orders.enums import OrderStatus, PaymentKind, PaymentState, ShipStatus
from techmart.orders.models import Activity, Order, OrderLine, Payment
from techmart.orders.queries import refundable_amount
from techmart.orders.signals import order_changed
from techmart.orders.statuses import recompute
from techmart.orders.verbs import booked
from techmart.payments.providers import ONLINE
from techmart.pricing import actions as pricing
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName, Metric


class CannotCancel(Exception):
    """An order that has been sent is returned, not cancelled."""


class CannotRefund(Exception):
    """More than what was paid and not yet refunded."""


@transaction.atomic
def record_payment(*, order: Order, by: Customer | None, now: datetime) -> Order:
    """Note that the agreed money has come in; a second time changes nothing. Of an online one its provider tells."""
    order = locked(order)
    due = order.payments.filter(kind=PaymentKind.CHARGE, state=PaymentState.PENDING).exclude(provider__in=ONLINE)
    if due.update(state=PaymentState.SUCCEEDED, settled_at=now):
        note(order, "payment received", booked(order.money), by, now)
        changed(order, now)
    return order


@transaction.atomic
def cancel_order(*, order: Order, by: Customer | None, reason: str, now: datetime) -> Order:
    """Call an order off: its units are free again, and what was paid goes back by a refund row.

    Called off again nothing changes. Raises `CannotCancel` where something of it has been sent.
    """
    order = locked(order)
    if order.is_cancelled:
        return order
    if order.ship_status in (ShipStatus.SHIPPED, ShipStatus.PARTLY):
        words = _("Order {number} has been sent, or some of it; refund it when it comes back.")
        raise CannotCancel(words.format(number=order.number))
    had_counted, earned = order.has_invoice, order.earned
    order.status = OrderStatus.CANCELLED
    order.save(update_fields=["status"])
    _free_what_it_took(order, now)
    _stop_its_payments(order, reason, now)
    note(order, "cancelled", reason, by, now)
    messages.queue_order_cancelled(order, now=now)
    changed(order, now)
    if had_counted:
        _uncount(order, earned, now)
    return order


def _free_what_it_took(order: Order, now: datetime) -> None:
    for line in lines_in_stock_order(order):
        reference = f"{order.number}/{line.position}"
        catalogue.release(variant_id=line.variant_id, quantity=line.quantity, reference=reference, now=now)
    for coupon_id in order.discounts.exclude(coupon=None).values_list("coupon", flat=True):
        pricing.give_back(coupon_id=coupon_id)


def _stop_its_payments(order: Order, reason: str, now: datetime) -> None:
    """Ask no more money, and send back what came; a refund on its way goes on: the provider may have it already."""
    unpaid = order.payments.filter(kind=PaymentKind.CHARGE, state=PaymentState.PENDING)
    unpaid.update(state=PaymentState.VOID, settled_at=now)
    if refundable := refundable_amount(order):
        write_refund(order, refundable, f"{order.number}/cancelled", reason, now)


def _uncount(order: Order, earned: int, now: datetime) -> None:
    tracking.record_in_transaction(
        EventName.ORDER_CANCELLED, customer=order.customer, order_number=order.number, now=now
    )
    tracking.bump(order.placed_on, EventName.ORDER_CANCELLED, 1)
    tracking.bump(order.placed_on, Metric.REVENUE, -earned, order.currency)


@transaction.atomic
def request_cancellation(*, order: Order, reason: str, now: datetime) -> Order:
    """Let a buyer ask for an order to be called off; what waits for its payment is called off at once.

    Raises `CannotCancel` where something of it has been sent.
    """
    order = locked(order)
    if order.is_cancelled or order.asks_cancellation:
        return order
    if not order.can_be_cancelled:
        raise CannotCancel(_("It has been sent already. You can send it back once it is there."))
    note(order, "cancellation asked for", reason, order.customer, now)
    if order.is_awaiting_payment:
        return cancel_order(order=order, by=order.customer, reason=reason, now=now)
    order.cancel_requested_at = now
    order.save(update_fields=["cancel_requested_at"])
    return order


@transaction.atomic
def refund_order(*, order: Order, amount: int, by: Customer | None, reason: str, key: str, now: datetime) -> Order:
    """Note that money went back (minor units); the same key again changes nothing.

    Raises
    ------
    CannotRefund
        It is more than what was paid and not yet refunded.
    """
    order = locked(order)
    key = f"{order.number}/refund/{key}"
    if Payment.objects.filter(idempotency_key=key).exists():
        return order
    left = refundable_amount(order)
    if not 0 < amount <= left:
        words = _("At most {money} of order {number} can be refunded.")
        raise CannotRefund(words.format(money=Money(left, order.currency), number=order.number))
    write_refund(order, amount, key, reason, now)
    note(order, "refunded", f"{booked(Money(amount, order.currency))} {reason}".strip(), by, now)
    tracking.record_in_transaction(
        EventName.ORDER_REFUNDED,
        customer=order.customer,
        order_number=order.number,
        data={"amount": amount, "currency": order.currency},
        now=now,
    )
    changed(order, now)
    return order


@transaction.atomic
def add_note(*, order: Order, by: Customer, text: str, now: datetime) -> None:
    """Write a note for colleagues into the timeline."""
    note(order, "note", text, by, now)


def locked(order: Order) -> Order:
    """Return the order as it is now, locked until the end of the transaction."""
    return Order.objects.select_for_update().get(pk=order.pk)


def lines_in_stock_order(order: Order) -> list[OrderLine]:
    """Return the lines in the order in which stock is always taken."""
    return list(order.lines.order_by("variant_id"))


def write_refund(
    order: Order,
    amount: int,
    key: str,
    reason: str,
    now: datetime,
    *,
    charge: Payment | None = None,
    is_sent: bool = False,
    is_by_hand: bool = False,
) -> Payment:
    """Write that money goes back: what was paid online is sent by the worker, the rest by the merchant's own hand."""
    if charge is None and not is_by_hand:
        charge = order.payments.filter(kind=PaymentKind.CHARGE, state=PaymentState.SUCCEEDED).first()
    is_online = charge is not None and bool(charge.reference)
    return Payment.objects.create(
        order=order,
        kind=PaymentKind.REFUND,
        state=PaymentState.PENDING if is_online and not is_sent else PaymentState.SUCCEEDED,
        provider=charge.provider if charge else order.payment_provider,
        reference=charge.reference if charge else "",
        amount=amount,
        currency=order.currency,
        idempotency_key=key,
        note=reason[:200],
        created_at=now,
        settled_at=None if is_online and not is_sent else now,
    )


def note(order: Order, verb: str, detail: str, by: Customer | None, now: datetime) -> None:
    """Write a line of the timeline."""
    Activity.objects.create(order=order, actor=by, verb=verb, detail=detail[:300], at=now)


def changed(order: Order, now: datetime) -> None:
    """Work the statuses out anew, let the rooms above know, and let the day's revenue follow what went back."""
    had_counted, earned = order.has_invoice, order.earned
    recompute(order)
    order_changed.send(sender=Order, order=order, now=now)
    if had_counted and order.earned != earned:
        tracking.bump(order.placed_on, Metric.REVENUE, order.earned - earned, order.currency)
