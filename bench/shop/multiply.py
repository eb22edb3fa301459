"""A larger catalogue: the demo's products over and over, each with its variants and pictures."""

from django.db import transaction

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Image, Product, Variant


@transaction.atomic
def multiply(products: int) -> None:
    """Copy the products there are until there are so many."""
    originals = Product.objects.order_by("pk").prefetch_related("variants", "images")
    there_are = originals.count()
    for number, start in enumerate(range(there_are, products, there_are), start=2):
        for product in originals[: min(there_are, products - start)]:
            _copy(product, number)
    catalogue.refresh_cards()


def _copy(product: Product, number: int) -> None:
    """Save it and what belongs to it once more: a row without a primary key is a new row."""
    variants, images = list(product.variants.all()), list(product.images.all())
    product.pk, product.slug, product.title = None, f"{product.slug}-{number}", f"{product.title} {number}"
    product.save()
    for variant in variants:
        variant.pk, variant.product, variant.sku = None, product, f"{variant.sku}-{number}"
    for image in images:
        image.pk, image.product, image.variant = None, product, None
    Variant.objects.bulk_create(variants)
    Image.objects.bulk_create(images)
