"""A larger catalogue: the demo's products over and over, each with its variants and pictures."""

from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Image, Product, Variant

M = TypeVar("M", bound=Model)


@transaction.atomic
def multiply(products: int) -> None:
    """Copy the products there are until there are so many."""
    originals = list(Product.objects.order_by("pk").prefetch_related("variants", "images"))
    for number, start in enumerate(range(len(originals), products, len(originals)), start=2):
        _copy(originals[: products - start], number)
    catalogue.refresh_cards()


def _copy(originals: list[Product], number: int) -> None:
    changes = ({"slug": f"{one.slug}-{number}", "title": f"{one.title} {number}"} for one in originals)
    copies = Product.objects.bulk_create(_again(one, **change) for one, change in zip(originals, changes, strict=True))
    pairs = list(zip(originals, copies, strict=True))
    Variant.objects.bulk_create(
        _again(variant, product_id=new.pk, sku=f"{variant.sku}-{number}")
        for one, new in pairs
        for variant in one.variants.all()
    )
    Image.objects.bulk_create(
        _again(image, product_id=new.pk, variant_id=None) for one, new in pairs for image in one.images.all()
    )


def _again(row: M, **changes: object) -> M:
    """Return a new row like this one, with some of it changed."""
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{**{name: getattr(row, name) for name in columns}, **changes})
