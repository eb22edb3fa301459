"""Carts being filled. At checkout its lines hold their stock for a while."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices


class CartState(TextChoices):
    """A cart is filled, then ordered or merged into another; never back."""

    OPEN = "open"
    ORDERED = "ordered"
    MERGED = "merged"


def draw_key() -> str:
    """Draw the key that the cart's cookie carries."""
    return secrets.token_urlsafe(24)


class CartQuerySet(models.QuerySet["Cart"]):
    """The vocabulary of carts."""

    def open(self) -> Self:
        """Carts that can still be filled."""
        return self.filter(state=CartState.OPEN)

    def with_coupon(self) -> Self:
        """Carts with all that pricing asks of their coupon, in the same query."""
        return self.select_related("coupon__discount__category")


class Cart(models.Model):
    """A visitor's or customer's cart; it lives longer than a session."""

    key = models.CharField(max_length=40, unique=True, default=draw_key)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="carts"
    )
    coupon = models.ForeignKey("pricing.Coupon", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=CartState.choices, default=CartState.OPEN)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = CartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state=CartState.OPEN), name="cart_one_open_per_customer"
            )
        ]

    def __str__(self) -> str:
        return f"cart {self.pk}"


class CartLine(models.Model):
    """So many of a variant. `held` of them are held in stock until `held_until`."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_when_added = models.BigIntegerField()
    held = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_one_line_per_variant"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="cart_quantity_positive"),
            models.CheckConstraint(
                condition=Q(held=0, held_until=None) | Q(held__gt=0, held_until__isnull=False),
                name="cart_hold_has_end",
            ),
        ]
        indexes = [models.Index(fields=["held_until"], condition=Q(held__gt=0), name="cart_holds")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"
