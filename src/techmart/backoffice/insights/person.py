"""What a customer's page says: when the next order is likely, how the chance moved, and what happened."""

from typing import Any

from techmart.backoffice.charts import percent, sparkline
from techmart.backoffice.insights.days import long_day
from techmart.scoring.queries import CustomerCard, Entry, Forecast
from techmart.tracking.enums import EventName

EVENTS = {
    EventName.PRODUCT_VIEWED: "Looked at",
    EventName.SEARCH_PERFORMED: "Searched for",
    EventName.CART_LINE_ADDED: "Put into the cart:",
    EventName.CART_LINE_REMOVED: "Took out of the cart:",
    EventName.CHECKOUT_STARTED: "Started checkout",
    EventName.CUSTOMER_JOINED: "Joined",
    EventName.MESSAGE_RECEIVED: "Wrote a message",
}


def customer(card: CustomerCard) -> dict[str, Any]:
    """Return the card and the words and pictures around it."""
    forecast = card.forecast
    return {
        "card": card,
        "next_order": next_order(forecast) if forecast else "",
        "chances": _chances(forecast) if forecast else [],
        "parts": list(zip(forecast.parts, forecast.quintiles, strict=True)) if forecast else [],
        "trend": _trend([score.probability_30 for score in card.history]),
        "timeline": [(entry, happened(entry)) for entry in card.timeline],
    }


def next_order(forecast: Forecast) -> str:
    """Say when the next order is likely, and how likely it is that there is none."""
    never = f"never: {percent(forecast.never)}"
    if forecast.next_on is None or forecast.next_from is None:
        return f"More likely never to order again ({never}) than ever."
    around, earliest = long_day(forecast.next_on), long_day(forecast.next_from)
    if forecast.next_until is None:
        return f"As likely as not to order again by {around}; one chance in four by {earliest} ({never})."
    span = f"half the chance lies between {earliest} and {long_day(forecast.next_until)}"
    return f"Next order around {around}: {span} ({never})."


def _chances(forecast: Forecast) -> list[tuple[int, float, tuple[float, float]]]:
    return [(days, chance, forecast.ranges[days]) for days, chance in forecast.probabilities.items()]


def happened(entry: Entry) -> str:
    """Say what an event of the timeline was."""
    words = EVENTS.get(EventName(entry.event)) if entry.event in EventName.values else None
    return " ".join(filter(None, (words, entry.product or entry.detail)))


def _trend(chances: list[float]) -> str:
    if len(chances) < 2:
        return ""
    title = f"30-day chance at the last {len(chances)} scorings: from {percent(chances[0])} to {percent(chances[-1])}."
    return sparkline(chances, title=title)
