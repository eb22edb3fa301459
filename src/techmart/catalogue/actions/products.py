"""Changes of a product that listings and search must see at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from techmart.catalogue.actions.cards import refresh_cards
from techmart.catalogue.actions.editions import renew_edition
from techmart.catalogue.actions.slugs import keep_old_slug
from techmart.catalogue.actions.variants import set_options
from techmart.catalogue.models import Image, PriceChange, Product, Variant
from techmart.core.bulk import update_rows

KEPT_BY_THE_SHOP = {"popularity", "price", "compare_at", "currency", "card", "rating", "rating_count"}
COUNTERS = {"on_hand", "allocated", "held"}


@transaction.atomic
def create_product(*, product: Product, price: int) -> Product:
    """Save a new product with its one variant, and have it found."""
    product.save()
    set_options(product=product, options=[], price=price)
    return product


@transaction.atomic
def save_product(*, product: Product) -> None:
    """Save what was changed of a product, and have listings and search see it; its old address leads to the new one."""
    keep_old_slug(row=product, before=Product.objects.values_list("slug", flat=True).get(pk=product.pk))
    product.save(update_fields=_columns(product, besides=KEPT_BY_THE_SHOP))
    refresh_cards(product_ids=[product.pk])


@transaction.atomic
def save_variants(*, product: Product, variants: list[Variant], now: datetime) -> None:
    """Save prices and facts of a product's variants, and note changed prices; the counters of stock are left alone."""
    _note_prices(variants, now)
    for variant in variants:
        variant.save(update_fields=_columns(variant, besides=COUNTERS))
    refresh_cards(product_ids=[product.pk])


def _note_prices(variants: list[Variant], now: datetime) -> None:
    prices = Variant.objects.filter(pk__in=[variant.pk for variant in variants]).values_list("pk", "price", "currency")
    known = {pk: (price, currency) for pk, price, currency in prices}
    PriceChange.objects.bulk_create(
        PriceChange(
            variant=variant, before=known[variant.pk][0], after=variant.price, currency=variant.currency, at=now
        )
        for variant in variants
        if variant.pk in known and known[variant.pk] != (variant.price, variant.currency)
    )


@transaction.atomic
def set_rating(*, product_id: int, rating: int, count: int) -> None:
    """Note the mean of a product's reviews, in hundredths of a star, so that listings need not count."""
    Product.objects.filter(pk=product_id).update(rating=rating, rating_count=count)
    renew_edition()


@transaction.atomic
def set_popularity(*, units: Mapping[int, int]) -> None:
    """Note how many units of each product were sold; none of those that are not named."""
    keys = Product.objects.order_by("pk").values_list("pk", flat=True)
    update_rows(Product, ("popularity",), [(units.get(key, 0), key) for key in keys])
    renew_edition()


def _columns(row: Model, *, besides: set[str]) -> list[str]:
    """Return all columns but those that may have moved on since the row was read."""
    return [field.name for field in row._meta.concrete_fields if not field.primary_key and field.name not in besides]


@transaction.atomic
def add_image(*, image: Image) -> None:
    """Add a picture behind the others of its product."""
    image.position = image.product.images.count()
    image.save()
    refresh_cards(product_ids=[image.product_id])


@transaction.atomic
def remove_image(*, image: Image) -> None:
    """Take a picture away, and a photograph's file once that is certain."""
    storage, name = image.photo.storage, image.photo.name
    image.delete()
    refresh_cards(product_ids=[image.product_id])
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def put_image_first(*, image: Image) -> None:
    """Make a picture the one that listings show."""
    others = image.product.images.exclude(pk=image.pk)
    for position, other in enumerate([image, *others]):
        Image.objects.filter(pk=other.pk).update(position=position)
    refresh_cards(product_ids=[image.product_id])
