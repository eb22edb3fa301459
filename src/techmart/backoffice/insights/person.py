"""What a customer's page says: when they ordered and may again, how the chance moved, and what happened."""

from datetime import date
from typing import Any

from techmart.backoffice.charts import Expected, Figure, Moment, Table, percent, rhythm, sparkline
from techmart.backoffice.insights.days import long_day
from techmart.core.clock import local_day
from techmart.orders.models import Order
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


def customer(card: CustomerCard, today: date) -> dict[str, Any]:
    """Return the card and the words and pictures around it."""
    forecast = card.forecast
    return {
        "card": card,
        "rhythm": order_rhythm(card, today),
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


def order_rhythm(card: CustomerCard, today: date) -> Figure | None:
    """Show the orders of the timeline on the line of time, and where the next one is expected."""
    orders = [entry.order for entry in reversed(card.timeline) if entry.order and not entry.order.is_cancelled]
    if not orders:
        return None
    title = _rhythm_title([local_day(order.placed_at) for order in orders], today)
    moments = [_moment(order) for order in orders]
    picture = rhythm(
        title, moments, today, _expected(card.forecast), description="A dot an order, its area the amount."
    )
    rows = [[order.number, long_day(local_day(order.placed_at)), str(order.money)] for order in reversed(orders)]
    return Figure(title, picture, Table(("Order", "Placed", "Total"), rows))


def _rhythm_title(days: list[date], today: date) -> str:
    silence = max((today - days[-1]).days, 0)
    last = "today" if silence == 0 else "yesterday" if silence == 1 else f"{silence} days ago"
    if len(days) == 1:
        return f"One order, {last}."
    gap = round((days[-1] - days[0]).days / (len(days) - 1))
    apart = f"{gap} day{'' if gap == 1 else 's'} apart on average" if gap else "on one day"
    return f"{len(days)} orders, {apart}; the last {last}."


def _moment(order: Order) -> Moment:
    day = local_day(order.placed_at)
    return Moment(day, order.total, f"{order.number}, {long_day(day)}: {order.money}")


def _expected(forecast: Forecast | None) -> Expected | None:
    if forecast is None or forecast.next_on is None or forecast.next_from is None:
        return None
    words = f"{forecast.next_on:%-d %b %Y}"
    return Expected(forecast.next_on, forecast.next_from, forecast.next_until, words)


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
