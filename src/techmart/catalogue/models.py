"""Products, their variants (what is counted and sold), pictures, the stock ledger and past prices."""

from datetime import datetime
from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from techmart.catalogue import search_models  # noqa: F401  (Django looks for tables here)
from techmart.catalogue.enums import ProductStatus, StockMoveKind, TaxClass
from techmart.core.money import Money

# A counted variant of which nothing is left.
IS_SOLD_OUT = Q(tracks_stock=True, on_hand__lte=F("allocated") + F("held"))


class Category(MP_Node):
    """A node of the category tree. `spec_schema` lists what its products are described by."""

    title = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    intro = models.CharField(max_length=240, blank=True)
    # A list: [{"key": "weight_g", "label": "Weight", "type": "number" | "text" | "boolean" | "choice", "unit": "g"}]
    spec_schema = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its listing."""
        return reverse("category", args=[self.slug])


class ProductQuerySet(models.QuerySet["Product"]):
    """The vocabulary of what is described."""

    def visible(self, now: datetime) -> Self:
        """Published, and its day has come."""
        return self.filter(status=ProductStatus.PUBLISHED, published_at__lte=now)


class Product(models.Model):
    """What is described. What is sold and counted is its variants: every product has at least one.

    `price`, `compare_at` and `card` repeat what a listing shows; `catalogue.actions.refresh_cards` keeps them, so that
    a listing is one query.
    """

    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    summary = models.CharField(max_length=160, blank=True, help_text=_("One line of facts, shown under the title."))
    description = models.TextField(blank=True, help_text="Simple HTML; anything else is taken out.")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    brand = models.CharField(max_length=80, blank=True)
    tags = models.JSONField(default=list, blank=True)
    specs = models.JSONField(default=dict, blank=True)
    max_per_order = models.PositiveSmallIntegerField(
        "most in one order", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    # In order: [{"name": "Colour", "values": ["Black", "Sand"]}]
    options = models.JSONField(default=list, blank=True)
    tax_class = models.CharField(max_length=10, choices=TaxClass.choices, default=TaxClass.STANDARD)
    status = models.CharField(max_length=10, choices=ProductStatus.choices, default=ProductStatus.DRAFT)
    published_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    popularity = models.PositiveIntegerField(default=0, help_text="Units sold; kept by the shop.")
    price = models.BigIntegerField(default=0, help_text="Lowest price of a variant, in minor units.")
    compare_at = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    rating = models.PositiveSmallIntegerField(default=0, help_text="Mean stars of its reviews, in hundredths.")
    rating_count = models.PositiveIntegerField(default=0, help_text="Reviews shown; kept by the shop.")
    # So: {"picture": "/pictures/…", "alt": "…", "tint": "sand", "swatches": ["2b2f36", …], "from": false}
    card = models.JSONField(default=dict, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(price__gte=0), name="catalogue_product_price")]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="catalogue_newest"),
            models.Index(
                fields=["status", "category", "-popularity", "published_at", "price"], name="catalogue_popular"
            ),
            models.Index(fields=["status", "-popularity", "id"], name="catalogue_bestsellers"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("product", args=[self.slug])

    def is_visible(self, now: datetime) -> bool:
        """Whether shoppers may see it."""
        return self.status == ProductStatus.PUBLISHED and self.published_at <= now


class VariantQuerySet(models.QuerySet["Variant"]):
    """The vocabulary of what is counted."""

    def with_at_least(self, quantity: int) -> Self:
        """Variants that can give so many units now: the condition that decides a race."""
        return self.filter(Q(tracks_stock=False) | Q(on_hand__gte=F("allocated") + F("held") + quantity))

    def sold_out(self) -> Self:
        """Counted variants of which nothing is left."""
        return self.filter(IS_SOLD_OUT)

    def low(self) -> Self:
        """Counted variants at or under their threshold."""
        return self.filter(tracks_stock=True, on_hand__lte=F("allocated") + F("held") + F("low_stock_at"))


class Variant(models.Model):
    """What is sold and counted (= SKU). `available = on_hand - allocated - held`; only actions change the three."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    sku = models.CharField("SKU", max_length=64, unique=True)
    options = models.JSONField(default=dict, blank=True)
    price = models.BigIntegerField(help_text="In minor units, as shown in the shop.")
    compare_at = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    colour = models.CharField(max_length=6, blank=True, help_text="Hex, without #.")
    position = models.PositiveSmallIntegerField(default=0)
    weight_g = models.PositiveIntegerField(default=0)
    tracks_stock = models.BooleanField(default=True, help_text="Where not, it can always be ordered.")
    on_hand = models.IntegerField(default=0, editable=False)
    allocated = models.IntegerField(default=0, editable=False)
    held = models.IntegerField(default=0, editable=False)
    low_stock_at = models.PositiveIntegerField(default=3)

    objects = VariantQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        # A short list, which every listing asks for.
        indexes = [models.Index(fields=["product"], condition=IS_SOLD_OUT, name="catalogue_sold_out")]
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0), name="catalogue_variant_price"),
            models.CheckConstraint(
                condition=Q(on_hand__gte=0) & Q(allocated__gte=0) & Q(held__gte=0),
                name="catalogue_stock_positive",
            ),
            models.CheckConstraint(
                condition=Q(tracks_stock=False) | Q(on_hand__gte=F("allocated") + F("held")),
                name="catalogue_never_oversold",
            ),
        ]

    def __str__(self) -> str:
        return self.sku

    @property
    def available(self) -> int | None:
        """Units left to sell; None where nobody counts."""
        return self.on_hand - self.allocated - self.held if self.tracks_stock else None

    @property
    def option_text(self) -> str:
        """Its options in words, in the product's order: `Black, 256 GB`. (PostgreSQL keeps no order of keys.)"""
        names = [option["name"] for option in self.product.options]
        known = [str(self.options[name]) for name in names if name in self.options]
        return ", ".join(known + [str(value) for name, value in self.options.items() if name not in names])

    @property
    def full_title(self) -> str:
        """What an order calls it: title and options."""
        return ", ".join(filter(None, [self.product.title, self.option_text]))

    @property
    def money(self) -> Money:
        """Its price."""
        return Money(self.price, self.currency)


class PriceChange(models.Model):
    """A variant's price became another, append-only: what a reduction must be held against."""

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="price_changes")
    before = models.BigIntegerField(help_text="In minor units.")
    after = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["variant", "-at"], name="catalogue_price_changes")]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.before} to {self.after}"


class Image(models.Model):
    """A picture of a product, or of one variant: an uploaded photograph, or one of the shop's own drawings."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="images")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, null=True, blank=True, related_name="images")
    photo = models.ImageField(upload_to="products/", blank=True)
    # "<family>/<hex colour>/<view>", drawn by techmart.pictures
    drawing = models.CharField(max_length=80, blank=True)
    alt = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(photo="") ^ Q(drawing=""), name="catalogue_image_is_photo_or_drawing")
        ]

    def __str__(self) -> str:
        return self.alt or self.url

    @property
    def url(self) -> str:
        """Where the picture is served."""
        return f"/pictures/{self.drawing}.svg" if self.drawing else self.photo.url


class CollectionQuerySet(models.QuerySet["Collection"]):
    """The vocabulary of what is arranged by hand."""

    def running(self, now: datetime) -> Self:
        """What has begun and has not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class Collection(models.Model):
    """Products that the merchant put together by hand, in an order of their own."""

    title = models.CharField(max_length=80)
    slug = models.SlugField("address", max_length=80, unique=True)
    intro = models.CharField("description", max_length=240, blank=True)
    photo = models.ImageField(upload_to="collections/", blank=True, help_text=_("Without one: its first product."))
    starts_at = models.DateTimeField("shown from", default=timezone.now)
    ends_at = models.DateTimeField("shown until", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text=_("The lowest come first on the front page."))

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its listing."""
        return reverse("collection", args=[self.slug])

    def is_running(self, now: datetime) -> bool:
        """Whether shoppers may see it."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


class CollectionItem(models.Model):
    """The place of one product in a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="collection_items")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "product"], name="catalogue_once_in_a_collection")]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.collection_id}"


class StockMove(models.Model):
    """One change of stock, append-only: the ledger that answers "why is it 47?"."""

    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=StockMoveKind.choices)
    on_hand_change = models.IntegerField(default=0)
    allocated_change = models.IntegerField(default=0)
    reference = models.CharField(max_length=64, blank=True, help_text="The order line it belongs to: T10042/1.")
    note = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=254, blank=True, help_text="Who did it; empty for the shop itself.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            # A repeated or late request cannot move the same stock twice.
            models.UniqueConstraint(
                fields=["reference", "kind"],
                condition=~Q(reference=""),
                name="catalogue_one_move_per_order_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.kind} {self.on_hand_change:+d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once; a ledger is never changed."""
        if self.pk:
            raise TypeError("A stock move is never changed: write the opposite move.")
        super().save(*args, **kwargs)

    @property
    def order_number(self) -> str:
        """The order it belongs to, if any: what was moved by hand has the key of its form there, without a slash."""
        return self.reference.rpartition("/")[0]
