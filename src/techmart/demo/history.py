"""The demo shop's past: simulated orders written as the rows that real ones would have left behind."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from techmart.accounts.models import Customer
from techmart.catalogue.enums import StockMoveKind
from techmart.catalogue.models import StockMove, Variant
from techmart.core.clock import local_day
from techmart.demo.people import Person
from techmart.demo.shelves import TAX_BASIS_POINTS, ShelfOffer
from techmart.demo.simulation import History
from techmart.orders.enums import OrderSource, OrderStatus, PaymentKind, PaymentState, PayStatus, ShipStatus
from techmart.orders.models import Activity, Order, OrderLine, Parcel, Payment
from techmart.orders.verbs import booked
from techmart.pricing.queries import ShippingOffer, shipping_offers
from techmart.pricing.totals import PricedLine, Totals, price_cart
from techmart.tracking.enums import EventName, Metric
from techmart.tracking.models import DayStat, Event

CURRENCY = "EUR"
# Orders younger than this still wait for their parcel; a few of them for their money too.
UNSHIPPED = timedelta(hours=30)
SHIPS_AFTER = timedelta(hours=20)
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Past:
    """One simulated order, priced."""

    number: str
    customer: Customer
    person: Person
    placed_at: datetime
    lines: list[tuple[ShelfOffer, int]]
    shipping: ShippingOffer
    totals: Totals
    is_shipped: bool

    @property
    def is_paid(self) -> bool:
        """Whether the money is in: transfers of the last hours are still on their way."""
        return self.is_shipped or int(self.number[1:]) % 3 > 0


@transaction.atomic
def write_history(
    *,
    history: History,
    offers: Sequence[ShelfOffer],
    people: Sequence[Person],
    customers: Sequence[Customer],
    now: datetime,
) -> int:
    """Write orders, lines, payments, parcels, stock moves, events and day counts; return how many orders."""
    past = list(_priced(history, offers, people, customers, now))
    orders = Order.objects.bulk_create((_order(one) for one in past), batch_size=BATCH)
    pairs = list(zip(orders, past, strict=True))
    titles = _titles()
    OrderLine.objects.bulk_create((line for pair in pairs for line in _lines(*pair, titles)), batch_size=BATCH)
    Payment.objects.bulk_create((_payment(*pair) for pair in pairs), batch_size=BATCH)
    shipped = [pair for pair in pairs if pair[1].is_shipped]
    Parcel.objects.bulk_create((_parcel(*pair) for pair in shipped), batch_size=BATCH)
    Activity.objects.bulk_create((note for pair in pairs for note in _activities(*pair)), batch_size=BATCH)
    Event.objects.bulk_create((_event(*pair) for pair in pairs), batch_size=BATCH)
    _move_stock(past)
    _count_days(past, history)
    return len(orders)


def units_sold(history: History, offers: Sequence[ShelfOffer]) -> dict[int, int]:
    """Return the units of each variant that the history takes out of stock."""
    units: Counter[int] = Counter()
    for offer, quantity in zip(history.offer, history.quantity, strict=True):
        units[offers[offer].variant_id] += int(quantity)
    return dict(units)


def _priced(
    history: History,
    offers: Sequence[ShelfOffer],
    people: Sequence[Person],
    customers: Sequence[Customer],
    now: datetime,
) -> Iterator[Past]:
    placed = history.placed_at.astype("datetime64[s]").astype(object)
    for i, moment in enumerate(placed):
        lines = [
            (offers[history.offer[j]], int(history.quantity[j]))
            for j in range(history.first_line[i], history.first_line[i + 1])
        ]
        person, placed_at = people[history.customer[i]], moment.replace(tzinfo=UTC)
        value = sum(offer.price * quantity for offer, quantity in lines)
        shipping = shipping_offers(country=person.country, value=value, weight_g=0)[0]
        rate = TAX_BASIS_POINTS[person.country]
        priced = [PricedLine(offer.price, quantity, rate) for offer, quantity in lines]
        yield Past(
            number=f"D{10_001 + i}",
            customer=customers[history.customer[i]],
            person=person,
            placed_at=placed_at,
            lines=lines,
            shipping=shipping,
            totals=price_cart(priced, shipping=shipping.price, prices_include_tax=True),
            is_shipped=now - placed_at > UNSHIPPED,
        )


def _order(past: Past) -> Order:
    return Order(
        number=past.number,
        customer=past.customer,
        email=past.person.email,
        source=OrderSource.SIMULATED,
        status=OrderStatus.COMPLETED if past.is_shipped else OrderStatus.PLACED,
        pay_status=PayStatus.PAID if past.is_paid else PayStatus.AGREED,
        ship_status=ShipStatus.SHIPPED if past.is_shipped else ShipStatus.UNSHIPPED,
        currency=CURRENCY,
        items_total=past.totals.items,
        shipping_total=past.totals.shipping,
        tax_total=past.totals.tax,
        total=past.totals.total,
        shipping_method=past.shipping.name,
        payment_provider="transfer",
        recipient=past.person.name,
        line1=past.person.line1,
        postcode=past.person.postcode,
        city=past.person.city,
        country=past.person.country,
        placed_at=past.placed_at,
        placed_on=local_day(past.placed_at),
    )


def _titles() -> dict[int, tuple[str, str]]:
    variants = Variant.objects.select_related("product")
    return {variant.pk: (variant.sku, variant.full_title) for variant in variants}


def _lines(order: Order, past: Past, titles: dict[int, tuple[str, str]]) -> Iterator[OrderLine]:
    for position, ((offer, quantity), tax) in enumerate(zip(past.lines, past.totals.line_taxes, strict=True), start=1):
        sku, title = titles[offer.variant_id]
        yield OrderLine(
            order=order,
            position=position,
            variant_id=offer.variant_id,
            sku=sku,
            title=title,
            unit_price=offer.price,
            quantity=quantity,
            total=offer.price * quantity,
            tax_basis_points=TAX_BASIS_POINTS[past.person.country],
            tax=tax,
        )


def _payment(order: Order, past: Past) -> Payment:
    return Payment(
        order=order,
        kind=PaymentKind.CHARGE,
        state=PaymentState.SUCCEEDED if past.is_paid else PaymentState.PENDING,
        provider="transfer",
        amount=past.totals.total,
        currency=CURRENCY,
        idempotency_key=f"{past.number}/charge",
        created_at=past.placed_at,
        settled_at=past.placed_at if past.is_paid else None,
    )


def _parcel(order: Order, past: Past) -> Parcel:
    number = f"TM{past.number[1:]}DE"
    return Parcel(order=order, carrier="Post", tracking_number=number, sent_at=past.placed_at + SHIPS_AFTER)


def _activities(order: Order, past: Past) -> Iterator[Activity]:
    yield Activity(order=order, verb="placed", detail=booked(order.money), at=past.placed_at)
    if past.is_shipped:
        yield Activity(order=order, verb="shipped", detail="Post", at=past.placed_at + SHIPS_AFTER)


def _event(order: Order, past: Past) -> Event:
    data = {"total": past.totals.total, "currency": CURRENCY, "lines": len(past.lines)}
    return Event(
        name=EventName.ORDER_PLACED, at=past.placed_at, customer=past.customer, order_number=past.number, data=data
    )


def _move_stock(past: Sequence[Past]) -> None:
    """Promise and send the units of every line, in the ledger and in the counters."""
    moves: list[StockMove] = []
    sent: Counter[int] = Counter()
    promised: Counter[int] = Counter()
    for one in past:
        for position, (offer, quantity) in enumerate(one.lines, start=1):
            reference = f"{one.number}/{position}"
            moves.append(_move(offer, StockMoveKind.ALLOCATED, 0, quantity, reference, one.placed_at))
            if one.is_shipped:
                sent_at = one.placed_at + SHIPS_AFTER
                moves.append(_move(offer, StockMoveKind.SHIPPED, -quantity, -quantity, reference, sent_at))
                sent[offer.variant_id] += quantity
            else:
                promised[offer.variant_id] += quantity
    StockMove.objects.bulk_create(moves, batch_size=BATCH)
    variants = list(Variant.objects.filter(pk__in=sent | promised))
    for variant in variants:
        variant.on_hand -= sent[variant.pk]
        variant.allocated += promised[variant.pk]
    Variant.objects.bulk_update(variants, ["on_hand", "allocated"])


def _move(
    offer: ShelfOffer, kind: StockMoveKind, on_hand: int, allocated: int, reference: str, at: datetime
) -> StockMove:
    return StockMove(
        variant_id=offer.variant_id,
        kind=kind,
        on_hand_change=on_hand,
        allocated_change=allocated,
        reference=reference,
        at=at,
    )


def _count_days(past: Sequence[Past], history: History) -> None:
    """Write the counts that reports read."""
    counts: defaultdict[tuple[date, str, str], int] = defaultdict(int)
    for one in past:
        day = local_day(one.placed_at)
        counts[day, EventName.ORDER_PLACED, ""] += 1
        counts[day, Metric.REVENUE, CURRENCY] += one.totals.total
        counts[day, Metric.UNITS, ""] += sum(quantity for _, quantity in one.lines)
        counts[day, EventName.CART_LINE_ADDED, ""] += len(one.lines)
        counts[day, EventName.CHECKOUT_STARTED, ""] += 1
    for seen_on, views in zip(history.day.astype(object), history.views, strict=True):
        counts[seen_on, EventName.PRODUCT_VIEWED, ""] += int(views)
        # Some carts are left behind, and a few checkouts.
        counts[seen_on, EventName.CART_LINE_ADDED, ""] += int(views) // 40
        counts[seen_on, EventName.CHECKOUT_STARTED, ""] += int(views) // 400
    DayStat.objects.bulk_create(
        (
            DayStat(day=day, metric=metric, currency=currency, value=value)
            for (day, metric, currency), value in counts.items()
        ),
        batch_size=BATCH,
    )
