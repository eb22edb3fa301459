"""What a customer's page says: when they ordered and may again, how the chance moved, and what happened."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.charts import Expected, Figure, Moment, Table, percent, rhythm, sparkline
from techmart.backoffice.insights.days import long_day, rough_day, short_day
from techmart.backoffice.insights.names import PARTS
from techmart.core.clock import local_day
from techmart.core.languages import local_number
from techmart.orders.models import Order
from techmart.scoring.queries import CustomerCard, Entry, Forecast
from techmart.scoring.queries.one import Part
from techmart.tracking.enums import EventName

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EVENTS = {
    EventName.PRODUCT_VIEWED: _("Looked at"),
    EventName.SEARCH_PERFORMED: _("Searched for"),
    EventName.CART_LINE_ADDED: _("Put into the cart:"),
    EventName.CART_LINE_REMOVED: _("Took out of the cart:"),
    EventName.CHECKOUT_STARTED: _("Started checkout"),
    EventName.CUSTOMER_JOINED: _("Joined"),
    EventName.MESSAGE_RECEIVED: _("Wrote a message"),
}


def customer(card: CustomerCard, today: date) -> dict[str, Any]:
    """Return the card and the words and pictures around it."""
    forecast = card.forecast
    return {
        "card": card,
        "rhythm": order_rhythm(card, today),
        "next_order": next_order(forecast) if forecast else "",
        "chances": _chances(forecast) if forecast else [],
        "parts": _parts(forecast) if forecast else [],
        "trend": _trend([score.probability_30 for score in card.history]),
        "timeline": [(entry, happened(entry)) for entry in card.timeline],
    }


def _parts(forecast: Forecast) -> "list[tuple[Part, StrOrPromise, int]]":
    """Return each term of the weighted score with its name and its fifth."""
    terms = zip(forecast.parts, forecast.quintiles, strict=True)
    return [(part, PARTS[part.letter], fifth) for part, fifth in terms]


def next_order(forecast: Forecast) -> str:
    """Say when the next order is likely, and how likely it is that there is none."""
    never = percent(forecast.never)
    if forecast.next_on is None or forecast.next_from is None:
        return gettext("More likely never to order again (never: {never}) than ever.").format(never=never)
    around, earliest = rough_day(forecast.next_on, forecast.day), rough_day(forecast.next_from, forecast.day)
    if forecast.next_until is None:
        said = gettext(
            "As likely as not to order again by {around}; one chance in four by {earliest} (never: {never})."
        )
        return said.format(around=around, earliest=earliest, never=never)
    said = gettext("Next order around {around}: half the chance lies between {earliest} and {latest} (never: {never}).")
    return said.format(
        around=around, earliest=earliest, latest=rough_day(forecast.next_until, forecast.day), never=never
    )


def order_rhythm(card: CustomerCard, today: date) -> Figure | None:
    """Show the orders of the timeline on the line of time, and where the next one is expected."""
    orders = [entry.order for entry in reversed(card.timeline) if entry.order and not entry.order.is_cancelled]
    if not orders:
        return None
    title = _rhythm_title([local_day(order.placed_at) for order in orders], today)
    moments = [_moment(order) for order in orders]
    description = gettext("A dot an order, its area the amount.")
    picture = rhythm(title, moments, today, _expected(card.forecast), description=description)
    rows = [[order.number, long_day(local_day(order.placed_at)), str(order.money)] for order in reversed(orders)]
    note = ""
    if card.summary and card.summary.orders > len(orders):
        note = gettext("The newest {number} of {all} orders.").format(
            number=len(orders), all=local_number(card.summary.orders)
        )
    return Figure(title, picture, Table((gettext("Order"), gettext("Placed"), gettext("Total")), rows), note)


def _rhythm_title(days: list[date], today: date) -> str:
    silence = max((today - days[-1]).days, 0)
    last = gettext("{number} days ago").format(number=silence)
    if silence < 2:
        last = gettext("yesterday") if silence else gettext("today")
    if len(days) == 1:
        return gettext("One order, {last}.").format(last=last)
    gap = round((days[-1] - days[0]).days / (len(days) - 1))
    said = ngettext(
        "{orders} orders, {gap} day apart on average; the last {last}.",
        "{orders} orders, {gap} days apart on average; the last {last}.",
        gap,
    )
    if gap == 0:
        said = gettext("{orders} orders, on one day; the last {last}.")
    return said.format(orders=len(days), gap=gap, last=last)


def _moment(order: Order) -> Moment:
    day = local_day(order.placed_at)
    return Moment(day, order.total, f"{order.number}, {long_day(day)}: {order.money}")


def _expected(forecast: Forecast | None) -> Expected | None:
    if forecast is None or forecast.next_on is None or forecast.next_from is None:
        return None
    return Expected(forecast.next_on, forecast.next_from, forecast.next_until, short_day(forecast.next_on))


def _chances(forecast: Forecast) -> list[tuple[int, float, tuple[float, float]]]:
    return [(days, chance, forecast.ranges[days]) for days, chance in forecast.probabilities.items()]


def happened(entry: Entry) -> str:
    """Say what an event of the timeline was."""
    words = EVENTS.get(EventName(entry.event)) if entry.event in EventName.values else None
    return " ".join(filter(None, (str(words or ""), entry.product or entry.detail)))


def _trend(chances: list[float]) -> str:
    if len(chances) < 2:
        return ""
    title = gettext("30-day chance at the last {number} scorings: from {first} to {last}.").format(
        number=len(chances), first=percent(chances[0]), last=percent(chances[-1])
    )
    return sparkline(chances, title=title)
