"""The outbox: once per occasion, at least once per mailbox."""

import smtplib
from datetime import datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from techmart.mail import actions
from techmart.mail.models import Message, MessageState

pytestmark = pytest.mark.django_db


class RefusingBackend(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected("gone")


class PickyBackend(BaseEmailBackend):
    """A mail server that takes everybody's mail but Ben's."""

    def send_messages(self, email_messages):
        if email_messages[0].to == ["ben@example.com"]:
            raise smtplib.SMTPRecipientsRefused({})
        return 1


def queue(now: datetime, key: str = "order.placed:T1", **changes: str) -> Message:
    words = {"kind": "order.placed", "to": "ada@example.com", "subject": "Your order", "text": "Thank you."}
    return actions.queue(key=key, now=now, **(words | changes))


def test_the_same_occasion_is_queued_once(now):
    first = queue(now)
    again = queue(now + timedelta(hours=1), subject="Something else")
    assert (again.pk, again.subject, Message.objects.count()) == (first.pk, "Your order", 1)


def test_a_subject_cannot_smuggle_in_a_header(now):
    message = queue(now, subject="Hello\r\nBcc: everybody@example.com\n x" + "!" * 300)
    assert message.subject.startswith("Hello Bcc: everybody@example.com x!!!")
    assert len(message.subject) == 200
    assert actions.send_due(now=now) == 1
    assert django_mail.outbox[0].recipients() == ["ada@example.com"]


@pytest.mark.parametrize("address", ["ada@example.com\nBcc: ben@example.com", "ada", "", "a@b.c, d@e.f"])
def test_what_is_no_address_is_refused(now, address):
    with pytest.raises(ValidationError):
        queue(now, to=address)
    assert Message.objects.count() == 0


def test_a_message_rolled_back_with_its_order_is_not_sent(now):
    with transaction.atomic():
        queue(now)
        transaction.set_rollback(True)
    assert actions.send_due(now=now) == 0


def test_what_is_due_is_sent_once_with_both_bodies(now):
    message = queue(now, html="<p>Thank you.</p>")
    assert actions.send_due(now=now) == 1
    assert actions.send_due(now=now) == 0
    (sent,) = django_mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ada@example.com"], "Your order", "Thank you.")
    assert sent.alternatives == [("<p>Thank you.</p>", "text/html")]
    assert sent.from_email == "shop@techmart.example"
    assert sent.extra_headers["Message-ID"] == actions.message_id(message, domain="techmart.example")
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.leased_until) == (MessageState.SENT, now, None)


@pytest.mark.parametrize(("backend", "kept"), [("locmem", ""), ("dummy", "https://shop.example/key/")])
def test_a_link_that_opens_an_account_is_not_kept_once_delivered(now, settings, backend, kept):
    """Where nothing is delivered, in a demonstration, the outbox is where it is read."""
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    message = queue(now, kind="account.password_reset_key", text="https://shop.example/key/")
    other = queue(now, key="2", kind="feedback.reply", text="Hello")
    assert actions.send_due(now=now) == 2
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.text, other.text) == (kept, "Hello")


def test_the_message_id_is_the_same_at_every_try(now):
    message = queue(now)
    before = actions.message_id(message, domain="techmart.example")
    assert before == f"<{message.pk}.20260302090000000000@techmart.example>"
    Message.objects.update(attempts=3, due_at=now + timedelta(days=1))
    message.refresh_from_db()
    assert actions.message_id(message, domain="techmart.example") == before


def test_a_failed_message_is_tried_again_at_growing_pauses_and_then_given_up(now, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    message, moment, pauses = queue(now), now, []
    while message.state == MessageState.QUEUED:
        assert actions.send_due(now=moment) == 0
        assert actions.send_due(now=moment) == 0
        message.refresh_from_db()
        pauses.append((message.due_at - moment) / timedelta(minutes=1))
        moment = message.due_at
    assert (message.state, message.attempts, pauses[:4]) == (MessageState.DEAD, 5, [1, 4, 16, 64])
    assert message.last_error == "SMTPServerDisconnected: gone"


def test_one_refused_message_does_not_stop_the_others(now, settings):
    settings.EMAIL_BACKEND = f"{__name__}.PickyBackend"
    queue(now, key="1", to="ben@example.com")
    queue(now, key="2", to="cleo@example.com")
    assert actions.send_due(now=now) == 1
    assert list(Message.objects.order_by("key").values_list("state", flat=True)) == ["queued", "sent"]


def test_a_message_in_another_workers_hands_is_left_alone_until_its_lease_ends(now):
    queue(now)
    Message.objects.update(leased_until=now + actions.LEASE, attempts=1)
    assert actions.send_due(now=now + actions.LEASE) == 0
    assert actions.send_due(now=now + actions.LEASE + timedelta(seconds=1)) == 1


def test_a_message_that_kills_its_worker_every_time_is_given_up(now):
    queue(now)
    Message.objects.update(leased_until=now, attempts=actions.TRIES)
    assert actions.send_due(now=now + timedelta(seconds=1)) == 0
    assert Message.objects.get().state == MessageState.DEAD


def test_a_message_given_up_can_be_queued_again(now):
    message = queue(now)
    assert actions.send_again(message=message, now=now) is False
    Message.objects.update(state=MessageState.DEAD, attempts=5)
    assert actions.send_again(message=message, now=now) is True
    assert actions.send_due(now=now) == 1


def test_at_most_so_many_at_a_time_oldest_first(now):
    for minute in range(3):
        queue(now + timedelta(minutes=minute), key=str(minute), subject=str(minute))
    assert actions.send_due(now=now + timedelta(hours=1), limit=2) == 2
    assert [sent.subject for sent in django_mail.outbox] == ["0", "1"]


@pytest.mark.django_db(transaction=True)
def test_sending_inside_a_transaction_is_an_error(now):
    queue(now)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.send_due(now=now)
    assert django_mail.outbox == []
