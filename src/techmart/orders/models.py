"""Placed orders with frozen prices, what was paid and sent for them, and what happened to them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from techmart.accounts.models import PostalAddress
from techmart.core.languages import current_language
from techmart.core.money import Money
from techmart.orders.enums import (
    OrderSource,
    OrderStatus,
    PaymentKind,
    PaymentState,
    PayStatus,
    ReturnReason,
    ReturnState,
    ShipStatus,
)

NET = F("items_total") - F("discount_total") + F("shipping_total")
# An order counts as a purchase while its payment is made or agreed (cash on delivery, bank transfer): see ADR 0003.
COUNTED_PAY_STATUSES = (PayStatus.AGREED, PayStatus.PAID, PayStatus.PART_REFUNDED)


class OrderQuerySet(models.QuerySet["Order"]):
    """The vocabulary of orders."""

    def purchases(self) -> Self:
        """Orders that count as purchases: not cancelled, and paid or agreed to be paid."""
        return self.exclude(status=OrderStatus.CANCELLED).filter(pay_status__in=COUNTED_PAY_STATUSES)

    def to_ship(self) -> Self:
        """Orders that wait for a parcel."""
        placed = self.filter(status=OrderStatus.PLACED, ship_status__in=(ShipStatus.UNSHIPPED, ShipStatus.PARTLY))
        return placed.exclude(pay_status=PayStatus.AWAITED)

    def cancellation_asked(self) -> Self:
        """Orders whose buyers would like them called off, and of which nothing has been sent."""
        return self.filter(
            status=OrderStatus.PLACED, ship_status=ShipStatus.UNSHIPPED, cancel_requested_at__isnull=False
        )

    def to_pay(self) -> Self:
        """Orders whose agreed payment has not come in."""
        return self.filter(pay_status=PayStatus.AGREED).exclude(status=OrderStatus.CANCELLED)


class Order(PostalAddress):
    """A placed cart with frozen prices. The three statuses are recomputed by `orders.statuses.recompute`."""

    number = models.CharField(max_length=32, unique=True)
    # Unique: placing a cart twice returns the same order.
    cart = models.OneToOneField("cart.Cart", on_delete=models.PROTECT, null=True, blank=True, related_name="order")
    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="orders")
    email = models.EmailField()
    source = models.CharField(max_length=10, choices=OrderSource.choices, default=OrderSource.WEB)
    status = models.CharField(max_length=10, choices=OrderStatus.choices, default=OrderStatus.PLACED)
    pay_status = models.CharField(max_length=14, choices=PayStatus.choices, default=PayStatus.AGREED)
    ship_status = models.CharField(max_length=10, choices=ShipStatus.choices, default=ShipStatus.UNSHIPPED)
    currency = models.CharField(max_length=3)
    items_total = models.BigIntegerField()
    discount_total = models.BigIntegerField(default=0)
    shipping_total = models.BigIntegerField(default=0)
    tax_total = models.BigIntegerField(default=0)
    total = models.BigIntegerField()
    refunded_total = models.BigIntegerField(default=0)
    prices_include_tax = models.BooleanField(default=True)
    shipping_method = models.CharField(max_length=80, blank=True)
    payment_provider = models.CharField(max_length=20)
    note = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10, default=current_language, help_text="What its buyer reads.")
    cancel_requested_at = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField()
    placed_on = models.DateField(help_text="The day it was placed, in the shop's time zone.")

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prices_include_tax=True, total=NET)
                | Q(prices_include_tax=False, total=NET + F("tax_total")),
                name="orders_total_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(refunded_total__gte=0) & Q(refunded_total__lte=F("total")),
                name="orders_refund_within_total",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "placed_on"], name="orders_of_customer"),
            models.Index(fields=["-placed_at", "-id"], name="orders_newest"),
            models.Index(fields=["status", "ship_status"], name="orders_by_status"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the page that staff work on it with."""
        return reverse("backoffice:order", args=[self.number])

    @property
    def money(self) -> Money:
        """What it costs."""
        return Money(self.total, self.currency)

    @property
    def counts(self) -> bool:
        """Whether it is a purchase: see `OrderQuerySet.purchases`."""
        return not self.is_cancelled and self.pay_status in COUNTED_PAY_STATUSES

    @property
    def earned(self) -> int:
        """What it adds to the revenue, in minor units: nothing where it does not count, less what went back."""
        return self.total - self.refunded_total if self.counts else 0

    @property
    def asks_cancellation(self) -> bool:
        """Whether its buyer would like it called off, and it still can be."""
        return bool(self.cancel_requested_at) and self.can_be_cancelled

    @property
    def can_be_cancelled(self) -> bool:
        """Whether nothing of it has been sent."""
        return self.status == OrderStatus.PLACED and self.ship_status == ShipStatus.UNSHIPPED

    @property
    def is_awaiting_payment(self) -> bool:
        """Whether its buyer is still to pay online."""
        return self.pay_status == PayStatus.AWAITED and not self.is_cancelled

    @property
    def has_invoice(self) -> bool:
        """Whether it counts as a purchase, or did."""
        return self.pay_status not in (PayStatus.AWAITED, PayStatus.VOID)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        return self.status == OrderStatus.CANCELLED


class OrderLine(models.Model):
    """What was bought, with name, price and tax as they were."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="order_lines")
    sku = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    unit_price = models.BigIntegerField()
    quantity = models.PositiveIntegerField()
    total = models.BigIntegerField()
    discount = models.BigIntegerField(default=0)
    tax_basis_points = models.PositiveIntegerField(default=0)
    tax = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="orders_line_position"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="orders_line_quantity"),
            models.CheckConstraint(
                condition=Q(discount__gte=0) & Q(discount__lte=F("total")), name="orders_line_discount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"


class DiscountUse(models.Model):
    """A discount as an order got it, in the words its buyer read. The row of a coupon is its use."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="discounts")
    discount = models.ForeignKey("pricing.Discount", on_delete=models.SET_NULL, null=True, related_name="order_uses")
    coupon = models.ForeignKey("pricing.Coupon", on_delete=models.SET_NULL, null=True, related_name="order_uses")
    words = models.CharField(max_length=120)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["order", "discount"], name="orders_discount_once")]

    def __str__(self) -> str:
        return self.words


class Payment(models.Model):
    """Money that came in or went back, or is due. Append-only but for its state.

    What came in stays so; a refund that succeeded may still fail.
    `reference` is the online provider's name of the charge; a refund has that of the charge it sends back.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="payments")
    kind = models.CharField(max_length=8, choices=PaymentKind.choices)
    state = models.CharField(max_length=10, choices=PaymentState.choices, default=PaymentState.PENDING)
    provider = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    idempotency_key = models.CharField(max_length=80, unique=True)
    reference = models.CharField(max_length=120, blank=True, db_index=True)
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="orders_payment_amount")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"


class PaymentNotice(models.Model):
    """A provider's word that something happened to a charge, stored once however often it is sent."""

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="orders_notice_once")]
        indexes = [models.Index(fields=["received_at"], condition=Q(applied_at=None), name="orders_notices_to_apply")]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"


class Parcel(models.Model):
    """Something sent out, or coming back: asked for by its buyer, approved, received."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="parcels")
    is_return = models.BooleanField(default=False)
    return_state = models.CharField(max_length=10, choices=ReturnState.choices, blank=True)
    reason = models.CharField(max_length=10, choices=ReturnReason.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    carrier = models.CharField(max_length=60, blank=True)
    tracking_number = models.CharField(max_length=80, blank=True)
    # Of a return: when it was asked for.
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_return=False, return_state="") | Q(is_return=True) & ~Q(return_state=""),
                name="orders_return_has_state",
            )
        ]
        indexes = [
            models.Index(fields=["return_state"], condition=Q(is_return=True), name="orders_returns_by_state"),
        ]

    def __str__(self) -> str:
        return self.tracking_number or f"parcel {self.pk}"


class ParcelLine(models.Model):
    """So many units of an order line in a parcel. A parcel without lines holds the whole order."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="parcel_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ["order_line__position"]
        constraints = [
            models.UniqueConstraint(fields=["parcel", "order_line"], name="orders_parcel_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="orders_parcel_line_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of line {self.order_line_id}"


class Activity(models.Model):
    """Who did what to an order, and when; append-only."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="activities")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verb = models.CharField(max_length=40)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.verb
