"""Forms of the inbox and the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import any_of, search_box
from techmart.backoffice.lists import Filter
from techmart.feedback.models import FeedbackKind, FeedbackStatus
from techmart.mail.models import MessageState


class InboxFilter(Filter):
    """Which messages are seen."""

    search = search_box(_("Words, name, e-mail or order"))
    status = any_of(_("Status"), FeedbackStatus.choices)
    kind = any_of(_("From"), FeedbackKind.choices)


class OutboxFilter(Filter):
    """Which e-mails are seen."""

    search = search_box(_("Address or subject"))
    state = any_of(_("State"), MessageState.choices)


class ReplyForm(forms.Form):
    """An answer, by e-mail or for everybody."""

    text = forms.CharField(label=_("Your answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 9}))
