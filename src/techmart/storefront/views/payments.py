"""Paying online: to the provider's page and back, and what providers send by themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from techmart.core.money import Money
from techmart.orders import actions as orders
from techmart.orders.links import order_from_return, return_path, tracking_path
from techmart.orders.models import Order
from techmart.payments import demo_card as demo
from techmart.payments.online import ForgedNotice, ProviderDown
from techmart.payments.providers import online_provider
from techmart.storefront.tokens import order_at

LARGEST_NOTICE = 256 * 1024


def payment_page(request: HttpRequest, order: Order) -> str:
    """Return where a buyer goes on: to the provider while the order waits for payment, otherwise to the order."""
    path = f"{tracking_path(order)}?placed=1"
    if not order.is_awaiting_payment:
        return path
    back = request.build_absolute_uri(return_path(order))
    try:
        return orders.begin_payment(order=order, return_url=back, now=timezone.now()) or path
    except ProviderDown:
        messages.warning(
            request, gettext("The payment page cannot be reached just now. Your order is kept: please try again.")
        )
        return path


@require_POST
def payment(request: HttpRequest, token: str) -> HttpResponse:
    """Go to the provider's page, again if need be."""
    return redirect(payment_page(request, order_at(token)))


@require_safe
def payment_return(request: HttpRequest, token: str) -> HttpResponse:
    """Come back from paying: ask the provider what came of it, and show the order."""
    now = timezone.now()
    order = order_from_return(token, now)
    if order is None:
        raise Http404
    try:
        orders.settle(order=order, now=now)
    except ProviderDown:
        messages.info(request, gettext("We have not heard of your payment yet. This page will know in a few minutes."))
    return redirect(f"{tracking_path(order)}?placed=1")


@csrf_exempt
@require_POST
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """Store what a provider sends; its signature is what lets it in. What it is about is asked by the worker."""
    if online_provider(code) is None:
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_NOTICE:
        return HttpResponse(status=413)
    try:
        orders.receive_notice(code=code, body=request.body, headers=request.headers, now=timezone.now())
    except ForgedNotice:
        return HttpResponse(status=400)
    return HttpResponse(status=200)


@require_http_methods(["GET", "HEAD", "POST"])
def demo_card(request: HttpRequest, reference: str) -> HttpResponse:
    """Stand in for a provider's own page, where nothing is charged."""
    if not demo.exists(reference):
        raise Http404
    choice = request.POST.get("choice", "")
    if choice == "pay":
        demo.pay(reference)
    elif choice == "decline":
        demo.decline(reference)
    if choice in {"pay", "leave"}:
        return redirect(demo.return_url(reference))
    charge = demo.DemoCard().look_up(reference)
    context = {
        "amount": Money(charge.amount, charge.currency),
        "is_open": charge.state.value == "open",
        "is_declined": choice == "decline",
    }
    return render(request, "storefront/demo_card.html", context)
