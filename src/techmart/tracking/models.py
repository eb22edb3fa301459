"""Visitors, consent, events and daily counts: first-party, and nothing identified before consent."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from techmart.tracking.enums import EventName, Purpose


def draw_key() -> str:
    """Draw a visitor's key: random, never derived from the person."""
    return secrets.token_urlsafe(24)


class Visitor(models.Model):
    """A browser we recognise after consent; `customer` is the one link between visits and a person."""

    key = models.CharField(max_length=40, unique=True, default=draw_key)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="visitors"
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"visitor {self.pk}"


class Consent(models.Model):
    """What somebody agreed to or refused, when and where; append-only, the newest row of a purpose counts."""

    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, null=True, blank=True, related_name="consents")
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    granted = models.BooleanField()
    version = models.PositiveSmallIntegerField(help_text="Which wording was shown.")
    source = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.purpose} {'granted' if self.granted else 'refused'}"


class Event(models.Model):
    """Something that happened, written once."""

    name = models.CharField(max_length=24, choices=EventName.choices)
    at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True, help_text="When it was known whose it is, if only later.")
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, null=True, blank=True, related_name="events")
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="events"
    )
    product = models.ForeignKey("catalogue.Product", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    order_number = models.CharField(max_length=32, blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["customer", "-at"], condition=Q(customer__isnull=False), name="tracking_of_customer"),
            models.Index(fields=["visitor", "-at"], condition=Q(visitor__isnull=False), name="tracking_of_visitor"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["order_number", "name"],
                condition=Q(name__in=[EventName.ORDER_PLACED, EventName.ORDER_CANCELLED]),
                name="tracking_once_per_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once; what happened does not change."""
        if self.pk:
            raise TypeError("An event is never changed.")
        super().save(*args, **kwargs)


class DayStat(models.Model):
    """A count or a sum of one day (shop time): what reports read instead of scanning rows."""

    day = models.DateField()
    metric = models.CharField(max_length=24, help_text="An event's name, or a metric.")
    currency = models.CharField(max_length=3, blank=True)
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "metric", "currency"], name="tracking_one_stat_per_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.metric} {self.value}"
