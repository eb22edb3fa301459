"""Putting messages into the outbox, and handing them over.

Sending is at least once: a worker that dies between handing a message over and noting it sends it again, with the same
Message-ID, so that mailboxes can tell. Nothing is sent inside a transaction.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from techmart.core.models import ShopSettings
from techmart.mail.models import Message, MessageState

logger = logging.getLogger(__name__)

TRIES: Final = 5
LEASE: Final = timedelta(minutes=2)
# One round must end well before the lease of its last message does.
ROUND_SECONDS: Final = 60.0
FIRST_PAUSE: Final = timedelta(minutes=1)
# Delivers nowhere: the outbox is where messages are read.
DEMONSTRATION: Final = "django.core.mail.backends.dummy.EmailBackend"


def queue(*, key: str, kind: str, to: str, subject: str, text: str, html: str = "", now: datetime) -> Message:
    """Put a message into the outbox, once per key; a second call returns the first one's row.

    Call it inside the transaction of what the message tells: both happen or neither. The subject is brought to one
    line. Raises `ValidationError` for what is no e-mail address.
    """
    validate_email(to)
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to": to,
            "subject": _one_line(subject),
            "text": text,
            "html": html,
            "due_at": now,
            "created_at": now,
        },
    )
    return message


def _one_line(subject: str) -> str:
    """Bring a subject to one line: a line break in it could smuggle in a header."""
    return " ".join(subject.split())[:200]


def send_due(*, now: datetime, limit: int = 50) -> int:
    """Send what is due, oldest first, and return how many were sent. Must not be called inside a transaction."""
    _bury(now)
    started, sent = time.monotonic(), 0
    for pk in Message.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:limit]:
        if time.monotonic() - started > ROUND_SECONDS:
            break
        message = _claim(pk, now)
        if message is not None:
            sent += _deliver(message, now)
    return sent


def _bury(now: datetime) -> None:
    """Give up messages whose last try took its worker down."""
    Message.objects.due(now).filter(attempts__gte=TRIES).update(
        state=MessageState.DEAD, leased_until=None, last_error="The worker died at every try."
    )


def _claim(pk: int, now: datetime) -> Message | None:
    """Take one message in hand: the conditional UPDATE lets one worker win."""
    with transaction.atomic(durable=True):
        mine = Message.objects.due(now).filter(pk=pk).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    return Message.objects.get(pk=pk) if mine else None


def _deliver(message: Message, now: datetime) -> bool:
    try:
        _hand_over(message)
    except Exception as error:  # whatever is wrong with one message must not stop the others
        logger.warning("Message %s was not sent: %s", message.pk, error)
        _put_back(message, error, now)
        return False
    sent = {"state": MessageState.SENT, "sent_at": now, "leased_until": None, "last_error": ""}
    if message.holds_key and settings.EMAIL_BACKEND != DEMONSTRATION:
        # Its link opens somebody's account: once it is delivered nobody else shall read it in the outbox.
        sent |= {"text": "", "html": ""}
    Message.objects.filter(pk=message.pk).update(**sent)
    return True


def _hand_over(message: Message) -> None:
    shop = ShopSettings.current()
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=shop.email,
        to=[message.to],
        headers={"Message-ID": message_id(message, domain=shop.email.partition("@")[2])},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()


def message_id(message: Message, *, domain: str) -> str:
    """Return the Message-ID, the same at every try."""
    return f"<{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{domain}>"


def _put_back(message: Message, error: Exception, now: datetime) -> None:
    """Try again later, each pause four times the last; after the last try give up."""
    given_up = message.attempts >= TRIES
    mine = Message.objects.filter(pk=message.pk, state=MessageState.QUEUED, leased_until=message.leased_until)
    mine.update(
        state=MessageState.DEAD if given_up else MessageState.QUEUED,
        due_at=now + FIRST_PAUSE * 4 ** (message.attempts - 1),
        leased_until=None,
        last_error=f"{type(error).__name__}: {error}"[:300],
    )


def send_again(*, message: Message, now: datetime) -> bool:
    """Queue a message that was given up once more; say whether it was one."""
    dead = Message.objects.filter(pk=message.pk, state=MessageState.DEAD)
    return bool(dead.update(state=MessageState.QUEUED, attempts=0, due_at=now, last_error=""))
