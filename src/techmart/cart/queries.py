"""Questions about a cart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _

from techmart.cart.models import Cart, CartLine, CartState
from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Variant
from techmart.core.cookies import key_from
from techmart.core.money import Money
from techmart.pricing.discounts import Reduction, missing_for, reductions
from techmart.pricing.models import Coupon
from techmart.pricing.queries import (
    ShippingOffer,
    automatic_discounts,
    coupon_fault,
    shipping_offers,
    tax_basis_points,
)
from techmart.pricing.totals import PricedLine, Totals, price_cart

COOKIE = "cart"
MAX_QUANTITY = 99


@dataclass(frozen=True, slots=True)
class CartRow:
    """A line as the cart page shows it; `message` says what is wrong with it, empty where nothing is."""

    line: CartLine
    available: int | None
    message: str
    notice: str

    @property
    def total(self) -> Money:
        """What the line costs."""
        return self.line.variant.money * self.line.quantity


@dataclass(frozen=True, slots=True)
class CartPrice:
    """What lines cost in a country, with the ways of sending them there and every discount that counts."""

    offers: list[ShippingOffer]
    shipping: ShippingOffer | None
    totals: Totals
    reductions: list[Reduction]


@dataclass(frozen=True, slots=True)
class CartPage:
    """A cart with everything its pages show: one query for the lines, none for the rest.

    `coupon_note` says what keeps the cart's coupon from counting.
    """

    rows: list[CartRow]
    price: CartPrice
    coupon: Coupon | None
    coupon_note: str
    currency: str

    @property
    def offers(self) -> list[ShippingOffer]:
        """The ways of sending it."""
        return self.price.offers

    @property
    def shipping(self) -> ShippingOffer | None:
        """The way that is chosen, at what it costs this cart."""
        return self.price.shipping

    @property
    def totals(self) -> Totals:
        """What it costs."""
        return self.price.totals

    @property
    def can_be_ordered(self) -> bool:
        """Whether there is something in it, all of it can be had, and there is a way to send it."""
        return bool(self.rows) and self.shipping is not None and not any(row.message for row in self.rows)

    @property
    def units(self) -> int:
        """How many things are in it."""
        return sum(row.line.quantity for row in self.rows)

    @property
    def held_until(self) -> datetime | None:
        """Until when all of it is held; None where some of it is not, or nobody counts any of it."""
        ends = [row.line.held_until for row in self.rows if row.available is not None]
        is_whole = all(row.line.held == row.line.quantity for row in self.rows if row.available is not None)
        return min((end for end in ends if end is not None), default=None) if is_whole else None


def cart_of(request: HttpRequest) -> Cart | None:
    """Return the open cart of this browser, or of the customer who is signed in; without either it costs nothing.

    A cart that belongs to a customer shows only to that customer, whatever cookie a browser kept.
    """
    return _own(request, Cart.objects.open().with_coupon())


def units_here(request: HttpRequest) -> int:
    """Return how many things are in the cart that `cart_of` would return. One query."""
    cart = _own(request, Cart.objects.open().annotate(units=Sum("lines__quantity", default=0)))
    return cart.units if cart else 0  # type: ignore[attr-defined]


def _own(request: HttpRequest, carts: QuerySet[Cart]) -> Cart | None:
    key = key_from(request, COOKIE)
    cart = carts.filter(key=key).first() if key else None
    if cart is not None and cart.customer_id is None:
        return cart
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    if cart is not None and cart.customer_id == request.user.pk:
        return cart
    return carts.filter(customer=request.user).first()


def cart_to_order(request: HttpRequest) -> Cart | None:
    """Return the open cart; else that of this browser which was ordered a moment ago: submitted twice is no fault."""
    key = key_from(request, COOKIE)
    return cart_of(request) or (Cart.objects.filter(key=key, state=CartState.ORDERED).first() if key else None)


def units_of(cart: Cart | None) -> int:
    """Return how many things are in a cart."""
    if cart is None:
        return 0
    return int(cart.lines.aggregate(units=Sum("quantity", default=0))["units"])


def lines_of(cart: Cart | None) -> list[CartLine]:
    """Return the lines with variant and product, in the order they were added. One query."""
    if cart is None:
        return []
    return list(cart.lines.select_related("variant__product__category").order_by("added_at", "pk"))


def cart_page(
    cart: Cart | None, *, country: str, currency: str, prices_include_tax: bool, now: datetime, shipping_code: str = ""
) -> CartPage:
    """Price a cart for a country, with the chosen way of sending or the first that fits."""
    lines = lines_of(cart)
    coupon = cart.coupon if cart else None
    fault = coupon_fault(coupon, customer_id=cart.customer_id, now=now) if cart and coupon else ""
    price = price_lines(
        lines,
        coupon=None if fault else coupon,
        country=country,
        shipping_code=shipping_code,
        prices_include_tax=prices_include_tax,
        now=now,
    )
    if coupon and not fault:
        fault = missing_for(coupon.discount, [priced(line, country) for line in lines], currency)
    return CartPage([_row(line) for line in lines], price, coupon, fault, currency)


def price_lines(
    lines: Sequence[CartLine],
    *,
    coupon: Coupon | None,
    country: str,
    shipping_code: str,
    prices_include_tax: bool,
    now: datetime,
) -> CartPrice:
    """Price lines with what runs now; free shipping from a value on goes by the goods before discounts. No query."""
    goods = [priced(line, country) for line in lines]
    weight_g = sum(line.variant.weight_g * line.quantity for line in lines)
    given = reductions(goods, automatic_discounts(now), coupon)
    offers = shipping_offers(country=country, value=sum(line.total for line in goods), weight_g=weight_g)
    if any(reduction.frees_shipping for reduction in given):
        offers = [replace(offer, price=0) for offer in offers]
    shipping = next((offer for offer in offers if offer.code == shipping_code), offers[0] if offers else None)
    totals = price_cart(
        goods,
        shipping=shipping.price if shipping and lines else 0,
        prices_include_tax=prices_include_tax,
        line_discounts=[sum(parts) for parts in zip(*(reduction.parts for reduction in given), strict=True)],
    )
    return CartPrice(offers, shipping, totals, given)


def priced(line: CartLine, country: str) -> PricedLine:
    """Return a line with its price of now and the tax rate of a country."""
    product = line.variant.product
    return PricedLine(
        unit_price=line.variant.price,
        quantity=line.quantity,
        tax_basis_points=tax_basis_points(country, product.tax_class),
        category_path=product.category.path,
    )


def most_of(variant: Variant) -> int:
    """Return how many of a variant one order may have, whatever the stock."""
    return min(variant.product.max_per_order or MAX_QUANTITY, MAX_QUANTITY)


def _row(line: CartLine) -> CartRow:
    free = line.variant.available
    # What this line holds already is its own to take.
    available = None if free is None else free + line.held
    return CartRow(line=line, available=available, message=_fault(line, available), notice=_price_notice(line))


def _fault(line: CartLine, available: int | None) -> str:
    if line.variant.product.status != ProductStatus.PUBLISHED:
        return _("No longer sold. Please remove it.")
    if line.quantity > (most := most_of(line.variant)):
        return _("At most {units} in one order. Please lower the quantity.").format(units=most)
    if available is None or line.quantity <= available:
        return ""
    if available <= 0:
        return _("Sold out. Please remove it.")
    return _("Only {units} left. Please lower the quantity.").format(units=available)


def _price_notice(line: CartLine) -> str:
    before, now = Money(line.price_when_added, line.variant.currency), line.variant.money
    return "" if before == now else _("The price changed from {before} to {now}.").format(before=before, now=now)
