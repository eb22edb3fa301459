"""What search engines read of a product (schema.org), as data that no browser runs."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from techmart.catalogue.models import Product, Variant
from techmart.core.html import plain_text
from techmart.core.models import ShopSettings
from techmart.storefront.picker import is_sold_out

# A text must not be able to end the element that it stands in.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_json_ld(data: dict[str, Any]) -> SafeString:
    """Write data for a script element of the type application/ld+json.

    >>> as_json_ld({"name": "</script>&"})
    '{"name": "\\\\u003c/script\\\\u003e\\\\u0026"}'
    """
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308  (escaped above)


def product_data(request: HttpRequest, product: Product, variant: Variant) -> dict[str, Any]:
    """Describe a product with the price and stock of one variant, and its rating."""
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": plain_text(product.description) or product.summary,
        "sku": variant.sku,
        "url": request.build_absolute_uri(product.get_absolute_url()),
        "offers": _offer(request, product, variant),
    }
    if picture := product.card.get("picture"):
        data["image"] = request.build_absolute_uri(picture)
    if product.brand:
        data["brand"] = {"@type": "Brand", "name": product.brand}
    if product.rating_count:
        mean = {"ratingValue": product.rating / 100, "reviewCount": product.rating_count}
        data["aggregateRating"] = {"@type": "AggregateRating", **mean, "bestRating": 5}
    return data


def _offer(request: HttpRequest, product: Product, variant: Variant) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "price": str(variant.money.amount),
        "priceCurrency": variant.currency,
        "availability": f"https://schema.org/{'OutOfStock' if is_sold_out(variant) else 'InStock'}",
        "itemCondition": "https://schema.org/NewCondition",
        "url": request.build_absolute_uri(product.get_absolute_url()),
        "seller": {"@type": "Organization", "name": ShopSettings.current().name},
    }
