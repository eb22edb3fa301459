"""Forms of the order pages: the filters of the list, and what staff do with one order."""

import secrets
from typing import ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from techmart.backoffice.forms.fields import MoneyField, any_of, day, search_box
from techmart.backoffice.lists import Filter
from techmart.core.money import Money
from techmart.orders.enums import OrderStatus, PaymentKind, PaymentState, PayStatus, ShipStatus
from techmart.orders.models import Order


class OrderFilter(Filter):
    """Which orders are seen."""

    q = search_box("Number, e-mail or name")
    status = any_of("Order", OrderStatus.choices)
    pay = any_of("Payment", PayStatus.choices)
    ship = any_of("Shipment", ShipStatus.choices)
    money = any_of("Money", [(PaymentState.ATTENTION.value, PaymentState.ATTENTION.label)])
    since = day("From")
    until = day("To")

    LOOKUPS = {
        "status": "status",
        "pay": "pay_status",
        "ship": "ship_status",
        "money": "payments__state",
        "since": "placed_on__gte",
        "until": "placed_on__lte",
    }

    def narrow(self, rows: QuerySet[Order]) -> QuerySet[Order]:
        """Return the orders that pass."""
        chosen = self.chosen
        if words := chosen.pop("q", ""):
            rows = rows.filter(Q(number__icontains=words) | Q(email__icontains=words) | Q(recipient__icontains=words))
        return rows.filter(**{self.LOOKUPS[name]: value for name, value in chosen.items()}).distinct()


class OrderForm(forms.Form):
    """Something that staff do with one order; `act` names the resource that it is posted to."""

    act: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str]
    # A next step moves the order on; the others are for when something is wrong.
    is_next_step: ClassVar[bool] = False

    def __init__(self, data: QueryDict | None = None, *, order: Order, refundable: int) -> None:
        super().__init__(data, auto_id=f"{self.act}-%s")
        self.order = order
        self.refundable = refundable

    @property
    def is_possible(self) -> bool:
        """Whether it can be done with this order now."""
        return True


class PaymentForm(OrderForm):
    """The agreed payment came in."""

    act = "payments"
    title = "Payment"
    button = "Record payment received"
    is_next_step = True

    @property
    def is_possible(self) -> bool:
        """A payment is due."""
        return self.order.pay_status == PayStatus.AGREED and not self.order.is_cancelled


class ParcelForm(OrderForm):
    """The order was handed to a carrier."""

    act = "parcels"
    title = "Ship"
    button = "Mark as shipped"
    is_next_step = True

    carrier = forms.CharField(max_length=60)
    tracking_number = forms.CharField(max_length=80, required=False)

    @property
    def is_possible(self) -> bool:
        """Nothing has been sent, and it is paid or agreed to be."""
        is_unsent = self.order.status == OrderStatus.PLACED and self.order.ship_status == ShipStatus.UNSHIPPED
        return is_unsent and not self.order.is_awaiting_payment


class RefundForm(OrderForm):
    """Money goes back. The key makes a double click one refund."""

    act = "refunds"
    title = "Refund"
    button = "Refund"

    amount = MoneyField(minimum=1)
    reason = forms.CharField(max_length=200)
    key = forms.CharField(max_length=30, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, order: Order, refundable: int) -> None:
        super().__init__(data, order=order, refundable=refundable)
        amount = self.fields["amount"]
        assert isinstance(amount, MoneyField)
        amount.currency = order.currency
        amount.help_text = f"At most {Money(refundable, order.currency)}. {self._how(order)}"
        self.initial = {"amount": refundable, "key": secrets.token_urlsafe(16)}

    @staticmethod
    def _how(order: Order) -> str:
        came = (payment for payment in order.payments.all() if payment.kind == PaymentKind.CHARGE)
        is_online = any(payment.reference and payment.state == PaymentState.SUCCEEDED for payment in came)
        return "It is sent back at once." if is_online else "Send the money yourself, then record it here."

    @property
    def is_possible(self) -> bool:
        """Something was paid that has not gone back."""
        return self.refundable > 0


class CancellationForm(OrderForm):
    """The order will not be sent; its units go back on sale."""

    act = "cancellation"
    title = "Cancel order"
    button = "Cancel order and restock"

    reason = forms.CharField(max_length=200)

    @property
    def is_possible(self) -> bool:
        """It has not been sent."""
        return self.order.status == OrderStatus.PLACED and self.order.ship_status != ShipStatus.SHIPPED


class AttentionForm(OrderForm):
    """Money that did not come or go as it should has been looked after."""

    act = "attention"
    title = "Money needs a look"
    button = "It is looked after"
    is_next_step = True

    text = forms.CharField(label="What was done", max_length=200)

    @property
    def is_possible(self) -> bool:
        """Something waits for it."""
        return any(payment.state == PaymentState.ATTENTION for payment in self.order.payments.all())


class NoteForm(OrderForm):
    """A line in the order's timeline, for colleagues."""

    act = "notes"
    title = "Note"
    button = "Add note"

    text = forms.CharField(label="Note", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


ORDER_FORMS = (AttentionForm, PaymentForm, ParcelForm, RefundForm, CancellationForm, NoteForm)
