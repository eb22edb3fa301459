"""Forms of the inbox and the outbox."""

from django import forms

from techmart.backoffice.forms.fields import any_of, search_box
from techmart.backoffice.lists import Filter
from techmart.feedback.models import FeedbackKind, FeedbackStatus
from techmart.mail.models import MessageState


class InboxFilter(Filter):
    """Which messages are seen."""

    search = search_box("Words, name, e-mail or order")
    status = any_of("Status", FeedbackStatus.choices)
    kind = any_of("From", FeedbackKind.choices)


class OutboxFilter(Filter):
    """Which e-mails are seen."""

    search = search_box("Address or subject")
    state = any_of("State", MessageState.choices)


class ReplyForm(forms.Form):
    """An answer, by e-mail or for everybody."""

    text = forms.CharField(label="Your answer", max_length=8000, widget=forms.Textarea(attrs={"rows": 9}))
