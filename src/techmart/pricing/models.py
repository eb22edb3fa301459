"""Rates and methods the merchant sets."""

from django.db import models
from django.db.models import Q

from techmart.catalogue.enums import TaxClass


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
    promise = models.CharField(max_length=80, blank=True, help_text="2-3 working days")
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
