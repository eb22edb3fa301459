"""Forms of the product pages."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import MoneyField, any_of, moment, search_box, set_currency
from techmart.backoffice.forms.specs import spec_fields, spec_values
from techmart.backoffice.lists import Filter
from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Category, Product, Variant
from techmart.core.digits import number_in
from techmart.core.html import typed_html

STATUSES = [("draft", _("Draft")), ("published", _("Published")), ("scheduled", _("Scheduled"))]
# Another category asks for other facts. Without scripts they appear after saving.
RELOAD_SPECS = {"hx-get": "", "hx-target": "#specs", "hx-select": "#specs", "hx-swap": "outerHTML"}


class CategoryField(forms.ModelChoiceField):
    """A category, chosen from the tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Category.objects.order_by("path"), **options)

    def label_from_instance(self, category: Category) -> str:
        """Indent by depth."""
        return "\u2003" * (category.depth - 1) + category.title


class ProductFilter(Filter):
    """Which products are seen."""

    q = search_box(_("Title, brand or SKU"))
    category = CategoryField(label=_("Category"), required=False, empty_label=_("Any"))
    status = any_of(_("Status"), STATUSES)
    stock = any_of(_("Stock"), [("low", _("Low or gone"))])

    def narrow(self, rows: QuerySet[Product], now: datetime) -> QuerySet[Product]:
        """Return the products that pass."""
        chosen = self.chosen
        variants = Variant.objects.filter(product=OuterRef("pk"))
        if words := chosen.get("q"):
            has_sku = Exists(variants.filter(sku__icontains=words))
            rows = rows.filter(Q(title__icontains=words) | Q(brand__icontains=words) | has_sku)
        if category := chosen.get("category"):
            rows = rows.filter(category__path__startswith=category.path)
        if status := chosen.get("status"):
            rows = rows.filter(_has_status(status, now))
        if "stock" in chosen:
            rows = rows.filter(Exists(Variant.objects.low().filter(product=OuterRef("pk"))))
        return rows


def _has_status(status: str, now: datetime) -> Q:
    if status == "draft":
        return Q(status=ProductStatus.DRAFT)
    published = Q(status=ProductStatus.PUBLISHED)
    return published & (Q(published_at__gt=now) if status == "scheduled" else Q(published_at__lte=now))


class ProductForm(forms.ModelForm):
    """What a product is: words, place, visibility, and the facts its category asks for."""

    slug = forms.SlugField(
        label=_("Address"), required=False, max_length=180, help_text=_("Left empty: from the title.")
    )
    category = CategoryField(label=_("Category"), widget=forms.Select(attrs=RELOAD_SPECS))
    # Far below what PostgreSQL's text search takes of one product: a megabyte.
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Plain text, or simple HTML: p, ul, ol, li, strong, em, h3, h4, br."),
    )
    tags = forms.CharField(label=_("Tags"), required=False, max_length=300, help_text=_("Parted by commas."))
    published_at = moment(
        _("Visible from"), initial=timezone.now, help_text=_("A published product with a later day is scheduled.")
    )

    class Meta:
        model = Product
        fields = ["title", "slug", "summary", "description", "category", "brand", "tax_class", "status", "published_at"]
        fields += ["max_per_order"]
        labels = {
            "title": _("Title"),
            "summary": _("Short description"),
            "brand": _("Brand"),
            "tax_class": _("Tax class"),
            "status": _("Status"),
            "max_per_order": _("Max per order"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.schema = self._category_schema()
        self.fields |= spec_fields(self.schema, self.instance.specs)
        self.initial["tags"] = ", ".join(self.instance.tags)

    def _category_schema(self) -> list[dict[str, Any]]:
        """Return the schema of the category that is chosen in the form, else of the product's own."""
        chosen = number_in(str(self.data.get("category") or self.initial.get("category") or ""))
        category = Category.objects.filter(pk=chosen).first() if chosen is not None else None
        return category.spec_schema if category else []

    @property
    def specs(self) -> list[forms.BoundField]:
        """The fields that the category asks for."""
        return [field for field in self if field.name.startswith("spec_")]

    def clean_slug(self) -> str:
        """Take it from the title where it was left empty."""
        title: str = self.cleaned_data.get("title", "")
        return self.cleaned_data["slug"] or slugify(title)[:180]

    def clean_description(self) -> str:
        """Keep simple HTML; make paragraphs of plain text."""
        return typed_html(self.cleaned_data["description"])

    def clean_tags(self) -> list[str]:
        """Split, without doubles."""
        words = (word.strip().lower() for word in self.cleaned_data["tags"].split(","))
        return list(dict.fromkeys(word for word in words if word))

    def clean(self) -> dict[str, Any]:
        """Gather what belongs into the product's JSON columns."""
        cleaned = super().clean() or self.cleaned_data
        self.instance.tags = cleaned.get("tags", [])
        self.instance.specs = spec_values(self.schema, cleaned)
        return cleaned


class NewProductForm(ProductForm):
    """A product with its first price."""

    price = MoneyField(label=_("Price"), help_text=_("Variants can have their own later."))

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        set_currency(self, currency)
