"""States of orders and payments; `orders.statuses` says which follow which."""

from django.db.models import TextChoices


class OrderStatus(TextChoices):
    """Where an order stands as a whole."""

    PLACED = "placed", "Placed"
    COMPLETED = "completed", "Completed"
    CANCELLED = "cancelled", "Cancelled"


class PayStatus(TextChoices):
    """What has been paid. An agreed payment is due later (cash, transfer); an awaited one is being made online."""

    AWAITED = "awaited", "Waiting for payment"
    AGREED = "agreed", "Payment due"
    PAID = "paid", "Paid"
    PART_REFUNDED = "part_refunded", "Partly refunded"
    REFUNDED = "refunded", "Refunded"
    VOID = "void", "Nothing to pay"


class ShipStatus(TextChoices):
    """What has been sent."""

    UNSHIPPED = "unshipped", "To ship"
    PARTLY = "partly", "Partly shipped"
    SHIPPED = "shipped", "Shipped"
    NONE = "none", "Nothing to ship"


class PaymentKind(TextChoices):
    """Money comes in by a charge and goes back by a refund: two rows, never a changed one."""

    CHARGE = "charge", "Payment"
    REFUND = "refund", "Refund"


class PaymentState(TextChoices):
    """What became of one payment."""

    PENDING = "pending", "Due"
    SUCCEEDED = "succeeded", "Received"
    VOID = "void", "Void"
    ATTENTION = "attention", "Needs a look"


class ReturnState(TextChoices):
    """How far a parcel has come that comes back."""

    REQUESTED = "requested", "Asked for"
    APPROVED = "approved", "On its way back"
    REFUSED = "refused", "Refused"
    RECEIVED = "received", "Back here"


class ReturnReason(TextChoices):
    """Why something comes back."""

    UNWANTED = "unwanted", "I do not want it after all"
    FAULTY = "faulty", "It is broken or does not work"
    WRONG = "wrong", "It is not what I ordered"
    DAMAGED = "damaged", "It was damaged on the way"
    LATE = "late", "It came too late"


class OrderSource(TextChoices):
    """Where an order came from."""

    WEB = "web", "Shop"
    IMPORTED = "imported", "Imported"
    SIMULATED = "simulated", "Simulated"
