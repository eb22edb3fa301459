"""States of what is sold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProductStatus(TextChoices):
    """A published product shows from `published_at` on."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class TaxClass(TextChoices):
    """Which rate of a country applies."""

    STANDARD = "standard", _("Standard")
    REDUCED = "reduced", _("Reduced")
    ZERO = "zero", _("Zero")


class StockMoveKind(TextChoices):
    """Why stock changed."""

    OPENING = "opening", _("Opening stock")
    RECEIVED = "received", _("Received")
    COUNTED = "counted", _("Stock count")
    DAMAGED = "damaged", _("Damaged or lost")
    ALLOCATED = "allocated", _("Promised to an order")
    RELEASED = "released", _("Order cancelled")
    SHIPPED = "shipped", _("Shipped")
    RETURNED = "returned", _("Came back")


# What staff may choose by hand; the others follow from orders.
MANUAL_KINDS = (StockMoveKind.RECEIVED, StockMoveKind.COUNTED, StockMoveKind.DAMAGED)
