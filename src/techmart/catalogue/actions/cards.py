"""What a listing shows, filters and finds of a product, worked out when it changes, not when it is looked at."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from techmart.catalogue import search
from techmart.catalogue.actions.editions import renew_edition
from techmart.catalogue.models import Image, Product, Variant
from techmart.catalogue.search_models import LONGEST_FACT, TAG, Fact
from techmart.core.bulk import insert_rows, update_rows
from techmart.pictures import tint_name

BATCH = 500
FALLBACK_TINT = "stone"
MAX_SWATCHES = 5


@transaction.atomic
def refresh_cards(*, product_ids: Iterable[int] | None = None) -> int:
    """Rewrite card, price, facts and search entry of these products (all where None); return how many."""
    count = write_cards(product_ids=product_ids)
    renew_edition()
    return count


@transaction.atomic
def write_cards(*, product_ids: Iterable[int] | None = None) -> int:
    """Do the same for a caller that goes on to change the catalogue, and renews its edition when it is done."""
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
    _write_facts(changed)
    search.index(product_ids=None if product_ids is None else [product.pk for product in changed])
    return len(changed)


def _fill(product: Product) -> None:
    variants = list(product.variants.all())
    images = list(product.images.all())
    if variants:
        cheapest = min(variants, key=lambda variant: variant.price)
        product.price, product.compare_at = cheapest.price, cheapest.compare_at
        product.currency = cheapest.currency
    product.card = _card(product, variants, images)


def _write_facts(products: list[Product]) -> None:
    Fact.objects.filter(product__in=[product.pk for product in products]).delete()
    rows = (
        (product.pk, key, value[:LONGEST_FACT], None)
        if isinstance(value, str)
        else (product.pk, key, f"{value:g}", value)
        for product in products
        for key, value in _facts(product)
    )
    insert_rows(Fact, ("product_id", "key", "value", "number"), rows)


def _facts(product: Product) -> Iterator[tuple[str, str | float]]:
    """Return tags and specifications: numbers as floats, yes and no as words; codes are searched for, not chosen."""
    yield from ((TAG, str(tag)) for tag in dict.fromkeys(product.tags))
    for key, value in product.specs.items():
        if isinstance(value, bool):
            yield key, "yes" if value else "no"
        elif value not in (None, "") and key not in search.CODES:
            yield key, float(value) if isinstance(value, int | float) else str(value)


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


def _tint(picture: Image | None) -> str:
    if picture is None or not picture.drawing:
        return FALLBACK_TINT
    return tint_name(picture.drawing.split("/")[1])
