"""Taking in what people write, answering it, and showing what is meant for everybody."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from techmart.accounts.models import Customer
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Product
from techmart.feedback.links import thread_url
from techmart.feedback.models import Feedback, FeedbackKind, FeedbackStatus, Reply
from techmart.feedback.queries import has_bought
from techmart.mail import actions as mail
from techmart.mail.rendering import render
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName

# The same words by the same person within this time are one message: a button pressed twice, a page sent again.
SENT_TWICE = timedelta(minutes=10)


class AlreadyHandled(Exception):
    """Somebody else answered or closed it first."""


class NoAddress(Exception):
    """The writer left no e-mail address to answer to."""


@transaction.atomic
def receive(
    *,
    kind: FeedbackKind,
    text: str,
    name: str = "",
    email: str = "",
    order_number: str = "",
    rating: int | None = None,
    product: Product | None = None,
    customer: Customer | None = None,
    now: datetime,
) -> Feedback:
    """Put a message into the inbox and confirm it by e-mail where there is an address; sent twice it is there once.

    `customer` is who is signed in. An address that was only typed in makes nobody the writer, and the confirmation
    does not repeat the text: the shop writes no stranger's words to a third person.
    """
    words = {
        "kind": kind,
        "text": text,
        "name": name,
        "email": email,
        "order_number": order_number,
        "rating": rating,
        "product": product,
        "customer": customer,
    }
    if again := Feedback.objects.filter(**words, created_at__gt=now - SENT_TWICE).first():
        return again
    feedback = Feedback.objects.create(**words, created_at=now)
    if email:
        _queue_mail("received", feedback, now)
    _record(feedback, now)
    return feedback


@transaction.atomic
def write_review(
    *, product: Product, customer: Customer, rating: int, title: str = "", text: str = "", now: datetime
) -> Feedback:
    """Put a customer's review into the inbox; written again it takes the place of their first, and is read again."""
    values = {
        "name": customer.name,
        "email": customer.email,
        "rating": rating,
        "title": title,
        "text": text,
        "is_verified": has_bought(customer, product),
        "status": FeedbackStatus.NEW,
        "published_at": None,
        "created_at": now,
    }
    review, is_new = Feedback.objects.update_or_create(
        kind=FeedbackKind.REVIEW, product=product, customer=customer, defaults=values
    )
    if is_new:
        _record(review, now)
    else:
        refresh_rating(product_id=product.pk)
    return review


@transaction.atomic
def publish(*, feedback: Feedback, now: datetime) -> Feedback:
    """Show a review on its product's page. Raises `AlreadyHandled` where a colleague was faster."""
    waiting = Feedback.objects.reviews().unanswered().filter(pk=feedback.pk)
    if not waiting.update(status=FeedbackStatus.PUBLISHED, published_at=now):
        raise AlreadyHandled(_("It was shown or closed already."))
    return _changed(feedback)


@transaction.atomic
def reply(*, feedback: Feedback, text: str, by: Customer, now: datetime) -> Feedback:
    """Answer a message, once for each time its writer wrote; an answered review or question is shown with the answer.

    Raises `NoAddress` where nobody would read it, or `AlreadyHandled` where a colleague was faster.
    """
    if not feedback.email and not feedback.is_public:
        raise NoAddress(_("The writer left no e-mail address."))
    waiting = Feedback.objects.filter(pk=feedback.pk, status__in=(FeedbackStatus.NEW, FeedbackStatus.PUBLISHED))
    shown = {"published_at": feedback.published_at or now} if feedback.is_public else {}
    if not waiting.update(status=FeedbackStatus.ANSWERED, **shown):
        raise AlreadyHandled(_("It was answered or closed already."))
    answer = Reply.objects.create(feedback=feedback, text=text, is_from_shop=True, by=by, at=now)
    _changed(feedback)
    if feedback.email:
        _queue_mail("reply", feedback, now, answer=answer)
    return feedback


@transaction.atomic
def follow_up(*, feedback: Feedback, text: str, now: datetime) -> Reply:
    """Let the writer say more; the message waits for the shop again. Sent twice it is there once."""
    if again := feedback.replies.filter(is_from_shop=False, text=text, at__gt=now - SENT_TWICE).first():
        return again
    Feedback.objects.filter(pk=feedback.pk).update(status=FeedbackStatus.NEW)
    return Reply.objects.create(feedback=feedback, text=text, is_from_shop=False, at=now)


@transaction.atomic
def close(*, feedback: Feedback) -> Feedback:
    """Close a message that needs no answer, or take one off its product's page. Raises `AlreadyHandled`."""
    open_ones = Feedback.objects.filter(Q(status=FeedbackStatus.NEW) | Q(published_at__isnull=False))
    if not open_ones.filter(pk=feedback.pk).update(status=FeedbackStatus.CLOSED, published_at=None):
        raise AlreadyHandled(_("It was answered or closed already."))
    return _changed(feedback)


def _changed(feedback: Feedback) -> Feedback:
    feedback.refresh_from_db()
    if feedback.kind == FeedbackKind.REVIEW and feedback.product_id:
        refresh_rating(product_id=feedback.product_id)
    return feedback


@transaction.atomic
def refresh_rating(*, product_id: int) -> None:
    """Count a product's shown reviews anew."""
    # Two reviews shown at once must both be counted: the second waits for the first.
    Product.objects.select_for_update().get(pk=product_id)
    shown = Feedback.objects.reviews().shown().filter(product=product_id)
    total = shown.aggregate(stars=Sum("rating", default=0), count=Count("pk"))
    mean = round(100 * total["stars"] / total["count"]) if total["count"] else 0
    catalogue.set_rating(product_id=product_id, rating=mean, count=total["count"])


def _record(feedback: Feedback, now: datetime) -> None:
    customer, kind = feedback.customer, str(feedback.kind)
    transaction.on_commit(
        lambda: tracking.record(EventName.MESSAGE_RECEIVED, customer=customer, data={"kind": kind}, now=now)
    )


def _queue_mail(word: str, feedback: Feedback, now: datetime, answer: Reply | None = None) -> None:
    context = {"feedback": feedback, "answer": answer, "link": thread_url(feedback)}
    mail.queue(
        key=f"feedback:{feedback.pk}/{word}" + (f"/{answer.pk}" if answer else ""),
        kind=f"feedback.{word}",
        to=feedback.email,
        now=now,
        **render(f"feedback/mail/{word}", context, language=feedback.language)._asdict(),
    )
