"""Taking in what people write, and answering it."""

from datetime import datetime, timedelta

from django.db import transaction

from techmart.accounts.models import Customer
from techmart.feedback.models import Feedback, FeedbackKind, FeedbackStatus
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
        "customer": customer,
    }
    if again := Feedback.objects.filter(**words, created_at__gt=now - SENT_TWICE).first():
        return again
    feedback = Feedback.objects.create(**words, created_at=now)
    if email:
        _queue_mail("received", feedback, now)
    transaction.on_commit(
        lambda: tracking.record(EventName.MESSAGE_RECEIVED, customer=customer, data={"kind": str(kind)}, now=now)
    )
    return feedback


@transaction.atomic
def reply(*, feedback: Feedback, text: str, by: Customer, now: datetime) -> Feedback:
    """Answer a message by e-mail, once. Raises `NoAddress`, or `AlreadyHandled` where a colleague was faster."""
    if not feedback.email:
        raise NoAddress("The writer left no e-mail address.")
    waiting = Feedback.objects.filter(pk=feedback.pk, status=FeedbackStatus.NEW)
    if not waiting.update(status=FeedbackStatus.ANSWERED, reply=text, replied_at=now, replied_by=by):
        raise AlreadyHandled("It was answered or closed already.")
    feedback.refresh_from_db()
    _queue_mail("reply", feedback, now)
    return feedback


def close(*, feedback: Feedback) -> Feedback:
    """Close a message that needs no answer. Raises `AlreadyHandled` where that has happened."""
    if not Feedback.objects.unanswered().filter(pk=feedback.pk).update(status=FeedbackStatus.CLOSED):
        raise AlreadyHandled("It was answered or closed already.")
    feedback.refresh_from_db()
    return feedback


def _queue_mail(word: str, feedback: Feedback, now: datetime) -> None:
    mail.queue(
        key=f"feedback:{feedback.pk}/{word}",
        kind=f"feedback.{word}",
        to=feedback.email,
        now=now,
        **render(f"feedback/mail/{word}", {"feedback": feedback})._asdict(),
    )
