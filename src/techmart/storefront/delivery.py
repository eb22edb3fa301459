"""When and for how much something would arrive, said before anybody fills a cart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from techmart.catalogue.models import Variant
from techmart.core.clock import local_day
from techmart.core.countries import country_name
from techmart.orders.enums import PayStatus
from techmart.orders.models import Order
from techmart.payments.offline import BankTransfer
from techmart.pricing.queries import ShippingOffer, shipping_offers
from techmart.storefront.cards import short_money

SATURDAY = 5
UNDER_WAY = (PayStatus.AGREED, PayStatus.PAID, PayStatus.PART_REFUNDED)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One way of sending: its name, when it would arrive in words, and its cost."""

    name: str
    arrives: str
    cost: str


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The ways of sending something to a country."""

    destination: str
    ways: list[Delivery]


def deliveries(variant: Variant, country: str, now: datetime) -> Deliveries:
    """Return how one unit would be sent if it were ordered now; no query while the methods are remembered."""
    offers = shipping_offers(country=country, value=variant.price, weight_g=variant.weight_g)
    today = local_day(now)
    ways = [Delivery(offer.name, arrival(offer, today), _cost(offer, variant.currency)) for offer in offers]
    return Deliveries(country_name(country), ways)


def working_day(day: date, number: int) -> date:
    """Return the so-many-th working day after a day; holidays are not known.

    >>> working_day(date(2026, 3, 6), 1), working_day(date(2026, 3, 2), 3)
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 5))
    """
    days = (day for day in _days_after(day) if day.weekday() < SATURDAY)
    return next(day for count, day in enumerate(days, start=1) if count >= number)


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


def arrival(offer: ShippingOffer, today: date) -> str:
    """Say when something ordered today would arrive: in days where the merchant gave numbers, else in his words."""
    if offer.slowest_days is None:
        return offer.promise
    first, last = working_day(today, offer.fastest_days or offer.slowest_days), working_day(today, offer.slowest_days)
    return _day(last) if first == last else gettext("{first} to {last}").format(first=_day(first), last=_day(last))


def arrival_of(order: Order, now: datetime) -> str:
    """Say when an order should be there, as the checkout said it; nothing once those days are over.

    Nor where a bank decides when it leaves, where it was called off, or where nothing is sent that way any more.
    """
    if order.is_cancelled or order.pay_status not in UNDER_WAY or order.payment_provider == BankTransfer().code:
        return ""
    offers = shipping_offers(country=order.country, value=order.items_total, weight_g=0)
    offer = next((offer for offer in offers if offer.name == order.shipping_method), None)
    ordered = local_day(order.placed_at)
    if offer is None or offer.slowest_days is None or working_day(ordered, offer.slowest_days) < local_day(now):
        return ""
    return arrival(offer, ordered)


def _day(day: date) -> str:
    return date_format(day, pgettext("date", "D j M"))


def _cost(offer: ShippingOffer, currency: str) -> str:
    if not offer.price:
        return gettext("free")
    cost = short_money(offer.price, currency)
    if not offer.free_over:
        return cost
    return gettext("{cost}, free from {sum}").format(cost=cost, sum=short_money(offer.free_over, currency))
