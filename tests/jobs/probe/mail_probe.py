"""A slow mail server that writes down what it is handed, for a worker process that will be killed."""

import os
import time

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from techmart.mail import actions
from techmart.mail.models import Message, MessageState


class EmailBackend(BaseEmailBackend):
    """Writes `begin <id>`, takes a while, writes `taken <id>`, takes a while."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for word in ("begin", "taken"):
                with open(os.environ["PROBE_LOG"], "a") as log:
                    log.write(f"{word} {message.extra_headers['Message-ID']}\n")
                time.sleep(float(os.environ["PROBE_SECONDS"]))
        return len(email_messages)


def claim_as_sent(pk, now):
    """The mutant: a message counts as sent before it is handed over."""
    mine = Message.objects.due(now).filter(pk=pk).update(state=MessageState.SENT, sent_at=timezone.now())
    return Message.objects.get(pk=pk) if mine else None


if os.environ.get("PROBE_MUTANT"):
    actions._claim = claim_as_sent
