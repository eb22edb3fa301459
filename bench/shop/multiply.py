"""A larger catalogue: the demo's products over and over, each with its variants and pictures, and reviews of some."""

from datetime import datetime, timedelta

from django.db import transaction

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Image, Product, Variant
from techmart.feedback import actions as feedback
from techmart.feedback.models import Feedback, FeedbackKind, FeedbackStatus

# Half of the reviews are of one product, the others of as many as there are.
WORDS = "It does what it says, is well made and easy to use. The manual could be longer. I would buy it again."


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
