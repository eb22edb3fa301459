"""Recurring work as rows."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class JobQuerySet(models.QuerySet["Job"]):
    """The vocabulary of work."""

    def due(self, now: datetime) -> Self:
        """Its time has come, and no worker has it in hand."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lt=now), due_at__lte=now)


class Job(models.Model):
    """A piece of recurring work: when it is next due, who has it until when, and how it went.

    A worker that dies leaves a lease that runs out; the next worker takes the job up again.
    """

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Starts since it last succeeded.")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]

    def __str__(self) -> str:
        return self.name
