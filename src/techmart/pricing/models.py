"""Rates, ways of sending and discounts the merchant sets."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from techmart.catalogue.enums import TaxClass
from techmart.core.money import Money


class TaxRate(models.Model):
    """A country's rate for a tax class, in basis points (1900 = 19 %)."""

    country = models.CharField(max_length=2)
    tax_class = models.CharField(max_length=10, choices=TaxClass.choices, default=TaxClass.STANDARD)
    basis_points = models.PositiveIntegerField()

    class Meta:
        ordering = ["country", "tax_class"]
        constraints = [
            models.UniqueConstraint(fields=["country", "tax_class"], name="pricing_one_rate"),
            models.CheckConstraint(condition=Q(basis_points__lte=10_000), name="pricing_rate_range"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.tax_class} {self.percent} %"

    @property
    def percent(self) -> str:
        """The rate as people write it: 19, or 5.5."""
        return f"{self.basis_points / 100:g}"


class ShippingMethod(models.Model):
    """A way of sending, with its cost; `countries` empty means everywhere."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    promise = models.CharField(max_length=80, blank=True, help_text=_("2-3 working days"))
    fastest_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Working days from order to door.")
    )
    slowest_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("The days shoppers can rely on.")
    )
    countries = models.JSONField(default=list, blank=True)
    price = models.BigIntegerField(help_text="In minor units.")
    free_over = models.BigIntegerField(null=True, blank=True, help_text="Free from this order value on.")
    max_weight_g = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(price__gte=0), name="pricing_shipping_price")]

    def __str__(self) -> str:
        return self.name


class DiscountKind(TextChoices):
    """What a discount takes off."""

    PERCENT = "percent", _("Per cent off")
    FIXED = "fixed", _("Amount off")
    SHIPPING = "shipping", _("Free shipping")


class Discount(models.Model):
    """Something off: for everybody while it runs, or for whoever has one of its coupons.

    `uses` counts the orders that a coupon of it went into; the limits are decided by conditional updates of that count.
    """

    name = models.CharField(max_length=80, help_text=_("Buyers read it beside the amount."))
    kind = models.CharField(max_length=8, choices=DiscountKind.choices, default=DiscountKind.PERCENT)
    basis_points = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="EUR")
    is_automatic = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    category = models.ForeignKey(
        "catalogue.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="discounts"
    )
    minimum = models.BigIntegerField(default=0, help_text="Order value from which it counts, before discounts.")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    limit_total = models.PositiveIntegerField(null=True, blank=True)
    limit_per_person = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(basis_points__lte=10_000), name="pricing_discount_percent"),
            models.CheckConstraint(condition=Q(amount__gte=0, minimum__gte=0), name="pricing_discount_amounts"),
            models.CheckConstraint(
                condition=Q(limit_total=None) | Q(uses__lte=F("limit_total")), name="pricing_discount_within_limit"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> str:
        """What it takes off, in words."""
        if self.kind == DiscountKind.PERCENT:
            return gettext("{percent} % off").format(percent=number_format(f"{self.basis_points / 100:g}"))
        if self.kind == DiscountKind.SHIPPING:
            return gettext("Free shipping")
        return gettext("{money} off").format(money=Money(self.amount, self.currency))

    def is_running(self, now: datetime) -> bool:
        """Whether it is switched on, has begun and has not ended."""
        has_begun = self.starts_at is None or self.starts_at <= now
        return self.is_active and has_begun and (self.ends_at is None or now < self.ends_at)


class Coupon(models.Model):
    """A code that opens a discount. A one-person code is good once, and may be bound to one customer."""

    discount = models.ForeignKey(Discount, on_delete=models.CASCADE, related_name="coupons")
    code = models.CharField(max_length=32, unique=True)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="coupons"
    )
    limit = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(limit=None) | Q(uses__lte=F("limit")), name="pricing_coupon_within_limit"
            )
        ]

    def __str__(self) -> str:
        return self.code
