"""Writing to the shop: contact and feedback land in one inbox."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from techmart.feedback import actions as inbox
from techmart.feedback import limits
from techmart.feedback.models import FeedbackKind
from techmart.storefront.forms import ContactForm, FeedbackForm
from techmart.storefront.shopper import customer_of


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Take a question."""
    return _letter(request, ContactForm, FeedbackKind.CONTACT, "storefront/contact.html")


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Take praise or a complaint."""
    return _letter(request, FeedbackForm, FeedbackKind.FEEDBACK, "storefront/feedback.html")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived."""
    return render(request, "storefront/thanks.html")


def _letter(request: HttpRequest, form_class: type[forms.Form], kind: FeedbackKind, template: str) -> HttpResponse:
    customer = customer_of(request)
    known = {"email": customer.email, "name": customer.name} if customer else {}
    form = form_class(request.POST or None, initial={**known, "order_number": request.GET.get("order", "")[:32]})
    if form.is_valid():
        if limits.is_robot(request):
            return redirect("thanks")
        if limits.is_within_limit(request):
            inbox.receive(kind=kind, customer=customer, now=timezone.now(), **form.cleaned_data)
            return redirect("thanks")
        form.add_error(None, "That was a lot of messages. Please try again in ten minutes.")
    return render(request, template, {"form": form})
