"""One order as staff see it: its rows, its sums, and the forms of what can be done with it now."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from techmart.backoffice.forms.orders import ORDER_FORMS, AnswerForm, OrderForm, ReceiptForm
from techmart.backoffice.lists import UNPROCESSABLE
from techmart.orders.enums import ReturnState
from techmart.orders.models import Activity, Order, OrderLine
from techmart.orders.queries import packed, refundable_amount


def find_order(number: str) -> Order:
    """Return an order with everything its page shows; 404 where there is none. Six queries, seven once it was sent."""
    lines = Prefetch("lines", OrderLine.objects.select_related("variant__product"))
    timeline = Prefetch("activities", Activity.objects.select_related("actor"))
    rows = Order.objects.select_related("customer").prefetch_related(
        lines, "discounts", "payments", "parcels", packed(), timeline
    )
    return get_object_or_404(rows, number=number)


def show_order(request: HttpRequest, order: Order, *, refused: OrderForm | None = None) -> HttpResponse:
    """Render an order's page; a refused form keeps what was typed, beside what is wrong with it."""
    left = refundable_amount(order)
    forms: list[OrderForm] = [cls(order=order, refundable=left) for cls in ORDER_FORMS if not isinstance(refused, cls)]
    forms = [*_return_forms(order, left, refused), *forms]
    acts = [form for form in [*forms, refused] if form is not None and form.is_possible]
    context = {
        "order": order,
        "next_steps": [form for form in acts if form.is_next_step],
        "other_acts": [form for form in acts if not form.is_next_step],
        "refused": refused,
        "refundable": left,
    }
    return render(request, "backoffice/order.html", context, status=UNPROCESSABLE if refused else None)


def _return_forms(order: Order, left: int, refused: OrderForm | None) -> list[OrderForm]:
    """Return a form for every return that waits for somebody."""
    waiting = {ReturnState.REQUESTED: AnswerForm, ReturnState.APPROVED: ReceiptForm}
    forms: list[OrderForm] = []
    for parcel in order.parcels.all():
        form_class = waiting.get(ReturnState(parcel.return_state)) if parcel.is_return else None
        if form_class is not None and parcel != getattr(refused, "parcel", None):
            forms.append(form_class(order=order, refundable=left, parcel=parcel))
    return forms
