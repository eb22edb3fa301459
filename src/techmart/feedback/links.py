"""Links in e-mails: to a message and its answers, for whoever wrote it; to a review, for whoever bought."""

from django.urls import reverse

from techmart.catalogue.models import Product
from techmart.core.links import key_in, token_for, whole_address
from techmart.feedback.models import Feedback
from techmart.orders.links import mail_token_of
from techmart.orders.models import Order

SALT = "feedback.thread"
MAX_AGE_SECONDS = 400 * 24 * 3600


def review_url(order: Order, product: Product) -> str:
    """Return where a buyer reviews a product without logging in, for e-mails to them alone."""
    return whole_address(f"{reverse('new_review', args=[product.slug])}?order={mail_token_of(order)}")


def thread_path(feedback: Feedback) -> str:
    """Return the path of a message's own page."""
    return reverse("thread", args=[token_for(feedback.pk, salt=SALT)])


def thread_url(feedback: Feedback) -> str:
    """Return the whole address, for e-mails."""
    return whole_address(thread_path(feedback))


def feedback_from_token(token: str) -> Feedback | None:
    """Return the message that a link was signed for; None where the link is forged, altered or too old."""
    pk = key_in(token, salt=SALT, max_age_seconds=MAX_AGE_SECONDS)
    return Feedback.objects.select_related("product").prefetch_related("replies").filter(pk=pk).first()
