"""The outbox: a message is a row until it is sent, and stays one afterwards."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Queued until sent; dead after too many tries."""

    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Given up")


class MessageQuerySet(models.QuerySet["Message"]):
    """The vocabulary of the outbox."""

    def due(self, now: datetime) -> Self:
        """Queued, its time has come, and no worker has it in hand."""
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        return self.filter(free, state=MessageState.QUEUED, due_at__lte=now)


class Message(models.Model):
    """One e-mail. `key` names the occasion, so that the same occasion never writes twice."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def holds_key(self) -> bool:
        """Whether it carries a link that opens somebody's account."""
        return self.kind.startswith("account.")

    def may_be_read_by(self, reader: Any) -> bool:
        """Whether somebody at the desk may open it: a key to any account, only who may do anything anyway."""
        return reader.is_superuser or not self.holds_key
