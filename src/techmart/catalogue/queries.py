"""Questions about what is sold."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.fields.files import FieldFile

from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Category, Collection, Image, PriceChange, Product, Variant
from techmart.core.remember import remembered

NAVIGATION_SECONDS = 10
AISLES_SECONDS = 60
SOLD_OUT_SECONDS = 5
PAGE_SIZE = 24
RELATED = 4
# How far back the law looks for the lowest price before a reduction (Directive 98/6/EC, article 6a).
REDUCTION_WINDOW = timedelta(days=30)
MOST_CHANGES = 500
NEWEST, POPULAR = ("-published_at", "-pk"), ("-popularity", "pk")
IS_REDUCED = Q(compare_at__gt=F("price"))
IS_BUYABLE = Exists(Variant.objects.with_at_least(1).filter(product=OuterRef("pk")))
WAY_TO_CATEGORY = """
    SELECT above.* FROM catalogue_category above JOIN catalogue_category here
    ON above.path = substr(here.path, 1, length(above.path)) WHERE here.id = %s ORDER BY above.path
"""
# Every category in tree order with how much lies in it, and the card and takings of its bestseller: an index
# knows that one; for what has taken in most of all, every product would have to be read.
SHELVES = """
    SELECT category.path, category.title, category.slug, (
        SELECT count(*) FROM catalogue_product product
        WHERE product.category_id = category.id AND product.status = %(published)s AND product.published_at <= %(now)s
    ), best.card, best.popularity * best.price
    FROM catalogue_category category LEFT JOIN catalogue_product best ON best.id = (
        SELECT product.id FROM catalogue_product product
        WHERE product.category_id = category.id AND product.status = %(published)s AND product.published_at <= %(now)s
        ORDER BY product.popularity DESC LIMIT 1
    ) ORDER BY category.path
"""
CARD_FIELDS = ("pk", "title", "slug", "summary", "price", "compare_at", "currency", "rating", "rating_count", "card")


class CategoryLink(NamedTuple):
    """A category as navigation shows it; a tuple, as the whole tree is unpacked from the cache for every page."""

    pk: int
    title: str
    slug: str
    depth: int
    path: str
    intro: str

    def is_under(self, other: "CategoryLink") -> bool:
        """Whether it stands somewhere below another."""
        return self.depth > other.depth and self.path.startswith(other.path)


@dataclass(frozen=True, slots=True)
class Aisle:
    """A category at the root of the tree: how much is in it, and the card of what is bought there most."""

    title: str
    slug: str
    product_count: int
    card: dict[str, Any]


class _Shelf(NamedTuple):
    """A category without those under it: how much lies in it, and its bestseller's card and takings."""

    path: str
    title: str
    slug: str
    product_count: int
    card: str | None
    takings: int


class Beside(NamedTuple):
    """What a product's page shows besides: what is related, and what somebody looked at before."""

    related: list[dict[str, Any]]
    seen: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class CollectionTile:
    """A collection as the front page shows it: its picture, or the card of its first product."""

    title: str
    slug: str
    intro: str
    photo: FieldFile
    product_count: int
    card: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spec:
    """One line of what a category's products are described by."""

    key: str
    label: str
    type: str
    unit: str


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product with its variants, and the categories that lead to it, the widest first."""

    product: Product
    variants: list[Variant]
    way: list[Category]


def navigation() -> list[CategoryLink]:
    """Return the whole tree in order, remembered for a moment: every page shows it."""
    rows = Category.objects.order_by("path").values_list("pk", "title", "slug", "depth", "path", "intro")
    return remembered("navigation", seconds=NAVIGATION_SECONDS, make=lambda: [CategoryLink(*row) for row in rows])


def aisles(now: datetime) -> list[Aisle]:
    """Return the aisles that have something in them, remembered for a minute: every page shows them."""
    return remembered("aisles", seconds=AISLES_SECONDS, make=lambda: _aisles(now))


def _aisles(now: datetime) -> list[Aisle]:
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(SHELVES, {"published": ProductStatus.PUBLISHED.value, "now": moment})
        shelves = [_Shelf(*row) for row in cursor.fetchall()]
    aisles = (_aisle(list(inside)) for _, inside in groupby(shelves, key=lambda shelf: shelf.path[: Category.steplen]))
    return [aisle for aisle in aisles if aisle.product_count]


def _aisle(shelves: list[_Shelf]) -> Aisle:
    """Sum up a root category and everything under it. Its face is what has taken in most among the bestsellers.

    Not what is bought most: paper and batteries would be the face of every aisle.
    """
    root, filled = shelves[0], [shelf for shelf in shelves if shelf.product_count]
    favourite = max(filled, key=lambda shelf: shelf.takings, default=root)
    card = json.loads(favourite.card) if favourite.card else {}
    return Aisle(root.title, root.slug, sum(shelf.product_count for shelf in filled), card)


def cards(now: datetime) -> QuerySet[Product, dict[str, Any]]:
    """Return visible products as the rows a listing shows, with whether anything of them can be bought."""
    return Product.objects.visible(now).annotate(is_buyable=IS_BUYABLE).values(*CARD_FIELDS, "is_buyable")


def newest_cards(now: datetime) -> QuerySet[Product, dict[str, Any]]:
    """Return cards of what can be bought, newest first, with what introduces a product on the front page."""
    fields = (*CARD_FIELDS, "is_buyable", "description", "category__title")
    return _buyable(now).order_by(*NEWEST).values(*fields)


def bestsellers(now: datetime) -> QuerySet[Product, dict[str, Any]]:
    """Return cards of what can be bought, most bought first."""
    return _buyable(now).order_by(*POPULAR).values(*CARD_FIELDS, "is_buyable")


def _buyable(now: datetime) -> QuerySet[Product]:
    """Return what can be bought, and say so: asked once more of each row, PostgreSQL would read all variants."""
    return Product.objects.visible(now).filter(IS_BUYABLE).annotate(is_buyable=Value(True))


def related_cards(product: Product, *, now: datetime) -> QuerySet[Product, dict[str, Any]]:
    """Return the cards of what stands beside a product, most bought first."""
    return cards(now).filter(category_id=product.category_id).exclude(pk=product.pk).order_by(*POPULAR)


def cards_beside(product: Product, seen: Sequence[int], *, now: datetime) -> Beside:
    """Return the cards of what stands beside a product, most bought first, and of what was seen. One query."""
    related = related_cards(product, now=now).values("pk")[:RELATED]
    found = cards(now).filter(Q(pk__in=related) | Q(pk__in=seen)).order_by(*POPULAR)
    rows = list(found.values(*CARD_FIELDS, "is_buyable", "category_id"))
    # Whatever else was seen in this category is bought less.
    in_category = [row for row in rows if row["category_id"] == product.category_id]
    return Beside(in_category[:RELATED], _in_order(seen, rows))


def cards_by_id(product_ids: Sequence[int], *, now: datetime) -> list[dict[str, Any]]:
    """Return cards in the order of the ids: how search results keep their rank."""
    return _in_order(product_ids, cards(now).filter(pk__in=product_ids))


def _in_order(product_ids: Sequence[int], rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {row["pk"]: row for row in rows}
    return [by_id[pk] for pk in product_ids if pk in by_id]


def product_page(slug: str, *, now: datetime) -> ProductPage | None:
    """Return a visible product with its categories and variants, None also where it has no variant. Three queries.

    In plain SQL, like its pictures: for a handful of rows Django takes five times as long to write a query as the
    database to answer it, and this is the page that people look at most.
    """
    product = next(iter(Product.objects.raw("SELECT * FROM catalogue_product WHERE slug = %s", [slug])), None)
    if product is None or not product.is_visible(now):
        return None
    way = list(Category.objects.raw(WAY_TO_CATEGORY, [product.category_id]))
    product.category = way[-1]
    query = "SELECT * FROM catalogue_variant WHERE product_id = %s ORDER BY position, id"
    variants = list(Variant.objects.raw(query, [product.pk]))
    return ProductPage(product, variants, way) if variants else None


def sold_out() -> list[int]:
    """Return the product of every variant that is sold out, remembered for a moment: as often as it has such variants.

    Whether it has others is not asked here: for that PostgreSQL would read all variants.
    """
    rows = Variant.objects.sold_out().order_by().values_list("product", flat=True)
    return remembered("sold-out", seconds=SOLD_OUT_SECONDS, make=lambda: list(rows))


def products_at(slugs: Sequence[str], *, now: datetime) -> list[Product]:
    """Return the visible products that have these slugs, in their order, with their categories."""
    found = {row.slug: row for row in Product.objects.visible(now).filter(slug__in=slugs).select_related("category")}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]


def lowest_before_reduction(variant: Variant) -> int | None:
    """Return the lowest price of the 30 days before the price was last reduced; None where it was not. One query."""
    changes = list(PriceChange.objects.filter(variant=variant, currency=variant.currency)[:MOST_CHANGES])
    if not changes or not variant.price == changes[0].after < changes[0].before:
        return None
    latest, *earlier = changes
    window = [change for change in earlier if change.at > latest.at - REDUCTION_WINDOW]
    # Nothing is no price: a draft that was imported without one waited for it.
    return min([latest.before, *(price for change in window for price in (change.before, change.after) if price)])


def pictures_of(product: Product) -> list[Image]:
    """Return all pictures of a product and of its variants, in order."""
    images = "SELECT * FROM catalogue_image WHERE product_id = %s ORDER BY position, id"
    return list(Image.objects.raw(images, [product.pk]))


def pictures_of_variants(variant_ids: Iterable[int]) -> dict[int, Image]:
    """Return the first picture of each variant that has its own."""
    images = Image.objects.filter(variant_id__in=list(variant_ids)).order_by("-position", "-pk")
    return {image.variant_id: image for image in images if image.variant_id is not None}


def category_once_at(slug: str) -> Category | None:
    """Return the category that had this slug before."""
    return Category.objects.filter(old_slugs__slug=slug).first()


def product_once_at(slug: str, *, now: datetime) -> Product | None:
    """Return the visible product that had this slug before."""
    return Product.objects.visible(now).filter(old_slugs__slug=slug).first()


def specs_of_categories(category_ids: Iterable[int]) -> list[Spec]:
    """Return what the products of these categories are described by, each key as its first category has it."""
    schemas = Category.objects.filter(pk__in=category_ids).order_by("path").values_list("spec_schema", flat=True)
    found: dict[str, Spec] = {}
    for line in (line for schema in schemas for line in schema):
        found.setdefault(line["key"], Spec(line["key"], line["label"], line["type"], line.get("unit", "")))
    return list(found.values())


def collection_tiles(now: datetime) -> list[CollectionTile]:
    """Return the running collections that have something in them. One query, whatever they hold."""
    inside = Product.objects.visible(now).filter(collection_items__collection=OuterRef("pk"))
    number = inside.order_by().values("collection_items__collection").annotate(number=Count("pk")).values("number")
    rows = (
        Collection.objects.running(now)
        .annotate(
            number=Subquery(number), card=Subquery(inside.order_by("collection_items__position").values("card")[:1])
        )
        .filter(number__gt=0)
    )
    return [CollectionTile(row.title, row.slug, row.intro, row.photo, row.number, row.card or {}) for row in rows]


def running_collection(slug: str, *, now: datetime) -> Collection | None:
    """Return a collection that shoppers may see."""
    return Collection.objects.running(now).filter(slug=slug).first()


def collected(collection: Collection) -> list[tuple[int, int]]:
    """Return the products of a collection as they were arranged, each with its category."""
    return list(collection.items.values_list("product", "product__category"))


def visible_slugs(now: datetime) -> QuerySet[Product, str]:
    """Return the slugs of everything shoppers may see."""
    return Product.objects.visible(now).order_by("pk").values_list("slug", flat=True)


def low_stock() -> QuerySet[Variant]:
    """Return counted variants of published products at or under their threshold."""
    return (
        Variant.objects.low().filter(product__status=ProductStatus.PUBLISHED).select_related("product").order_by("sku")
    )


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
