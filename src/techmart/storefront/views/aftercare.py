"""What buyers do with an order once it is placed: call it off, send it back, print its invoice. All by its link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from techmart.orders import actions as orders
from techmart.orders.invoices import invoice_of, invoice_pdf
from techmart.orders.models import Order
from techmart.orders.queries import returnable_units
from techmart.storefront.forms import CancellationForm, ReturnForm
from techmart.storefront.pictures import with_pictures
from techmart.storefront.tokens import order_at


@require_POST
def cancellation(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for an order to be called off."""
    order = order_at(token)
    form = CancellationForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Please say why in fewer words."))
        return redirect("order_tracking", token)
    try:
        orders.request_cancellation(order=order, reason=form.cleaned_data["reason"], now=timezone.now())
    except orders.CannotCancel as refusal:
        messages.error(request, str(refusal))
    return redirect("order_tracking", token)


@require_http_methods(["GET", "HEAD", "POST"])
def return_request(request: HttpRequest, token: str) -> HttpResponse:
    """Ask to send things back."""
    order = order_at(token)
    form = ReturnForm(request.POST or None, lines=order.lines.all(), left=returnable_units(order))
    if request.method == "POST" and form.is_valid():
        reason, text = form.cleaned_data["reason"], form.cleaned_data["text"]
        try:
            orders.request_return(order=order, units=form.units(), reason=reason, text=text, now=timezone.now())
        except orders.CannotReturn as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("We have your request, and write to you soon."))
            return redirect("order_tracking", token)
    lines = [(line, picture, form[f"line_{line.pk}"]) for line, picture in with_pictures(form.lines)]
    return render(request, "storefront/return.html", {"order": order, "token": token, "form": form, "lines": lines})


@require_safe
def invoice(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invoice as a page to print."""
    return render(request, "storefront/invoice.html", {"invoice": invoice_of(_bill(token)), "token": token})


@require_safe
def invoice_file(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the invoice as a PDF."""
    order = _bill(token)
    response = HttpResponse(invoice_pdf(order), content_type="application/pdf")
    name = "".join(letter for letter in order.number if letter.isascii() and (letter.isalnum() or letter in "-_"))
    response["Content-Disposition"] = f'attachment; filename="invoice-{name}.pdf"'
    return response


def _bill(token: str) -> Order:
    """Return an order that there is an invoice for."""
    order = order_at(token)
    if not order.has_invoice:
        raise Http404
    return order
