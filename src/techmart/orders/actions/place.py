"""Placing an order: one cart becomes one order, once, however often it is submitted."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from techmart.accounts.actions import customer_for
from techmart.accounts.models import Customer
from techmart.cart.actions import NotForSale, lock_lines
from techmart.cart.models import Cart, CartLine, CartState
from techmart.cart.queries import CartPrice, most_of, price_lines, priced
from techmart.catalogue import actions as catalogue
from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.core.money import Money
from techmart.orders.actions.count import count_purchase
from techmart.orders.enums import OrderStatus, PaymentKind, PaymentState, PayStatus
from techmart.orders.models import Activity, DiscountUse, Order, OrderLine, Payment
from techmart.orders.signals import order_changed
from techmart.orders.statuses import due_status
from techmart.orders.verbs import booked
from techmart.payments.providers import PaymentProvider
from techmart.pricing import actions as pricing
from techmart.pricing.models import Coupon
from techmart.pricing.queries import coupon_fault
from techmart.tracking import actions as tracking
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
        super().__init__(_("A price changed while you were here: the total is now {total}.").format(total=total))


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

    Order, lines, stock, payment due, the purchase event, the day's counts and the e-mail are one transaction. Where the
    payment is made online, `begin_payment` follows after it, and event, counts and e-mail come with the payment.

    Raises
    ------
    EmptyCart, NotForSale, NoShipping, CouponRefused, TotalChanged, OutOfStock
        Nothing is changed; the cart is as it was.
    """
    draft = _Draft(cart, email, address, shipping_code, provider, customer, visitor, note, expected_total)
    with transaction.atomic():
        order = _place(draft, now)
    order = order or Order.objects.filter(cart=cart).first()
    if order is None:
        raise EmptyCart(_("This cart went into another one. Please look at your cart again."))
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
        raise EmptyCart(_("Your cart is empty."))
    if gone := [line.variant.product.title for line in lines if not line.variant.product.is_visible(now)]:
        words = _("No longer sold: {products}. Please take it out of the cart.")
        raise NotForSale(words.format(products=", ".join(gone)))
    for line in lines:
        if line.quantity > (most := most_of(line.variant)):
            words = _("At most {units} of {product} in one order.")
            raise NotForSale(words.format(units=most, product=line.variant.product.title))
    shop = ShopSettings.current()
    customer = draft.customer or customer_for(email=draft.email, name=draft.address.recipient, now=now)
    coupon = _coupon(draft.cart, customer, now)
    price = _price(draft, lines, coupon, shop, now)
    order = _write_order(draft, customer, shop, price, now)
    _write_lines(order, lines, price, draft.address.country)
    _take_stock(order, lines, now)
    _write_discounts(order, price)
    _write_payment(order, now)
    _tell(order, draft.visitor, now)
    return order


def _coupon(cart: Cart, customer: Customer, now: datetime) -> Coupon | None:
    """Return the coupon that the cart has now, its row being locked; refuse one that does not count any more."""
    coupon = Cart.objects.with_coupon().get(pk=cart.pk).coupon
    if coupon and (fault := coupon_fault(coupon, customer_id=customer.pk, now=now)):
        raise pricing.CouponRefused(fault)
    return coupon


def _price(draft: _Draft, lines: list[CartLine], coupon: Coupon | None, shop: ShopSettings, now: datetime) -> CartPrice:
    price = price_lines(
        lines,
        coupon=coupon,
        country=draft.address.country,
        shipping_code=draft.shipping_code,
        prices_include_tax=shop.prices_include_tax,
        now=now,
    )
    if price.shipping is None or price.shipping.code != draft.shipping_code:
        raise NoShipping(_("This cannot be sent there this way. Please choose another way of sending."))
    if draft.expected_total is not None and draft.expected_total != price.totals.total:
        raise TotalChanged(Money(price.totals.total, shop.currency))
    return price


def _write_order(draft: _Draft, customer: Customer, shop: ShopSettings, price: CartPrice, now: datetime) -> Order:
    totals = price.totals
    return Order.objects.create(
        number=_number(draft.cart),
        cart=draft.cart,
        customer=customer,
        email=draft.email,
        currency=shop.currency,
        items_total=totals.items,
        discount_total=totals.discount,
        shipping_total=totals.shipping,
        tax_total=totals.tax,
        total=totals.total,
        prices_include_tax=shop.prices_include_tax,
        shipping_method=price.shipping.name if price.shipping else "",
        payment_provider=draft.provider.code,
        pay_status=due_status(draft.provider.code) if totals.total else PayStatus.PAID,
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


def _write_lines(order: Order, lines: list[CartLine], price: CartPrice, country: str) -> None:
    shares = zip(lines, price.totals.line_discounts, price.totals.line_taxes, strict=True)
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
            discount=discount,
            tax_basis_points=priced(line, country).tax_basis_points,
            tax=tax,
        )
        for position, (line, discount, tax) in enumerate(shares, start=1)
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


def _write_discounts(order: Order, price: CartPrice) -> None:
    """Write what was taken off and why; a coupon's use is counted, for all and for this person."""
    for reduction in price.reductions:
        if reduction.coupon is not None:
            pricing.redeem(coupon=reduction.coupon)
            _check_person(order, reduction.coupon)
        DiscountUse.objects.create(
            order=order,
            discount=reduction.discount,
            coupon=reduction.coupon,
            words=reduction.words,
            amount=reduction.amount,
        )


def _check_person(order: Order, coupon: Coupon) -> None:
    """Refuse a person who has had enough of it. Their other orders with it wait for the rows that `redeem` locked."""
    most = coupon.discount.limit_per_person
    if most is None:
        return
    earlier = DiscountUse.objects.filter(discount=coupon.discount, order__customer=order.customer)
    if earlier.exclude(order__status=OrderStatus.CANCELLED).count() >= most:
        words = ngettext("{code} is good once for each person.", "{code} is good {times} times for each person.", most)
        raise pricing.CouponRefused(words.format(code=coupon.code, times=most))


def _write_payment(order: Order, now: datetime) -> None:
    is_free = order.total == 0
    Payment.objects.create(
        order=order,
        kind=PaymentKind.CHARGE,
        state=PaymentState.SUCCEEDED if is_free else PaymentState.PENDING,
        provider=order.payment_provider,
        amount=order.total,
        currency=order.currency,
        idempotency_key=f"{order.number}/charge",
        created_at=now,
        settled_at=now if is_free else None,
    )


def _tell(order: Order, visitor: Visitor | None, now: datetime) -> None:
    """Write everything that must not be lost with the order; the day's counts last: their rows are shared."""
    Activity.objects.create(order=order, verb="placed", detail=booked(order.money), at=now)
    if visitor is not None:
        tracking.join(visitor=visitor, customer=order.customer, now=now)
    if order.counts:
        count_purchase(order=order, visitor=visitor, now=now)
    else:
        order_changed.send(sender=Order, order=order, now=now)
