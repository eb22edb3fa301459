"""One order as staff see it: its rows, its sums, and the forms of what can be done with it now."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from techmart.backoffice.forms.orders import ORDER_FORMS, OrderForm
from techmart.backoffice.lists import UNPROCESSABLE
from techmart.orders.models import Activity, Order, OrderLine
from techmart.orders.queries import refundable_amount


def find_order(number: str) -> Order:
    """Return an order with everything its page shows; answer 404 where there is none. Six queries."""
    lines = Prefetch("lines", OrderLine.objects.select_related("variant__product"))
    timeline = Prefetch("activities", Activity.objects.select_related("actor"))
    rows = Order.objects.select_related("customer").prefetch_related(
        lines, "discounts", "payments", "parcels", timeline
    )
    return get_object_or_404(rows, number=number)


def show_order(request: HttpRequest, order: Order, *, refused: OrderForm | None = None) -> HttpResponse:
    """Render an order's page; a refused form keeps what was typed, beside what is wrong with it."""
    left = refundable_amount(order)
    forms = [cls(order=order, refundable=left) for cls in ORDER_FORMS if not isinstance(refused, cls)]
    acts = [form for form in [*forms, refused] if form is not None and form.is_possible]
    context = {
        "order": order,
        "next_steps": [form for form in acts if form.is_next_step],
        "other_acts": [form for form in acts if not form.is_next_step],
        "refused": refused,
        "refundable": left,
    }
    return render(request, "backoffice/order.html", context, status=UNPROCESSABLE if refused else None)
