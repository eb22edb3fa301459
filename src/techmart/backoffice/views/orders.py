"""The list of orders, its download, and one order's page."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.orders import OrderFilter
from techmart.backoffice.lists import csv_response, page_of
from techmart.backoffice.order_page import find_order, show_order
from techmart.core.languages import source_language
from techmart.orders.models import Order

VIEWS = [
    (_("All"), ""),
    (_("To ship"), "status=placed&ship=unshipped"),
    (_("Payment due"), "pay=agreed"),
    (_("Refunded"), "pay=refunded"),
    (_("Cancelled"), "status=cancelled"),
]
CSV_HEADER = (
    "number",
    "placed",
    "name",
    "email",
    "order",
    "payment",
    "shipment",
    "shipping method",
    "total",
    "currency",
)


@staff_required
@require_safe
def order_list(request: HttpRequest) -> HttpResponse:
    """Show orders, newest first."""
    order_filter = OrderFilter(request.GET)
    page = page_of(request, order_filter.narrow(Order.objects.all()))
    context = {"filter": order_filter, "page": page, "views": VIEWS}
    return render(request, "backoffice/orders.html", context)


@staff_required
@require_safe
def order_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Download exactly the orders that the list shows, all its pages."""
    rows = OrderFilter(request.GET).narrow(Order.objects.all())
    return csv_response("orders", CSV_HEADER, map(_cells, rows.iterator(chunk_size=1000)))


def _cells(order: Order) -> tuple[object, ...]:
    with source_language():  # whoever reads the file must not depend on who fetched it
        states = (order.get_status_display(), order.get_pay_status_display(), order.get_ship_status_display())
    return (
        order.number,
        timezone.localtime(order.placed_at).strftime("%Y-%m-%d %H:%M"),
        order.recipient,
        order.email,
        *states,
        order.shipping_method,
        order.money.amount,
        order.currency,
    )


@staff_required
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Show one order: what was bought, paid and sent, and what can be done now."""
    return show_order(request, find_order(number))
