"""What is sold, in the stock admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from treebeard.admin import TreeAdmin
from treebeard.forms import MoveNodeForm, movenodeform_factory

from techmart.catalogue import actions, search
from techmart.catalogue.models import (
    Category,
    Collection,
    CollectionItem,
    Image,
    PriceChange,
    Product,
    StockMove,
    Variant,
)
from techmart.catalogue.search_models import Edition, Fact, OldSlug, PopularSearch, Posting, Synonym, Word, WordPart
from techmart.core.admin import ReadOnly

SPEC_TYPES = {"number", "text", "boolean", "choice"}


class CategoryForm(MoveNodeForm):
    """A category, its place in the tree, and what its products are described by."""

    def clean_spec_schema(self) -> list[dict[str, Any]]:
        """Refuse a schema that product pages could not read."""
        schema = self.cleaned_data["spec_schema"] or []
        if not (isinstance(schema, list) and all(map(_is_spec, schema))):
            raise forms.ValidationError('A list such as [{"key": "weight_g", "label": "Weight", "type": "number"}].')
        return schema


def _is_spec(line: object) -> bool:
    if not isinstance(line, dict) or line.get("type") not in SPEC_TYPES:
        return False
    choices = line.get("choices", [])
    texts = [line.get("key"), line.get("label"), line.get("unit", ""), *(choices if isinstance(choices, list) else [0])]
    return all(isinstance(text, str) for text in texts)


@admin.register(Category)
class CategoryAdmin(TreeAdmin):
    """The tree; drag to move."""

    form = movenodeform_factory(Category, form=CategoryForm)
    list_display = ("title", "slug")
    prepopulated_fields = {"slug": ("title",)}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the tree also as the answer to an action that is none, which the library breaks on."""
        request._treebeard_parent = None  # type: ignore[attr-defined]
        return super().changelist_view(request, extra_context)

    def children_view(self, request: HttpRequest, parent_id: str) -> HttpResponse:
        """Show what is below a category; 404 for what is no number."""
        if not parent_id.isdecimal():
            raise Http404
        return super().children_view(request, parent_id)

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        """Save; an old address leads to the new one, and products are found by the new title."""
        super().save_model(request, obj, form, change)
        if change:
            actions.keep_old_slug(row=obj, before=form.initial["slug"])
        if "title" in form.changed_data:
            search.index(product_ids=list(obj.products.values_list("pk", flat=True)))


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    """Every column of a product; the back office has the friendlier page."""

    list_display = ("title", "category", "status", "published_at", "popularity")
    list_filter = ("status", "category")
    list_select_related = ("category",)
    search_fields = ("title", "slug", "brand")
    readonly_fields = ("popularity", "price", "compare_at", "currency", "rating", "rating_count", "card", "options")

    def save_model(self, request: HttpRequest, obj: Product, form: Any, change: bool) -> None:
        """Save, and have listings and search see it."""
        super().save_model(request, obj, form, change)
        if change:
            actions.keep_old_slug(row=obj, before=form.initial["slug"])
        actions.refresh_cards(product_ids=[obj.pk])

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The back office makes a product together with its first variant."""
        return False


@admin.register(Variant)
class VariantAdmin(admin.ModelAdmin):
    """Variants; their counters change by actions alone."""

    list_display = ("sku", "product", "price", "on_hand", "allocated", "held")
    list_select_related = ("product",)
    search_fields = ("sku", "product__title")
    raw_id_fields = ("product",)
    readonly_fields = ("product", "options", "currency", "tracks_stock", "on_hand", "allocated", "held")

    def save_model(self, request: HttpRequest, obj: Variant, form: Any, change: bool) -> None:
        """Save, note the price it had, and have listings and search see it."""
        actions.save_variants(product=obj.product, variants=[obj], now=timezone.now())

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Variants follow from a product's options."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """So do they go."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        """Order by code."""
        return super().get_queryset(request).order_by("sku")


@admin.register(PriceChange)
class PriceChangeAdmin(ReadOnly):
    """Past prices."""

    list_display = ("at", "variant", "before", "after", "currency")
    list_select_related = ("variant",)
    search_fields = ("variant__sku",)


@admin.register(Image)
class ImageAdmin(ReadOnly):
    """Pictures; they come in through the back office, which writes photographs anew."""

    list_display = ("product", "variant", "drawing", "photo", "alt", "position")
    list_select_related = ("product", "variant")
    search_fields = ("product__title", "alt")


@admin.register(StockMove)
class StockMoveAdmin(ReadOnly):
    """The ledger."""

    list_display = ("at", "variant", "kind", "on_hand_change", "allocated_change", "reference", "note", "by")
    list_filter = ("kind",)
    list_select_related = ("variant",)
    search_fields = ("variant__sku", "reference", "note")


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    """What shoppers call things otherwise."""

    search_fields = ("phrases",)


# Arranged in the back office; and what the shop keeps for its search and its filters, and what products were called
# before: to look at.
for model in (Collection, CollectionItem, Edition, Fact, OldSlug, PopularSearch, Posting, Word, WordPart):
    admin.site.register(model, ReadOnly)
