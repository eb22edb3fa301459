"""What people wrote, what they were answered, and what of it stands on product pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from techmart.backoffice.access import staff_of, staff_required
from techmart.backoffice.forms.inbox import InboxFilter, ReplyForm
from techmart.backoffice.lists import UNPROCESSABLE, page_of
from techmart.feedback import actions as feedback
from techmart.feedback import queries
from techmart.feedback.models import Feedback, FeedbackStatus

VIEWS = [
    (_("All"), ""),
    (_("New"), "status=new"),
    (_("New reviews"), "status=new&kind=review"),
    (_("New questions"), "status=new&kind=question"),
    (_("Answered"), "status=answered"),
    (_("Closed"), "status=closed"),
]


@staff_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show messages, newest first."""
    inbox_filter = InboxFilter(request.GET)
    page = page_of(request, queries.inbox(**inbox_filter.chosen))
    return render(request, "backoffice/inbox.html", {"filter": inbox_filter, "page": page, "views": VIEWS})


@staff_required
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message with its answer, or the place to write it."""
    return _show(request, _find(pk), ReplyForm())


@staff_required
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer by e-mail, and on the product's page where it is about one."""
    found, form = _find(pk), ReplyForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        feedback.reply(feedback=found, text=form.cleaned_data["text"], by=staff_of(request), now=timezone.now())
    except (feedback.AlreadyHandled, feedback.NoAddress) as refusal:
        messages.error(request, str(refusal))
        return redirect("backoffice:message", pk)
    messages.success(request, _said(found))
    return redirect("backoffice:inbox")


@staff_required
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a review on its product's page."""
    try:
        feedback.publish(feedback=_find(pk), now=timezone.now())
    except feedback.AlreadyHandled as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It stands on the product's page."))
    return redirect("backoffice:inbox")


@staff_required
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close without an answer, or take it off the product's page."""
    try:
        feedback.close(feedback=_find(pk))
    except feedback.AlreadyHandled as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Closed."))
    return redirect("backoffice:inbox")


def _find(pk: int) -> Feedback:
    messages = Feedback.objects.select_related("customer", "product").prefetch_related("replies__by")
    return get_object_or_404(messages, pk=pk)


def _said(found: Feedback) -> str:
    if found.is_public:
        return gettext("Your answer stands on the product's page.")
    return gettext("Your answer to {email} is in the outbox.").format(email=found.email)


def _show(request: HttpRequest, found: Feedback, form: ReplyForm) -> HttpResponse:
    waits = found.status in (FeedbackStatus.NEW, FeedbackStatus.PUBLISHED)
    context = {
        "message": found,
        "form": form,
        "can_answer": waits and (found.is_public or bool(found.email)),
        "can_close": found.status == FeedbackStatus.NEW or found.published_at is not None,
    }
    return render(request, "backoffice/message.html", context, status=UNPROCESSABLE if form.is_bound else None)
