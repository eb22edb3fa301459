"""Variants that follow from a product's options."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from techmart.catalogue.actions.cards import refresh_cards
from techmart.catalogue.models import Product, Variant
from techmart.catalogue.options import Option, combinations
from techmart.core.models import ShopSettings
from techmart.pictures.colours import COLOUR_WORDS

COLOUR_NAMES = ("colour", "color")


class VariantInUse(Exception):
    """A variant with a past (stock moves, orders) cannot be taken away."""


@transaction.atomic
def set_options(*, product: Product, options: list[Option], price: int | None = None) -> None:
    """Give a product these options, and exactly one variant for each of their combinations.

    A variant keeps its stock and SKU where its options still fit: one that had no colour becomes the first colour. New
    ones take the given price, else that of the first variant. Variants that nothing fits any more are deleted.

    Raises
    ------
    VariantInUse
        One of these has been ordered or has ever had stock; nothing is changed.
    """
    product.options = options
    product.save(update_fields=["options"])
    existing = list(product.variants.select_for_update().order_by("position", "pk"))
    wanted = combinations(options)
    kept = _matched(existing, wanted)
    _delete([variant for variant in existing if variant not in kept.values()])
    template = existing[0] if existing else Variant(currency=ShopSettings.current().currency)
    for position, combination in enumerate(wanted):
        variant = kept.get(position) or _new(product, template, combination, price)
        variant.options, variant.position = combination, position
        variant.colour = variant.colour or _colour(combination)
        variant.save()
    refresh_cards(product_ids=[product.pk])


def _matched(existing: list[Variant], wanted: list[dict[str, str]]) -> dict[int, Variant]:
    """Pair positions with variants: equal options first, then those of which one says less than the other."""
    matched: dict[int, Variant] = {}
    left = list(existing)
    for is_match in (dict.__eq__, _fits):
        for position, combination in enumerate(wanted):
            found = next((variant for variant in left if is_match(variant.options, combination)), None)
            if position not in matched and found:
                matched[position] = found
                left.remove(found)
    return matched


def _fits(one: dict[str, str], other: dict[str, str]) -> bool:
    return one.items() <= other.items() or other.items() <= one.items()


def _delete(variants: list[Variant]) -> None:
    for variant in variants:
        if variant.moves.exists() or variant.order_lines.exists():
            words = _(
                "{sku} ({options}) has had stock or orders and cannot be taken away. Keep its options; a variant with "
                "no stock cannot be bought."
            )
            raise VariantInUse(words.format(sku=variant.sku, options=variant.option_text or _("no options")))
    for variant in variants:
        variant.delete()


def _new(product: Product, template: Variant, combination: dict[str, str], price: int | None) -> Variant:
    return Variant(
        product=product,
        sku=next(sku for sku in _skus(product, combination) if not Variant.objects.filter(sku=sku).exists()),
        price=(template.price or 0) if price is None else price,
        compare_at=template.compare_at,
        currency=template.currency,
        weight_g=template.weight_g,
        low_stock_at=template.low_stock_at,
    )


def _skus(product: Product, combination: dict[str, str]) -> Iterator[str]:
    """Propose codes: HALO-2-BLACK, HALO-2-BLACK-2, and so on."""
    parts = [slugify(product.title)[:30], *(slugify(value)[:12] for value in combination.values())]
    code = "-".join(part.strip("-") for part in parts if part).upper()[:56] or f"P{product.pk}"
    yield code
    for number in range(2, 10_000):
        yield f"{code}-{number}"


def _colour(combination: dict[str, str]) -> str:
    """Return the hex colour that a colour's name says, or nothing."""
    names = [value.lower() for name, value in combination.items() if name.lower() in COLOUR_NAMES]
    return COLOUR_WORDS.get(names[0], "") if names else ""
