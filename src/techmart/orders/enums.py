"""States of orders and payments; `orders.statuses` says which follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrderStatus(TextChoices):
    """Where an order stands as a whole."""

    PLACED = "placed", _("Placed")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class PayStatus(TextChoices):
    """What has been paid. An agreed payment is due later (cash, transfer); an awaited one is being made online."""

    AWAITED = "awaited", _("Waiting for payment")
    AGREED = "agreed", _("Payment due")
    PAID = "paid", _("Paid")
    PART_REFUNDED = "part_refunded", _("Partly refunded")
    REFUNDED = "refunded", _("Refunded")
    VOID = "void", _("Nothing to pay")


class ShipStatus(TextChoices):
    """What has been sent."""

    UNSHIPPED = "unshipped", _("To ship")
    PARTLY = "partly", _("Partly shipped")
    SHIPPED = "shipped", _("Shipped")
    NONE = "none", _("Nothing to ship")


class PaymentKind(TextChoices):
    """Money comes in by a charge and goes back by a refund: two rows, never a changed one."""

    CHARGE = "charge", _("Payment")
    REFUND = "refund", _("Refund")


class PaymentState(TextChoices):
    """What became of one payment."""

    PENDING = "pending", _("Due")
    SUCCEEDED = "succeeded", _("Received")
    VOID = "void", _("Void")
    ATTENTION = "attention", _("Needs a look")


class ReturnState(TextChoices):
    """How far a parcel has come that comes back."""

    REQUESTED = "requested", _("Asked for")
    APPROVED = "approved", _("On its way back")
    REFUSED = "refused", _("Refused")
    RECEIVED = "received", _("Back here")


class ReturnReason(TextChoices):
    """Why something comes back."""

    UNWANTED = "unwanted", _("I do not want it after all")
    FAULTY = "faulty", _("It is broken or does not work")
    WRONG = "wrong", _("It is not what I ordered")
    DAMAGED = "damaged", _("It was damaged on the way")
    LATE = "late", _("It came too late")


class OrderSource(TextChoices):
    """Where an order came from."""

    WEB = "web", _("Shop")
    IMPORTED = "imported", _("Imported")
    SIMULATED = "simulated", _("Simulated")
