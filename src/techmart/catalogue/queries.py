"""Questions about what is sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from techmart.catalogue.models import Category, Product, Variant

NAVIGATION_KEY = "catalogue.navigation"
NAVIGATION_SECONDS = 10
PAGE_SIZE = 24
SORTS = {
    "newest": ("-published_at", "-pk"),
    "popular": ("-popularity", "pk"),
    "price": ("price", "pk"),
    "-price": ("-price", "pk"),
}
CARD_FIELDS = ("pk", "title", "slug", "summary", "price", "compare_at", "currency", "card")


@dataclass(frozen=True, slots=True)
class CategoryLink:
    """A category as navigation shows it."""

    pk: int
    title: str
    slug: str
    depth: int
    path: str


def navigation() -> list[CategoryLink]:
    """Return the whole tree in order, remembered for a moment: every page shows it."""
    cache = caches["local"]
    tree = cache.get(NAVIGATION_KEY)
    if tree is None:
        fields = ("pk", "title", "slug", "depth", "path")
        tree = [CategoryLink(*row) for row in Category.objects.order_by("path").values_list(*fields)]
        cache.set(NAVIGATION_KEY, tree, NAVIGATION_SECONDS)
    return tree


def category_and_parents(slug: str) -> list[Category]:
    """Return the category last, its parents before it; empty where there is none. One query."""
    own_path = Category.objects.filter(slug=slug).values("path")[:1]
    # A parent's path is the beginning of its child's.
    parents = Category.objects.annotate(own=own_path).filter(own__startswith=F("path"))
    return list(parents.order_by("path"))


def cards(now: datetime) -> QuerySet[Product, dict[str, Any]]:
    """Return visible products as the rows a listing shows, with whether anything of them can be bought."""
    buyable = Variant.objects.with_at_least(1).filter(product=OuterRef("pk"))
    return Product.objects.visible(now).annotate(is_buyable=Exists(buyable)).values(*CARD_FIELDS, "is_buyable")


def cards_in(category: Category, *, now: datetime, sort: str = "popular") -> QuerySet[Product, dict[str, Any]]:
    """Return the cards of a category and everything under it."""
    return cards(now).filter(category__path__startswith=category.path).order_by(*SORTS.get(sort, SORTS["popular"]))


def cards_by_id(product_ids: Sequence[int], *, now: datetime) -> list[dict[str, Any]]:
    """Return cards in the order of the ids: how search results keep their rank."""
    by_id = {card["pk"]: card for card in cards(now).filter(pk__in=product_ids)}
    return [by_id[pk] for pk in product_ids if pk in by_id]


def product_by_slug(slug: str, *, now: datetime) -> Product | None:
    """Return a visible product with category, variants and images, or None. Three queries."""
    visible = Product.objects.visible(now).select_related("category").prefetch_related("variants", "images")
    return visible.filter(slug=slug).first()


def low_stock() -> QuerySet[Variant]:
    """Return counted variants of published products at or under their threshold."""
    return Variant.objects.low().filter(product__status="published").select_related("product").order_by("sku")


def stock_faults() -> list[str]:
    """Compare the counters with the ledger; return a sentence for every variant where they differ (an audit)."""
    sums = Variant.objects.filter(tracks_stock=True).annotate(
        moved=Sum("moves__on_hand_change", default=0), promised=Sum("moves__allocated_change", default=0)
    )
    faults = sums.filter(~Q(on_hand=F("moved")) | ~Q(allocated=F("promised")))
    return [
        f"{variant.sku}: {variant.on_hand} on hand and {variant.allocated} allocated, "
        f"the ledger says {variant.moved} and {variant.promised}"
        for variant in faults
    ]
