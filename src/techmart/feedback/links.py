"""The signed link that shows a message and its answers to whoever wrote it."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from techmart.feedback.models import Feedback

SALT = "feedback.thread"
MAX_AGE_SECONDS = 400 * 24 * 3600


def thread_path(feedback: Feedback) -> str:
    """Return the path of a message's own page."""
    return reverse("thread", args=[signing.dumps(feedback.pk, salt=SALT)])


def thread_url(feedback: Feedback) -> str:
    """Return the whole address, for e-mails."""
    return settings.BASE_URL + thread_path(feedback)


def feedback_from_token(token: str) -> Feedback | None:
    """Return the message that a link was signed for; None where the link is forged, altered or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    return Feedback.objects.select_related("product").prefetch_related("replies").filter(pk=pk).first()
