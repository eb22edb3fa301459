"""Wishes of people with an account, and notices that anybody with an address may ask for."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from techmart.catalogue.models import Variant
from techmart.core.languages import current_language


class NoticeKind(TextChoices):
    """What somebody waits for."""

    BACK = "back", _("Back in stock")
    CHEAPER = "cheaper", _("Costs less")


class Wish(models.Model):
    """A product that a customer put aside. Who has no account keeps theirs in a cookie."""

    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes")
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name_plural = "wishes"
        constraints = [models.UniqueConstraint(fields=["customer", "product"], name="wishes_once")]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """The vocabulary of waiting."""

    def waiting(self) -> Self:
        """Confirmed by the address, and not sent."""
        return self.filter(confirmed_at__isnull=False, sent_at=None)

    def come_true(self) -> Self:
        """Those whose variant can be bought now and, where that was asked, for less than when they asked."""
        buyable = Exists(Variant.objects.with_at_least(1).filter(pk=OuterRef("variant")))
        cheaper = Q(variant__price__lt=F("price"), variant__currency=F("currency"))
        return self.filter(buyable & (Q(kind=NoticeKind.BACK) | cheaper))


class Notice(models.Model):
    """Somebody wants to hear, once, when a variant is back or costs less than `price`."""

    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.CASCADE, related_name="notices")
    email = models.EmailField()
    price = models.BigIntegerField(help_text="What it cost when they asked, in minor units.")
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=10, default=current_language, help_text="What they read.")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "email", "kind"], condition=Q(sent_at=None), name="wishes_one_open_notice"
            )
        ]
        indexes = [
            models.Index(fields=["variant"], condition=Q(sent_at=None), name="wishes_open_notices"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
