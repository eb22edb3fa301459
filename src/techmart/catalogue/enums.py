"""States of what is sold."""

from django.db.models import TextChoices


class ProductStatus(TextChoices):
    """A published product shows from `published_at` on."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class TaxClass(TextChoices):
    """Which rate of a country applies."""

    STANDARD = "standard", "Standard"
    REDUCED = "reduced", "Reduced"
    ZERO = "zero", "Zero"


class StockMoveKind(TextChoices):
    """Why stock changed."""

    OPENING = "opening", "Opening stock"
    RECEIVED = "received", "Received"
    COUNTED = "counted", "Stock count"
    DAMAGED = "damaged", "Damaged or lost"
    ALLOCATED = "allocated", "Promised to an order"
    RELEASED = "released", "Order cancelled"
    SHIPPED = "shipped", "Shipped"
    RETURNED = "returned", "Came back"


# What staff may choose by hand; the others follow from orders.
MANUAL_KINDS = (StockMoveKind.RECEIVED, StockMoveKind.COUNTED, StockMoveKind.DAMAGED)
