"""Placing an order: one cart becomes one order, once, however often it is submitted."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from techmart.accounts.actions import customer_for
from techmart.accounts.models import Customer
from techmart.cart.actions import NotForSale, lock_lines
from techmart.cart.models import Cart, CartLine, CartState
from techmart.cart.queries import priced
from techmart.catalogue import actions as catalogue
from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.core.money import Money
from techmart.orders import messages
from techmart.orders.enums import PaymentKind
from techmart.orders.models import Activity, Order, OrderLine, Payment
from techmart.orders.signals import order_changed
from techmart.payments.providers import PaymentProvider
from techmart.pricing.queries import ShippingOffer, shipping_offers
from techmart.pricing.totals import Totals, price_cart
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName, Metric
from techmart.tracking.models import Visitor

FIRST_NUMBER = 10_000


class EmptyCart(Exception):
    """There is nothing to order."""


class NoShipping(Exception):
    """No way of sending this cart to this country."""


class TotalChanged(Exception):
    """A price changed since the buyer saw the total; `total` is what it costs now."""

    def __init__(self, total: Money) -> None:
        self.total = total
        super().__init__(f"A price changed while you were here: the total is now {total}.")


@dataclass(frozen=True, slots=True)
class AddressData:
    """Where the order goes."""

    recipient: str
    line1: str
    postcode: str
    city: str
    country: str
    line2: str = ""


def place_order(
    *,
    cart: Cart,
    email: str,
    address: AddressData,
    shipping_code: str,
    provider: PaymentProvider,
    now: datetime,
    customer: Customer | None = None,
    visitor: Visitor | None = None,
    note: str = "",
    expected_total: int | None = None,
) -> Order:
    """Turn a cart into an order; the same cart again returns the same order.

    Order, lines, stock, payment due, the purchase event, the day's counts and the e-mail are one transaction.

    Raises
    ------
    EmptyCart, NotForSale, NoShipping, TotalChanged, OutOfStock
        Nothing is changed; the cart is as it was.
    """
    draft = _Draft(cart, email, address, shipping_code, provider, customer, visitor, note, expected_total)
    with transaction.atomic():
        order = _place(draft, now)
    order = order or Order.objects.filter(cart=cart).first()
    if order is None:
        raise EmptyCart("This cart went into another one. Please look at your cart again.")
    return order


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the buyer said."""

    cart: Cart
    email: str
    address: AddressData
    shipping_code: str
    provider: PaymentProvider
    customer: Customer | None
    visitor: Visitor | None
    note: str
    expected_total: int | None


def _place(draft: _Draft, now: datetime) -> Order | None:
    # Compare-and-set decides who places it, and locks the cart; None: somebody else did.
    if not Cart.objects.open().filter(pk=draft.cart.pk).update(state=CartState.ORDERED, updated_at=now):
        return None
    lines = lock_lines(draft.cart)
    if not lines:
        raise EmptyCart("Your cart is empty.")
    if gone := [line.variant.product.title for line in lines if not line.variant.product.is_visible(now)]:
        raise NotForSale(f"No longer sold: {', '.join(gone)}. Please take it out of the cart.")
    shop = ShopSettings.current()
    offer, totals = _price(draft, lines, shop)
    order = _write_order(draft, shop, offer, totals, now)
    _write_lines(order, lines, totals, draft.address.country)
    _take_stock(order, lines, now)
    _write_payment(order, draft.provider, now)
    _tell(order, lines, draft.visitor, now)
    return order


def _price(draft: _Draft, lines: list[CartLine], shop: ShopSettings) -> tuple[ShippingOffer, Totals]:
    goods = [priced(line, draft.address.country) for line in lines]
    value = sum(line.total for line in goods)
    weight_g = sum(line.variant.weight_g * line.quantity for line in lines)
    offers = shipping_offers(country=draft.address.country, value=value, weight_g=weight_g)
    offer = next((offer for offer in offers if offer.code == draft.shipping_code), None)
    if offer is None:
        raise NoShipping("This cannot be sent there this way. Please choose another way of sending.")
    totals = price_cart(goods, shipping=offer.price, prices_include_tax=shop.prices_include_tax)
    if draft.expected_total is not None and draft.expected_total != totals.total:
        raise TotalChanged(Money(totals.total, shop.currency))
    return offer, totals


def _write_order(draft: _Draft, shop: ShopSettings, offer: ShippingOffer, totals: Totals, now: datetime) -> Order:
    customer = draft.customer or customer_for(email=draft.email, name=draft.address.recipient, now=now)
    return Order.objects.create(
        number=_number(draft.cart),
        cart=draft.cart,
        customer=customer,
        email=draft.email,
        currency=shop.currency,
        items_total=totals.items,
        shipping_total=totals.shipping,
        tax_total=totals.tax,
        total=totals.total,
        prices_include_tax=shop.prices_include_tax,
        shipping_method=offer.name,
        payment_provider=draft.provider.code,
        note=draft.note,
        placed_at=now,
        placed_on=local_day(now),
        **asdict(draft.address),
    )


def _number(cart: Cart) -> str:
    """Return a number from the cart's key: unique without a counter that orders would queue for."""
    number = f"T{FIRST_NUMBER + cart.pk}"
    # An imported order may have it: those keep the numbers they came with.
    while Order.objects.filter(number=number).exists():
        number += "A"
    return number


def _write_lines(order: Order, lines: list[CartLine], totals: Totals, country: str) -> None:
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            position=position,
            variant=line.variant,
            sku=line.variant.sku,
            title=line.variant.full_title,
            unit_price=line.variant.price,
            quantity=line.quantity,
            total=line.variant.price * line.quantity,
            tax_basis_points=priced(line, country).tax_basis_points,
            tax=tax,
        )
        for position, (line, tax) in enumerate(zip(lines, totals.line_taxes, strict=True), start=1)
    )


def _take_stock(order: Order, lines: list[CartLine], now: datetime) -> None:
    """Promise the units, in variant order (as `lock_lines` gives them): two orders never wait in a circle."""
    for position, line in enumerate(lines, start=1):
        catalogue.allocate(
            variant_id=line.variant_id,
            quantity=line.quantity,
            held=line.held,
            reference=f"{order.number}/{position}",
            now=now,
        )
    CartLine.objects.filter(pk__in=[line.pk for line in lines]).update(held=0, held_until=None)


def _write_payment(order: Order, provider: PaymentProvider, now: datetime) -> None:
    Payment.objects.create(
        order=order,
        kind=PaymentKind.CHARGE,
        provider=provider.code,
        amount=order.total,
        currency=order.currency,
        idempotency_key=f"{order.number}/charge",
        created_at=now,
    )


def _tell(order: Order, lines: list[CartLine], visitor: Visitor | None, now: datetime) -> None:
    """Write everything that must not be lost with the order; the day's counts last: their rows are shared."""
    Activity.objects.create(order=order, verb="placed", detail=f"{order.money} by {order.payment_provider}", at=now)
    if visitor is not None:
        tracking.join(visitor=visitor, customer=order.customer)
    tracking.record_in_transaction(
        EventName.ORDER_PLACED,
        customer=order.customer,
        visitor=visitor,
        order_number=order.number,
        data={"total": order.total, "currency": order.currency, "lines": len(lines)},
        now=now,
    )
    messages.queue_order_placed(order, now=now)
    order_changed.send(sender=Order, order=order, now=now)
    tracking.bump(order.placed_on, EventName.ORDER_PLACED, 1)
    tracking.bump(order.placed_on, Metric.REVENUE, order.total, order.currency)
    tracking.bump(order.placed_on, Metric.UNITS, sum(line.quantity for line in lines))
