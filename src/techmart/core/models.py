"""Shop options that the merchant sets, one row; and the pages about the shop."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from techmart.core.remember import forget, remembered

SHOP_SECONDS = 5
FOOTER = "footer"


class ShopSettings(models.Model):
    """The shop's own options. There is one row; read it with `ShopSettings.current()`."""

    name = models.CharField(max_length=80, default="TechMart")
    currency = models.CharField(max_length=3, default="EUR", help_text=_("ISO 4217 code of every price."))
    country = models.CharField(max_length=2, default="DE", help_text=_("Where the shop sends from."))
    email = models.EmailField(default="shop@techmart.example", help_text=_("Sender of order e-mails."))
    postal_address = models.TextField(blank=True, help_text=_("Printed on invoices, with your tax number."))
    prices_include_tax = models.BooleanField(default=True)
    bank_details = models.TextField(blank=True, help_text=_("Shown to customers who pay by bank transfer."))
    transfer_days = models.PositiveSmallIntegerField(
        "days a bank transfer may take", default=14, help_text=_("Then the order is cancelled; 0: never.")
    )
    review_days = models.PositiveSmallIntegerField(
        "days until buyers are asked for a review", default=10, help_text=_("After the last parcel; 0: never.")
    )
    notice = models.CharField(max_length=160, blank=True, help_text=_("A line above every shop page."))

    class Meta:
        verbose_name = verbose_name_plural = "shop settings"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="core_one_shop_settings_row")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the only row, and let every page see it."""
        self.pk = 1
        super().save(*args, **kwargs)
        forget("shop")

    @classmethod
    def current(cls) -> Self:
        """Return the options, remembered for a few seconds: every page asks."""
        return remembered("shop", seconds=SHOP_SECONDS, make=lambda: cls.objects.filter(pk=1).first() or cls(pk=1))


class Page(models.Model):
    """A page in the merchant's own words; where there is none, `core.pages` has those that the shop came with."""

    slug = models.SlugField("address", max_length=60, unique=True)
    title = models.CharField(max_length=80)
    body = models.TextField("text", help_text="Plain text, or simple HTML: h2, h3, p, ul, ol, li, strong, em, a, br.")
    position = models.PositiveSmallIntegerField(default=100, help_text=_("The footer is in this order."))
    is_shown = models.BooleanField("shown", default=True)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let every footer see it."""
        super().save(*args, **kwargs)
        forget(FOOTER)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take it away, from every footer too."""
        forget(FOOTER)
        return super().delete(*args, **kwargs)
