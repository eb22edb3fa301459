"""A cart as its pages show it."""

from typing import Any

from django.utils.translation import gettext

from techmart.cart.queries import MAX_QUANTITY, CartPage, most_of
from techmart.catalogue.queries import pictures_of_variants
from techmart.core.countries import country_choices
from techmart.core.models import ShopSettings
from techmart.core.money import Money
from techmart.pricing.queries import served_countries
from techmart.storefront.picker import FEW
from techmart.storefront.pictures import variant_picture


def cart_context(page: CartPage, shop: ShopSettings, country: str) -> dict[str, Any]:
    """Return a priced cart with its sums in words."""
    return {
        "page": page,
        "rows": _rows(page),
        "has_faults": any(row.message for row in page.rows),
        "units": page.units,
        "sums": _sums(page, shop),
        "country": country,
        "countries": country_choices(served_countries()),
        "total": Money(page.totals.total, page.currency),
        "missing": _missing_for_free_shipping(page),
        "held_until": page.held_until,
        "coupon": page.coupon,
        "coupon_note": page.coupon_note,
    }


def _rows(page: CartPage) -> list[dict[str, Any]]:
    images = pictures_of_variants([row.line.variant_id for row in page.rows])
    return [
        {
            "line": row.line,
            "variant": row.line.variant,
            "product": row.line.variant.product,
            "picture": variant_picture(row.line.variant, images.get(row.line.variant_id)),
            "total": row.total,
            "message": row.message,
            "notice": row.notice,
            "left": row.available if row.available is not None and row.available <= FEW else None,
            "is_most": row.line.quantity >= min(most_of(row.line.variant), row.available or MAX_QUANTITY),
        }
        for row in page.rows
    ]


def _sums(page: CartPage, shop: ShopSettings) -> list[tuple[str, str]]:
    totals, currency = page.totals, page.currency
    shipping = gettext("Free") if totals.shipping == 0 else str(Money(totals.shipping, currency))
    sums = [(gettext("Items"), str(Money(totals.items, currency)))]
    sums += [(off.words, f"−{Money(off.amount, currency)}" if off.amount else "✓") for off in page.price.reductions]
    if page.shipping is not None:
        sums.append((page.shipping.name, shipping))
    if totals.tax and not shop.prices_include_tax:
        sums.append((gettext("Tax"), str(Money(totals.tax, currency))))
    return sums


def _missing_for_free_shipping(page: CartPage) -> dict[str, object]:
    """Return how far it is to free shipping: the amount, and what a bar of it shows."""
    offer = page.shipping
    if offer is None or offer.free_over is None or not offer.price:
        return {}
    missing = Money(offer.free_over - page.totals.items, page.currency)
    return {"amount": missing, "value": page.totals.items, "max": offer.free_over}
