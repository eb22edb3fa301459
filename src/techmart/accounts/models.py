"""Customers, guests included, and where they live."""

import secrets
from datetime import datetime
from typing import Any, ClassVar, Self

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from techmart.core.countries import country_name

BUCKETS = 10_000


def draw_bucket() -> int:
    """Draw a customer's bucket: once, at random, so that hold-outs do not depend on anything about them."""
    return secrets.randbelow(BUCKETS)


class CustomerQuerySet(models.QuerySet["Customer"]):
    """The vocabulary of people."""

    def shoppers(self) -> Self:
        """Everybody who is not staff."""
        return self.filter(is_staff=False)

    def guests(self) -> Self:
        """People who bought or wrote without an account."""
        return self.filter(claimed_at=None)


class CustomerManager(BaseUserManager.from_queryset(CustomerQuerySet)):  # type: ignore[misc]
    """One row per e-mail address, lower-cased."""

    def get_by_natural_key(self, username: str | None) -> "Customer":
        """Find by address, whatever its case."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Customer":
        """Create a customer whose address needs no proof: a colleague, or for a demonstration."""
        fields.setdefault("claimed_at", timezone.now())
        customer = self.model(email=email, **fields)
        customer.set_password(password)
        with transaction.atomic(using=self._db):
            customer.save(using=self._db)
            EmailAddress.objects.create(user=customer, email=customer.email, verified=True, primary=True)
        return customer

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Customer":
        """Create somebody who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Customer(AbstractBaseUser, PermissionsMixin):
    """A person known by e-mail. `claimed_at` is empty for a guest: somebody who bought without an account."""

    email = models.EmailField(unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    bucket = models.PositiveSmallIntegerField(default=draw_bucket, editable=False)
    is_profiled = models.BooleanField(default=True, help_text="Whether the chance of another order is worked out.")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = CustomerManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_email_lower_case"),
            models.CheckConstraint(condition=models.Q(bucket__lt=BUCKETS), name="accounts_bucket_range"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the address in lower case: one person, one row."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @property
    def is_guest(self) -> bool:
        """Whether nobody has proved this address and set a password."""
        return self.claimed_at is None

    def claim(self, *, now: datetime) -> None:
        """Mark the address as proved: its guest orders are this person's own."""
        self.claimed_at = self.claimed_at or now
        self.save(update_fields=["claimed_at"])


class PostalAddress(models.Model):
    """Where something is sent: the columns that an address book and an order share."""

    recipient = models.CharField(_("name"), max_length=120)
    line1 = models.CharField(_("street and number"), max_length=160)
    line2 = models.CharField(_("more"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20)
    city = models.CharField(_("city"), max_length=80)
    country = models.CharField(_("country"), max_length=2)

    class Meta:
        abstract = True

    @property
    def address_lines(self) -> list[str]:
        """The address as it stands on a parcel."""
        city = f"{self.postcode} {self.city}".strip()
        lines = [self.recipient, self.line1, self.line2, city, country_name(self.country)]
        return [line for line in lines if line]


class Address(PostalAddress):
    """An entry of a customer's address book."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    is_default = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=models.Q(is_default=True), name="accounts_one_default_address"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.address_lines)
