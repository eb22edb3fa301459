"""What a product page shows, from one product with its variants and pictures."""

from datetime import datetime
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext

from techmart.catalogue.models import Image, Product, Variant
from techmart.catalogue.queries import ProductPage, lowest_before_reduction, pictures_of
from techmart.core.html import clean_html
from techmart.core.languages import local_number
from techmart.core.money import Money
from techmart.storefront.cards import is_reduced
from techmart.storefront.crumbs import way_through
from techmart.storefront.delivery import deliveries
from techmart.storefront.picker import is_sold_out, pick, stock_message
from techmart.storefront.pictures import Picture, picture_of, view_of
from techmart.storefront.voices import rating_of


def product_context(page: ProductPage, asked: dict[str, str], country: str, now: datetime) -> dict[str, Any]:
    """Return everything the page prints, for the variant that was asked for and a country it would be sent to."""
    product = page.product
    picker = pick(product, page.variants, asked)
    variant = picker.variant
    return {
        "product": product,
        "crumbs": way_through(page.way),
        "picker": picker,
        "variant": variant,
        "price": variant.money,
        **_past_prices(variant),
        "rating": rating_of(product),
        "stock": stock_message(variant),
        "deliveries": deliveries(variant, country, now),
        "is_sold_out": is_sold_out(variant),
        "gallery": lambda: gallery(product, variant.pk, pictures_of(product)),
        "specs": list(spec_texts(product).items()),
        "description": clean_html(product.description),
    }


def _past_prices(variant: Variant) -> dict[str, Any]:
    if not is_reduced(variant.price, variant.compare_at):
        return {}
    lowest = lowest_before_reduction(variant)
    return {
        "was": Money(variant.compare_at or 0, variant.currency),
        "lowest": Money(lowest, variant.currency) if lowest is not None else "",
    }


def gallery(product: Product, variant_id: int, images: list[Image]) -> list[Picture]:
    """Return the variant's own pictures, then those of the product as a whole that show something else."""
    own = [image for image in images if image.variant_id == variant_id]
    seen = {view_of(image) for image in own if image.drawing}
    general = [
        image for image in images if image.variant_id is None and (not image.drawing or view_of(image) not in seen)
    ]
    return [picture_of(image, product.title) for image in own + general or images]


def spec_texts(product: Product) -> dict[str, str]:
    """Return what the category's schema describes, by label and in its order, with units."""
    schema = product.category.spec_schema
    return {
        field["label"]: _spec_text(product.specs[field["key"]], field.get("unit", ""))
        for field in schema
        if product.specs.get(field["key"]) not in (None, "")
    }


def _spec_text(value: object, unit: str) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    text = local_number(value) if isinstance(value, int) else str(localize(value))
    return f"{text} {unit}".strip()
