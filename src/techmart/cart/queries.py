"""Questions about a cart."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from techmart.cart.models import Cart, CartLine, CartState
from techmart.catalogue.enums import ProductStatus
from techmart.core.cookies import key_from
from techmart.core.money import Money
from techmart.pricing.queries import ShippingOffer, shipping_offers, tax_basis_points
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
class CartPage:
    """A cart with everything its pages show: one query for the lines, none for the rest."""

    rows: list[CartRow]
    offers: list[ShippingOffer]
    shipping: ShippingOffer | None
    totals: Totals
    currency: str

    @property
    def can_be_ordered(self) -> bool:
        """Whether there is something in it, all of it can be had, and there is a way to send it."""
        return bool(self.rows) and self.shipping is not None and not any(row.message for row in self.rows)

    @property
    def units(self) -> int:
        """How many things are in it."""
        return sum(row.line.quantity for row in self.rows)


def cart_of(request: HttpRequest) -> Cart | None:
    """Return the open cart of this browser, or of the customer who is signed in; without either it costs nothing.

    A cart that belongs to a customer shows only to that customer, whatever cookie a browser kept.
    """
    key = key_from(request, COOKIE)
    cart = Cart.objects.open().filter(key=key).first() if key else None
    if cart is not None and cart.customer_id is None:
        return cart
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    if cart is not None and cart.customer_id == request.user.pk:
        return cart
    return Cart.objects.open().filter(customer=request.user).first()


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
    return list(cart.lines.select_related("variant__product").order_by("added_at", "pk"))


def cart_page(
    cart: Cart | None, *, country: str, currency: str, prices_include_tax: bool, shipping_code: str = ""
) -> CartPage:
    """Price a cart for a country, with the chosen way of sending or the first that fits."""
    rows = [_row(line) for line in lines_of(cart)]
    value = sum(row.total.minor for row in rows)
    weight_g = sum(row.line.variant.weight_g * row.line.quantity for row in rows)
    offers = shipping_offers(country=country, value=value, weight_g=weight_g)
    shipping = next((offer for offer in offers if offer.code == shipping_code), offers[0] if offers else None)
    totals = price_cart(
        [priced(row.line, country) for row in rows],
        shipping=shipping.price if shipping and rows else 0,
        prices_include_tax=prices_include_tax,
    )
    return CartPage(rows=rows, offers=offers, shipping=shipping, totals=totals, currency=currency)


def priced(line: CartLine, country: str) -> PricedLine:
    """Return a line with its price of now and the tax rate of a country."""
    rate = tax_basis_points(country, line.variant.product.tax_class)
    return PricedLine(unit_price=line.variant.price, quantity=line.quantity, tax_basis_points=rate)


def _row(line: CartLine) -> CartRow:
    free = line.variant.available
    # What this line holds already is its own to take.
    available = None if free is None else free + line.held
    return CartRow(line=line, available=available, message=_fault(line, available), notice=_price_notice(line))


def _fault(line: CartLine, available: int | None) -> str:
    if line.variant.product.status != ProductStatus.PUBLISHED:
        return "No longer sold. Please remove it."
    if available is None or line.quantity <= available:
        return ""
    return f"Only {available} left. Please lower the quantity." if available > 0 else "Sold out. Please remove it."


def _price_notice(line: CartLine) -> str:
    before, now = Money(line.price_when_added, line.variant.currency), line.variant.money
    return "" if before == now else f"The price changed from {before} to {now}."
