"""Forms of the order pages: the filters of the list, and what staff do with one order."""

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import MoneyField, any_of, day, search_box, set_currency
from techmart.backoffice.lists import Filter
from techmart.core.money import Money
from techmart.orders.enums import OrderStatus, PaymentKind, PaymentState, PayStatus, ReturnState, ShipStatus
from techmart.orders.models import Order, Parcel, Payment
from techmart.orders.queries import sent_units, suggested_refund

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OrderFilter(Filter):
    """Which orders are seen."""

    q = search_box(_("Number, e-mail or name"))
    status = any_of(_("Order"), OrderStatus.choices)
    pay = any_of(_("Payment"), PayStatus.choices)
    ship = any_of(_("Shipment"), ShipStatus.choices)
    money = any_of(_("Money"), [(PaymentState.ATTENTION.value, PaymentState.ATTENTION.label)])
    asked = any_of(_("Buyer asks"), [("return", _("To send back")), ("cancellation", _("To cancel"))])
    since = day(_("From"))
    until = day(_("Until"))

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
        asked = chosen.pop("asked", "")
        if asked == "return":
            rows = rows.filter(parcels__return_state=ReturnState.REQUESTED)
        elif asked:
            rows = rows.cancellation_asked()  # type: ignore[attr-defined]
        return rows.filter(**{self.LOOKUPS[name]: value for name, value in chosen.items()}).distinct()


def at_most(refundable: int, order: Order) -> str:
    """Say how much can go back."""
    return gettext("At most {money}.").format(money=Money(refundable, order.currency))


class OrderForm(forms.Form):
    """Something that staff do with one order; `act` names the resource that it is posted to."""

    act: ClassVar[str]
    title: ClassVar["StrOrPromise"]
    button: ClassVar["StrOrPromise"]
    # A next step moves the order on; the others are for when something is wrong.
    is_next_step: ClassVar[bool] = False

    def __init__(self, data: QueryDict | None = None, *, order: Order, refundable: int) -> None:
        super().__init__(data, auto_id=f"{self.act}-%s")
        set_currency(self, order.currency)
        self.order = order
        self.refundable = refundable

    @property
    def is_possible(self) -> bool:
        """Whether it can be done with this order now."""
        return True


class PaymentForm(OrderForm):
    """The agreed payment came in."""

    act = "payments"
    title = _("Payment")
    button = _("Record payment received")
    is_next_step = True

    @property
    def is_possible(self) -> bool:
        """A payment is due."""
        return self.order.pay_status == PayStatus.AGREED and not self.order.is_cancelled


class ParcelForm(OrderForm):
    """The order was handed to a carrier."""

    act = "parcels"
    title = _("Ship")
    button = _("Mark as shipped")
    is_next_step = True

    carrier = forms.CharField(label=_("Carrier"), max_length=60)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=80, required=False)
    # What was sent when the form was drawn: sent twice, it sends one parcel.
    parcels_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, order: Order, refundable: int) -> None:
        super().__init__(data, order=order, refundable=refundable)
        sent = sent_units(order)
        unsent = [(line, line.quantity - sent.get(line.pk, 0)) for line in order.lines.all()]
        self.left = [(line, left) for line, left in unsent if left > 0]
        self.initial = {"parcels_seen": sum(not parcel.is_return for parcel in order.parcels.all())}
        if sum(left for _, left in self.left) > 1:
            for line, left in self.left:
                self.fields[f"line_{line.pk}"] = forms.IntegerField(
                    label=gettext("{title}, units").format(title=line.title),
                    required=False,
                    min_value=0,
                    max_value=left,
                    initial=left,
                )

    def answers(self) -> dict[str, Any]:
        """Return what `ship_order` is told."""
        names = ("carrier", "tracking_number", "parcels_seen")
        # Left empty, it is all there is.
        typed = {line.pk: self.cleaned_data.get(f"line_{line.pk}") for line, _ in self.left}
        units = {line.pk: left if typed[line.pk] is None else typed[line.pk] for line, left in self.left}
        return {**{name: self.cleaned_data[name] for name in names}, "units": units}

    @property
    def is_possible(self) -> bool:
        """Something is left to send, and it is paid or agreed to be."""
        is_open = self.order.ship_status in (ShipStatus.UNSHIPPED, ShipStatus.PARTLY)
        return is_open and self.order.status == OrderStatus.PLACED and not self.order.is_awaiting_payment


class RefundForm(OrderForm):
    """Money goes back. The key makes a double click one refund."""

    act = "refunds"
    title = _("Refund")
    button = _("Refund")

    amount = MoneyField(label=_("Amount"), minimum=1)
    reason = forms.CharField(label=_("Reason"), max_length=200)
    key = forms.CharField(max_length=30, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, order: Order, refundable: int) -> None:
        super().__init__(data, order=order, refundable=refundable)
        self.fields["amount"].help_text = f"{at_most(refundable, order)} {self._how(order)}"
        self.initial = {"amount": refundable, "key": secrets.token_urlsafe(16)}

    @staticmethod
    def _how(order: Order) -> str:
        came = (payment for payment in order.payments.all() if payment.kind == PaymentKind.CHARGE)
        is_online = any(payment.reference and payment.state == PaymentState.SUCCEEDED for payment in came)
        return (
            gettext("It is sent back at once.")
            if is_online
            else gettext("Send the money yourself, then record it here.")
        )

    @property
    def is_possible(self) -> bool:
        """Something was paid that has not gone back."""
        return self.refundable > 0


class CancellationForm(OrderForm):
    """The order will not be sent; its units go back on sale."""

    act = "cancellation"
    title = _("Cancel order")
    button = _("Cancel order and restock")

    reason = forms.CharField(label=_("Reason"), max_length=200)

    @property
    def is_possible(self) -> bool:
        """Nothing of it has been sent."""
        return self.order.can_be_cancelled


class AnswerForm(OrderForm):
    """A buyer would like to send something back."""

    title = _("Return asked for")
    button = _("Answer")
    is_next_step = True

    answer = forms.ChoiceField(
        label=_("Answer"), choices=[("yes", _("Approve")), ("no", _("Refuse"))], widget=forms.RadioSelect, initial="yes"
    )
    text = forms.CharField(
        label=_("For the buyer"), max_length=500, required=False, help_text=_("Where to send it, or why not.")
    )

    def __init__(
        self, data: QueryDict | None = None, *, order: Order, refundable: int, parcel: Parcel | None = None
    ) -> None:
        self.parcel = parcel
        self.act = f"returns/{parcel.pk}/answer" if parcel else "returns/answer"  # type: ignore[misc]
        super().__init__(data, order=order, refundable=refundable)


class ReceiptForm(OrderForm):
    """A parcel that was to come back is here."""

    title = _("Return on its way")
    button = _("It is here")
    is_next_step = True

    amount = MoneyField(label=_("Goes back"))
    restocks = forms.BooleanField(label=_("Back onto the shelf"), required=False, initial=True)

    def __init__(
        self, data: QueryDict | None = None, *, order: Order, refundable: int, parcel: Parcel | None = None
    ) -> None:
        self.parcel = parcel
        self.act = f"returns/{parcel.pk}/receipt" if parcel else "returns/receipt"  # type: ignore[misc]
        super().__init__(data, order=order, refundable=refundable)
        self.fields["amount"].help_text = at_most(refundable, order)
        self.initial = {"amount": suggested_refund(parcel) if parcel else 0}


class AttentionForm(OrderForm):
    """Money that did not come or go as it should has been looked after."""

    act = "attention"
    title = _("Money needs a look")
    button = _("It is looked after")
    is_next_step = True

    text = forms.CharField(label=_("What was done"), max_length=200)
    was_sent_by_hand = forms.BooleanField(label=_("I sent the buyer the money another way"), required=False)

    def __init__(self, data: QueryDict | None = None, *, order: Order, refundable: int) -> None:
        super().__init__(data, order=order, refundable=refundable)
        self.waiting = [payment for payment in order.payments.all() if payment.state == PaymentState.ATTENTION]
        self.fields["text"].help_text = " ".join(map(self._advice, self.waiting))
        if all(payment.kind == PaymentKind.CHARGE for payment in self.waiting):
            del self.fields["was_sent_by_hand"]

    @staticmethod
    def _advice(payment: Payment) -> str:
        if payment.kind == PaymentKind.CHARGE:
            words = gettext("Another amount came in than {money}: settle it with the buyer, or send it back.")
        else:
            words = gettext("{money} did not reach the buyer: refund it once more, or send it another way.")
        return words.format(money=Money(payment.amount, payment.currency))

    @property
    def is_possible(self) -> bool:
        """Something waits for it."""
        return bool(self.waiting)


class NoteForm(OrderForm):
    """A line in the order's timeline, for colleagues."""

    act = "notes"
    title = _("Note")
    button = _("Add note")

    text = forms.CharField(label=_("Note"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


ORDER_FORMS = (AttentionForm, PaymentForm, ParcelForm, RefundForm, CancellationForm, NoteForm)
