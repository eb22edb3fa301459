"""E-mails as rows: what was sent to whom, and what was not."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.inbox import OutboxFilter
from techmart.backoffice.lists import page_of
from techmart.mail import actions as mail
from techmart.mail import queries
from techmart.mail.models import Message, MessageState

VIEWS = [(_("All"), ""), (_("Queued"), "state=queued"), (_("Sent"), "state=sent"), (_("Given up"), "state=dead")]
# An e-mail's own markup runs no script, sends no form, fetches nothing and knows no session.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@staff_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show e-mails, newest first."""
    outbox_filter = OutboxFilter(request.GET)
    page = page_of(request, queries.outbox(**outbox_filter.chosen))
    return render(request, "backoffice/outbox.html", {"filter": outbox_filter, "page": page, "views": VIEWS})


@staff_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp types views without arguments
def email(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one e-mail: its text, and its HTML in a frame that can do nothing."""
    message = _find(request, pk)
    context = {"message": message, "is_dead": message.state == MessageState.DEAD}
    return render(request, "backoffice/email.html", context)


@staff_required
@require_safe
def email_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve an e-mail's HTML to that frame alone."""
    response = HttpResponse(_find(request, pk).html)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@staff_required
@require_POST
def resending(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue an e-mail that was given up once more."""
    if mail.send_again(message=get_object_or_404(Message, pk=pk), now=timezone.now()):
        messages.success(request, _("Queued again."))
    else:
        messages.error(request, _("It has not been given up."))
    return redirect("backoffice:email", pk)


def _find(request: HttpRequest, pk: int) -> Message:
    message = get_object_or_404(Message, pk=pk)
    if not message.may_be_read_by(request.user):
        raise PermissionDenied
    return message
