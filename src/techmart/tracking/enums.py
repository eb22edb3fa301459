"""What can happen, what is counted, and what people may agree to."""

from django.db.models import TextChoices


class EventName(TextChoices):
    """Events, named noun.past_participle."""

    PRODUCT_VIEWED = "product.viewed"
    SEARCH_PERFORMED = "search.performed"
    CART_LINE_ADDED = "cart.line_added"
    CART_LINE_REMOVED = "cart.line_removed"
    CHECKOUT_STARTED = "checkout.started"
    ORDER_PLACED = "order.placed"
    ORDER_CANCELLED = "order.cancelled"
    ORDER_REFUNDED = "order.refunded"
    CUSTOMER_JOINED = "customer.joined"
    MESSAGE_RECEIVED = "message.received"


class Purpose(TextChoices):
    """What a person may agree to."""

    PREDICTION = "prediction", "Remember this browser and learn from what I look at"
    MARKETING = "marketing", "Write to me"


class Metric(TextChoices):
    """Day counts that are not events: sums of money."""

    REVENUE = "revenue", "Revenue"
    UNITS = "units", "Units"
