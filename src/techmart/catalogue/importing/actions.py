"""Writing products from a file: all of them or none; a second time, nothing changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify

from techmart.catalogue.actions.cards import refresh_cards
from techmart.catalogue.actions.stock import open_stock
from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.importing.reading import ProductRow
from techmart.catalogue.models import Category, PriceChange, Product, Variant
from techmart.core.bulk import insert_rows, learn_sizes, reserve_keys

FIELDS = ("title", "brand", "summary", "description", "tags", "specs", "status", "category_id")
# Of more than so many products the whole index is written anew, which is quicker.
MANY = 2000
ROOT = "Everything else"


@dataclass(slots=True)
class Outcome:
    """What an import does, or would do."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    drafts: int = 0
    categories: list[str] = field(default_factory=list)
    product_ids: list[int] = field(default_factory=list)


@transaction.atomic
def import_products(*, rows: Sequence[ProductRow], currency: str, now: datetime, dry_run: bool = False) -> Outcome:
    """Write products, a variant each: new ones by their SKU, of known ones what the file says otherwise.

    A product without a price becomes a draft. Without a number of units its stock is not counted; the stock of known
    products is left to the ledger. Holds SQLite's only write lock until it ends.
    """
    outcome = Outcome()
    known = _known(rows)
    shelves = Shelves(outcome)
    fresh = [row for row in rows if row.sku not in known]
    for row in (row for row in rows if row.sku in known):
        _update(known[row.sku], row, shelves, outcome, now=now)
    _create(fresh, shelves, outcome, currency=currency, now=now)
    if dry_run:
        transaction.set_rollback(True)
    elif outcome.product_ids:
        refresh_cards(product_ids=outcome.product_ids if len(outcome.product_ids) <= MANY else None)
        learn_sizes()
    return outcome


class Shelves:
    """The category of each name, made where there is none: `Audio > Headphones`, or one name under a root for them."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.by_title = {
            title.casefold(): pk for pk, title in Category.objects.order_by("-path").values_list("pk", "title")
        }
        self.slugs = set(Category.objects.values_list("slug", flat=True))
        self.by_name: dict[str, int] = {}

    def of(self, name: str | None) -> int:
        """Return the key of a category by its name in the file."""
        name = name or ""
        if name not in self.by_name:
            path = [part.strip()[:80] for part in name.split(">") if part.strip()]
            self.by_name[name] = self._branch(path if len(path) > 1 else [ROOT, *path])
        return self.by_name[name]

    def _branch(self, path: Sequence[str]) -> int:
        known = self.by_title.get(path[-1].casefold())
        if known is not None:
            return known
        parent = self._branch(path[:-1]) if len(path) > 1 else None
        title = path[-1][0].upper() + path[-1][1:]
        slug = unused(slugify(title)[:74] or "category", self.slugs)
        fields = {"title": title, "slug": slug, "spec_schema": [{"key": "model", "label": "Model", "type": "text"}]}
        if parent is None:
            made = Category.objects.add_root(fields)
        else:
            made = Category.objects.add_child(Category.objects.get(pk=parent), fields)
        self.outcome.categories.append(title)
        self.by_title[title.casefold()] = made.pk
        return made.pk


def _known(rows: Sequence[ProductRow]) -> dict[str, Variant]:
    wanted = {row.sku for row in rows}
    variants = Variant.objects.select_related("product").iterator(chunk_size=2000)
    return {variant.sku: variant for variant in variants if variant.sku in wanted}


def _update(variant: Variant, row: ProductRow, shelves: Shelves, outcome: Outcome, *, now: datetime) -> None:
    """Change what the file says otherwise; a draft that waited for its price is published."""
    product = variant.product
    was_waiting = product.status == ProductStatus.DRAFT and not variant.price
    values = _values(row, shelves, specs=product.specs)
    if was_waiting and row.price:
        values["status"], values["published_at"] = ProductStatus.PUBLISHED, now
    changed = {name: value for name, value in values.items() if getattr(product, name) != value}
    prices = {"price": row.price, "compare_at": row.compare_at}
    repriced = {name: value for name, value in prices.items() if value and getattr(variant, name) != value}
    if not changed and not repriced:
        outcome.unchanged += 1
        return
    outcome.changed += 1
    outcome.product_ids.append(product.pk)
    if changed:
        Product.objects.filter(pk=product.pk).update(**changed)
    if repriced:
        Variant.objects.filter(pk=variant.pk).update(**repriced)
    if "price" in repriced:
        PriceChange.objects.create(
            variant=variant, before=variant.price, after=repriced["price"], currency=variant.currency, at=now
        )


def _values(row: ProductRow, shelves: Shelves, *, specs: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a product that the file has columns for."""
    said = {
        "title": row.title,
        "brand": row.brand,
        "summary": row.summary,
        "description": None if row.description is None else _paragraph(row.description),
        "tags": None if row.tags is None else list(row.tags),
        "specs": {**specs, "model": row.model} if row.model else None,
        "category_id": None if row.category is None else shelves.of(row.category),
    }
    return {name: value for name, value in said.items() if value is not None}


def _paragraph(text: str) -> str:
    return text if not text or "<" in text else f"<p>{escape(text)}</p>"


def _create(rows: Sequence[ProductRow], shelves: Shelves, outcome: Outcome, *, currency: str, now: datetime) -> None:
    slugs = set(Product.objects.values_list("slug", flat=True))
    keys = reserve_keys(Product, len(rows))
    empty = {"brand": "", "summary": "", "description": "", "tags": [], "specs": {}}
    products = []
    for key, row in zip(keys, rows, strict=True):
        values = {**empty, "category_id": shelves.of(row.category), **_values(row, shelves, specs={})}
        status = ProductStatus.PUBLISHED if row.price else ProductStatus.DRAFT
        slug = unused(slugify(row.title)[:170] or "product", slugs)
        products.append((key, slug, now, now, currency, *({**values, "status": status.value}[name] for name in FIELDS)))
    insert_rows(Product, ("id", "slug", "published_at", "created_at", "currency", *FIELDS), products)
    _create_variants(keys, rows, currency=currency, now=now)
    outcome.new = len(rows)
    outcome.drafts = sum(not row.price for row in rows)
    outcome.product_ids += keys


def _create_variants(keys: Iterable[int], rows: Sequence[ProductRow], *, currency: str, now: datetime) -> None:
    fields = ("product_id", "sku", "price", "compare_at", "currency", "tracks_stock", "on_hand")
    insert_rows(
        Variant,
        fields,
        (
            (key, row.sku, row.price or 0, row.compare_at, currency, row.stock is not None, row.stock or 0)
            for key, row in zip(keys, rows, strict=True)
        ),
    )
    counted = [row.sku for row in rows if row.stock]
    for start in range(0, len(counted), MANY):
        open_stock(variants=list(Variant.objects.filter(sku__in=counted[start : start + MANY])), now=now)


def unused(slug: str, taken: set[str]) -> str:
    """Return a slug that nothing has yet, and take it.

    >>> taken = {"lamp", "lamp-2"}
    >>> unused("lamp", taken), unused("lamp", taken)
    ('lamp-3', 'lamp-4')
    """
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    taken.add(found)
    return found
