"""What can happen, what is counted, and what people may agree to."""

from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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

    PREDICTION = "prediction", _("Remember this browser and learn from what I look at")
    MARKETING = "marketing", _("Write to me")
    PROFILING = "profiling", _("Work out from my orders when I might buy again")


class Metric(TextChoices):
    """Day counts that are not events."""

    REVENUE = "revenue", _("Revenue")
    UNITS = "units", _("Units")
    EVENTS_DROPPED = "events.dropped", _("Events dropped")


# What an event may say beside who, when and which product: nothing free-form, so that nothing personal slips in.
DATA: Final[dict[str, dict[str, type]]] = {
    EventName.PRODUCT_VIEWED: {},
    EventName.SEARCH_PERFORMED: {"text": str, "results": int},
    EventName.CART_LINE_ADDED: {"sku": str, "quantity": int},
    EventName.CART_LINE_REMOVED: {"sku": str, "quantity": int},
    EventName.CHECKOUT_STARTED: {"lines": int, "total": int, "currency": str},
    EventName.ORDER_PLACED: {"lines": int, "total": int, "currency": str},
    EventName.ORDER_CANCELLED: {"total": int, "currency": str},
    EventName.ORDER_REFUNDED: {"amount": int, "currency": str},
    EventName.CUSTOMER_JOINED: {},
    EventName.MESSAGE_RECEIVED: {"kind": str},
}
LONGEST_TEXT: Final = 80
ORDER_EVENTS: Final = frozenset({EventName.ORDER_PLACED, EventName.ORDER_CANCELLED, EventName.ORDER_REFUNDED})
# What a person does by name; everything else is known of them by consent alone.
BY_NAME: Final = frozenset({EventName.CUSTOMER_JOINED, EventName.MESSAGE_RECEIVED})


def checked(name: str, data: dict[str, Any] | None) -> dict[str, Any]:
    """Return the data, its texts cut to a short line; raise `ValueError` for what the event may not say.

    >>> checked("cart.line_added", {"sku": "AUR-BLK", "quantity": 2})
    {'sku': 'AUR-BLK', 'quantity': 2}
    """
    allowed = DATA[name]
    data = data or {}
    for key, value in data.items():
        if type(value) is not allowed.get(key):
            raise ValueError(f"{name} may not say {key}={value!r}; it may say {allowed}.")
    return {key: _short(value) if isinstance(value, str) else value for key, value in data.items()}


def _short(text: str) -> str:
    """Leave out what no database takes in a text: NUL, lone surrogates."""
    return "".join(letter for letter in text[:LONGEST_TEXT] if letter.isprintable())
