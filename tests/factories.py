"""Plain factories: a shop with something to sell and people who buy it."""

from datetime import UTC, datetime
from itertools import count

from techmart.accounts.models import Customer
from techmart.cart import actions as cart_actions
from techmart.cart.models import Cart
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Category, Product, Variant
from techmart.orders import actions as orders
from techmart.orders.models import Order
from techmart.payments.providers import provider
from techmart.pricing import actions as pricing
from techmart.pricing.models import Discount, ShippingMethod, TaxRate

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
# Products have been on sale for longer than any test looks back.
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ADDRESS = orders.AddressData(
    recipient="Ada Winter", line1="Hafenstraße 4", postcode="20457", city="Hamburg", country="DE"
)
_numbers = count(1)


def a_category(slug: str = "audio", title: str = "Audio") -> Category:
    """Return the category of this slug, made where it is missing."""
    found = Category.objects.filter(slug=slug).first()
    return found or Category.objects.add_root({"slug": slug, "title": title})


def a_product(title: str = "Halo 2", **fields: object) -> Product:
    """Return a published product without variants."""
    number = next(_numbers)
    fields = {"status": "published", "published_at": LONG_AGO, "slug": f"product-{number}", **fields}
    category = fields.pop("category", None) or a_category()
    return Product.objects.create(title=title, category=category, **fields)


def a_variant(on_hand: int = 10, price: int = 1000, product: Product | None = None, **fields: object) -> Variant:
    """Return a variant with stock that the ledger knows of, its product's card written."""
    product = product or a_product()
    fields = {"sku": f"SKU-{next(_numbers)}", "price": price, "on_hand": on_hand, **fields}
    variant = Variant.objects.create(product=product, **fields)
    catalogue.open_stock(variants=[variant], now=NOW)
    catalogue.refresh_cards(product_ids=[product.pk])
    return variant


def a_shop() -> None:
    """Set up one way of sending and one tax rate."""
    ShippingMethod.objects.get_or_create(code="post", defaults={"name": "Post", "price": 490, "free_over": 10_000})
    TaxRate.objects.get_or_create(country="DE", tax_class="standard", defaults={"basis_points": 1900})


def a_discount(name: str = "Welcome", *, code: str = "", **fields: object) -> Discount:
    """Return a discount of ten per cent: for whoever has the code, or for everybody where there is none."""
    fields = {"kind": "percent", "basis_points": 1000, "is_automatic": not code, **fields}
    discount = Discount.objects.create(name=name, **fields)
    if code:
        pricing.make_coupon(discount=discount, code=code, now=NOW)
    return discount


def a_cart(*variants: Variant, quantity: int = 1, customer: Customer | None = None) -> Cart:
    """Return an open cart with so many of each variant."""
    cart = cart_actions.open_cart(customer=customer, now=NOW)
    for variant in variants:
        cart_actions.add_to_cart(cart=cart, variant_id=variant.pk, quantity=quantity, now=NOW)
    return cart


def an_order(
    *variants: Variant,
    quantity: int = 1,
    email: str = "ada@example.com",
    now: datetime = NOW,
    paid: bool = False,
    way: str = "transfer",
) -> Order:
    """Return a placed order of these variants (a new one where none are given)."""
    a_shop()
    cart = a_cart(*(variants or (a_variant(),)), quantity=quantity)
    order = orders.place_order(
        cart=cart, email=email, address=ADDRESS, shipping_code="post", provider=provider(way), now=now
    )
    return orders.record_payment(order=order, by=None, now=now) if paid else order
