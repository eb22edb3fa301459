"""What a listing shows of a product, worked out when the product changes, not when it is looked at."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from techmart.catalogue import search
from techmart.catalogue.models import Image, Product, Variant
from techmart.core.bulk import update_rows
from techmart.pictures import tint_name

BATCH = 500
FALLBACK_TINT = "stone"
MAX_SWATCHES = 5


@transaction.atomic
def refresh_cards(product_ids: Iterable[int] | None = None) -> int:
    """Rewrite card, price and search entry of these products (all where None); return how many."""
    products = Product.objects.prefetch_related("variants", "images")
    if product_ids is not None:
        products = products.filter(pk__in=list(product_ids))
    changed = []
    for product in products.iterator(chunk_size=BATCH):
        _fill(product)
        changed.append(product)
    # Not bulk_update, whose CASE over every row takes a second per thousand products.
    columns = ("card", "price", "compare_at", "currency")
    update_rows(Product, columns, ((p.card, p.price, p.compare_at, p.currency, p.pk) for p in changed))
    search.index(None if product_ids is None else [product.pk for product in changed])
    return len(changed)


def _fill(product: Product) -> None:
    variants = list(product.variants.all())
    images = list(product.images.all())
    if variants:
        cheapest = min(variants, key=lambda variant: variant.price)
        product.price, product.compare_at = cheapest.price, cheapest.compare_at
        product.currency = cheapest.currency
    product.card = _card(product, variants, images)


def _tint(picture: Image | None) -> str:
    if picture is None or not picture.drawing:
        return FALLBACK_TINT
    return tint_name(picture.drawing.split("/")[1])


def _card(product: Product, variants: list[Variant], images: list[Image]) -> dict[str, Any]:
    picture = images[0] if images else None
    colours = list(dict.fromkeys(variant.colour for variant in variants if variant.colour))
    return {
        "picture": picture.url if picture else "",
        "alt": (picture.alt if picture else "") or product.title,
        "tint": _tint(picture),
        "swatches": colours[:MAX_SWATCHES] if len(colours) > 1 else [],
        "from": len({variant.price for variant in variants}) > 1,
    }
