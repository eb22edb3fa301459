"""What staff do with an order: every act is a resource that is posted to, and answers with the order's page."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from techmart.backoffice.access import staff_of, staff_required
from techmart.backoffice.forms.orders import (
    AnswerForm,
    AttentionForm,
    CancellationForm,
    NoteForm,
    OrderForm,
    ParcelForm,
    PaymentForm,
    ReceiptForm,
    RefundForm,
)
from techmart.backoffice.order_page import find_order, show_order
from techmart.core.money import Money
from techmart.orders import actions as orders
from techmart.orders.enums import PayStatus
from techmart.orders.models import Order, Parcel
from techmart.orders.queries import refundable_amount

REFUSALS = (orders.CannotShip, orders.CannotCancel, orders.CannotRefund)


@staff_required
@require_POST
def payments(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the agreed payment came in."""

    def record(order: Order, form: OrderForm) -> str:
        recorded = orders.record_payment(order=order, by=staff_of(request), now=timezone.now())
        if recorded.pay_status != PayStatus.PAID:
            return _("No payment was due.")
        return _("{money} received.").format(money=order.money)

    return _do(request, number, PaymentForm, record)


@staff_required
@require_POST
def parcels(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the order was sent; the buyer is told."""

    def ship(order: Order, form: OrderForm) -> str:
        assert isinstance(form, ParcelForm)
        orders.ship_order(order=order, by=staff_of(request), now=timezone.now(), **form.answers())
        return _("Shipped. {email} is told.").format(email=order.email)

    return _do(request, number, ParcelForm, ship)


@staff_required
@require_POST
def cancellation(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel the order and put its units back on sale."""

    def cancel(order: Order, form: OrderForm) -> str:
        reason = form.cleaned_data["reason"]
        orders.cancel_order(order=order, by=staff_of(request), reason=reason, now=timezone.now())
        return _("Cancelled; its units are on sale again.")

    return _do(request, number, CancellationForm, cancel)


@staff_required
@require_POST
def refunds(request: HttpRequest, number: str) -> HttpResponse:
    """Record that money went back."""

    def refund(order: Order, form: OrderForm) -> str:
        orders.refund_order(order=order, by=staff_of(request), now=timezone.now(), **form.cleaned_data)
        return _("{money} refunded.").format(money=Money(form.cleaned_data["amount"], order.currency))

    return _do(request, number, RefundForm, refund)


@staff_required
@require_POST
def return_answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Approve or refuse what a buyer would like to send back."""
    parcel = get_object_or_404(Parcel, pk=pk, order__number=number, is_return=True)

    def answer(order: Order, form: OrderForm) -> str:
        is_approved = form.cleaned_data["answer"] == "yes"
        text, now = form.cleaned_data["text"], timezone.now()
        orders.answer_return(parcel=parcel, is_approved=is_approved, by=staff_of(request), text=text, now=now)
        return _("{email} is told.").format(email=order.email)

    return _do(request, number, partial(AnswerForm, parcel=parcel), answer)


@staff_required
@require_POST
def return_receipt(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a parcel back in, and send money back for it."""
    parcel = get_object_or_404(Parcel, pk=pk, order__number=number, is_return=True)

    def receive(order: Order, form: OrderForm) -> str:
        amount, restocks = form.cleaned_data["amount"] or 0, form.cleaned_data["restocks"]
        orders.receive_return(parcel=parcel, restocks=restocks, amount=amount, by=staff_of(request), now=timezone.now())
        return _("It is back.")

    return _do(request, number, partial(ReceiptForm, parcel=parcel), receive)


@staff_required
@require_POST
def attention(request: HttpRequest, number: str) -> HttpResponse:
    """Note that money which needed a look has been looked after."""

    def resolve(order: Order, form: OrderForm) -> str:
        orders.resolve_payments(order=order, by=staff_of(request), now=timezone.now(), **form.cleaned_data)
        return _("Noted.")

    return _do(request, number, AttentionForm, resolve)


@staff_required
@require_POST
def notes(request: HttpRequest, number: str) -> HttpResponse:
    """Write a line into the timeline."""

    def note(order: Order, form: OrderForm) -> str:
        orders.add_note(order=order, by=staff_of(request), text=form.cleaned_data["text"], now=timezone.now())
        return _("Noted.")

    return _do(request, number, NoteForm, note)


def _do(
    request: HttpRequest, number: str, form_class: Callable[..., OrderForm], act: Callable[[Order, OrderForm], str]
) -> HttpResponse:
    """Check what was posted, act, and say what was done, or why not."""
    order = find_order(number)
    form = form_class(request.POST, order=order, refundable=refundable_amount(order))
    if not form.is_valid():
        return show_order(request, order, refused=form)
    try:
        messages.success(request, act(order, form))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect(order)
