"""What people wrote, and what they were answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from techmart.backoffice.access import staff_of, staff_required
from techmart.backoffice.forms.inbox import InboxFilter, ReplyForm
from techmart.backoffice.lists import UNPROCESSABLE, page_of
from techmart.feedback import actions as feedback
from techmart.feedback import queries
from techmart.feedback.models import Feedback

VIEWS = [("All", ""), ("New", "status=new"), ("Answered", "status=answered"), ("Closed", "status=closed")]


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
    """Answer by e-mail."""
    found, form = _find(pk), ReplyForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        feedback.reply(feedback=found, text=form.cleaned_data["text"], by=staff_of(request), now=timezone.now())
    except (feedback.AlreadyHandled, feedback.NoAddress) as refusal:
        messages.error(request, str(refusal))
        return redirect("backoffice:message", pk)
    messages.success(request, f"Your answer to {found.email} is in the outbox.")
    return redirect("backoffice:inbox")


@staff_required
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close without an answer."""
    try:
        feedback.close(feedback=_find(pk))
    except feedback.AlreadyHandled as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Closed.")
    return redirect("backoffice:inbox")


def _find(pk: int) -> Feedback:
    return get_object_or_404(Feedback.objects.select_related("customer", "replied_by"), pk=pk)


def _show(request: HttpRequest, found: Feedback, form: ReplyForm) -> HttpResponse:
    context = {"message": found, "form": form}
    return render(request, "backoffice/message.html", context, status=UNPROCESSABLE if form.is_bound else None)
