"""Writing to the shop: contact and feedback land in one inbox, and their writers see the answers."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from techmart.core import limits
from techmart.feedback import actions as inbox
from techmart.feedback import queries
from techmart.feedback.links import feedback_from_token, thread_path
from techmart.feedback.models import FeedbackKind
from techmart.storefront.forms import ContactForm, FeedbackForm, FollowUpForm
from techmart.storefront.shopper import customer_of, signed_in
from techmart.tracking import actions as tracking
from techmart.tracking.links import customer_from_token
from techmart.tracking.queries import has_objected

PAGE_SIZE = 20
TOO_MANY = gettext_lazy("That was a lot of messages. Please try again in ten minutes.")


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


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, token: str) -> HttpResponse:
    """Show a message with its answers to whoever has its link, and take what they write back."""
    message = feedback_from_token(token)
    if message is None:
        raise Http404
    form = FollowUpForm(request.POST or None)
    if form.is_valid() and not message.is_public:
        if limits.may(request, "feedback"):
            inbox.follow_up(feedback=message, text=form.cleaned_data["text"], now=timezone.now())
            messages.success(request, gettext("It is in our inbox."))
            return redirect(request.path)
        form.add_error(None, TOO_MANY)
    return render(request, "storefront/thread.html", {"message": message, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever has a letter's link whether there shall be no more; who only follows it changes nothing."""
    customer = customer_from_token(token)
    if customer is None:
        raise Http404
    if request.method == "POST":
        tracking.object_to_letters(customer=customer, source="/letters/", now=timezone.now())
    context = {"email": customer.email, "has_objected": has_objected(customer)}
    return render(request, "storefront/objection.html", context)


@require_safe
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """Show what a customer wrote to the shop, newest first."""
    page = Paginator(queries.letters_of(signed_in(request)), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(letter, thread_path(letter)) for letter in page]
    return render(request, "storefront/account/letters.html", {"page": page, "rows": rows})


def _letter(request: HttpRequest, form_class: type[forms.Form], kind: FeedbackKind, template: str) -> HttpResponse:
    customer = customer_of(request)
    known = {"email": customer.email, "name": customer.name} if customer else {}
    form = form_class(request.POST or None, initial={**known, "order_number": request.GET.get("order", "")[:32]})
    if form.is_valid():
        if limits.is_robot(request):
            return redirect("thanks")
        if limits.may(request, "feedback"):
            letter = inbox.receive(kind=kind, customer=customer, now=timezone.now(), **form.cleaned_data)
            messages.success(request, gettext("Thank you. It is in our inbox."))
            return redirect(thread_path(letter))
        form.add_error(None, TOO_MANY)
    return render(request, template, {"form": form})
