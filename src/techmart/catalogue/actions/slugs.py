"""Addresses that products and categories had before."""

from django.db import transaction

from techmart.catalogue.models import Category, Product
from techmart.catalogue.search_models import OldSlug


@transaction.atomic
def keep_old_slug(*, row: Product | Category, before: str) -> None:
    """Let the address that a product or category had lead to its new one; an address in use leads nowhere else."""
    if before == row.slug:
        return
    kind, other = ("product", "category") if isinstance(row, Product) else ("category", "product")
    OldSlug.objects.filter(slug=row.slug, **{other: None}).delete()
    OldSlug.objects.filter(slug=before).delete()
    OldSlug.objects.create(slug=before, **{kind: row})
