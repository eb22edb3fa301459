"""What people write to the shop: one inbox."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices


class FeedbackKind(TextChoices):
    """From which page it came."""

    CONTACT = "contact", "Contact"
    FEEDBACK = "feedback", "Feedback"


class FeedbackStatus(TextChoices):
    """What has been done about it."""

    NEW = "new", "New"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """The vocabulary of the inbox."""

    def unanswered(self) -> Self:
        """What still waits."""
        return self.filter(status=FeedbackStatus.NEW)


class Feedback(models.Model):
    """One message from a contact or feedback page, with the shop's reply."""

    kind = models.CharField(max_length=10, choices=FeedbackKind.choices)
    status = models.CharField(max_length=10, choices=FeedbackStatus.choices, default=FeedbackStatus.NEW)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    order_number = models.CharField(max_length=32, blank=True)
    text = models.TextField(max_length=4000)
    created_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "feedback"
        indexes = [models.Index(fields=["status", "-created_at"], name="feedback_inbox")]
        constraints = [
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 5)), name="feedback_rating_1_to_5")
        ]

    def __str__(self) -> str:
        return self.text[:60]
