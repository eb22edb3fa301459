"""A larger catalogue: the demo's products over and over, of more brands, some sold out, and reviews of some."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Model

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Image, Product, Variant
from techmart.core.bulk import insert_rows, reserve_keys
from techmart.feedback import actions as feedback
from techmart.feedback.models import Feedback, FeedbackKind, FeedbackStatus

# So many times as many brands as the demo has, and one product in so many of which nothing is left.
MAKERS, SOLD_OUT = 40, 20
BATCH = 1000
# Half of the reviews are of one product, the others of as many as there are.
WORDS = "It does what it says, is well made and easy to use. The manual could be longer. I would buy it again."


@transaction.atomic
def multiply(products: int) -> None:
    """Copy the products there are until there are so many."""
    originals = list(Product.objects.order_by("pk").prefetch_related("variants", "images"))
    there_are = len(originals)
    for number, start in enumerate(range(there_are, products, there_are), start=2):
        _copy(originals[: products - start], number)
    catalogue.refresh_cards()


def _copy(products: list[Product], number: int) -> None:
    """Save them and what belongs to them once more."""
    copies = dict(zip(products, reserve_keys(Product, len(products)), strict=True))
    variants = [row for product in products for row in product.variants.all()]
    images = [row for product in products for row in product.images.all()]
    _insert(Product, ((row, {"id": copies[row], **_renamed(row, number)}) for row in copies))
    _insert(
        Variant,
        ((row, {"product_id": copies[row.product], "sku": f"{row.sku}-{number}"}) for row in variants),
        without="id",
    )
    _insert(Image, ((row, {"product_id": copies[row.product], "variant_id": None}) for row in images), without="id")


def _renamed(product: Product, number: int) -> dict[str, str]:
    return {
        "slug": f"{product.slug}-{number}",
        "title": f"{product.title} {number}",
        "brand": f"{product.brand} {number % MAKERS}",
    }


def _insert(model: type[Model], rows: Iterable[tuple[Model, dict[str, Any]]], *, without: str = "") -> None:
    """Insert rows once more, each with something else in some of its columns."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname != without]
    insert_rows(model, names, (tuple({**vars(row), **other}[name] for name in names) for row, other in rows))


def sell_out(products: Iterable[int]) -> None:
    """Leave nothing of one in so many of these products."""
    chosen = [product_id for product_id in products if product_id % SOLD_OUT == 0]
    for start in range(0, len(chosen), BATCH):
        variants = Variant.objects.filter(product__in=chosen[start : start + BATCH])
        variants.update(on_hand=F("allocated") + F("held"))


@transaction.atomic
def review(reviews: int, *, now: datetime) -> None:
    """Let so many reviews be shown."""
    products = list(Product.objects.visible(now).order_by("pk").values_list("pk", flat=True))
    of = [products[0] if number % 2 else products[number % len(products)] for number in range(reviews)]
    Feedback.objects.bulk_create(
        Feedback(
            kind=FeedbackKind.REVIEW,
            status=FeedbackStatus.PUBLISHED,
            name=f"Writer {number}",
            product_id=product_id,
            rating=1 + number % 5,
            title="As expected",
            text=WORDS,
            created_at=now - timedelta(minutes=number),
            published_at=now - timedelta(minutes=number),
        )
        for number, product_id in enumerate(of)
    )
    for product_id in sorted(set(of)):
        feedback.refresh_rating(product_id=product_id)
