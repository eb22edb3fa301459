"""The demo shop's shelves: categories, products, variants and pictures from the catalogue's plain data."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction

from techmart.catalogue import actions as catalogue
from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Category, Collection, CollectionItem, Image, PriceChange, Product, Variant
from techmart.core.models import ShopSettings
from techmart.demo.catalogue import (
    CATEGORIES,
    COLLECTIONS,
    PRODUCTS,
    CategoryData,
    ProductData,
    VariantData,
    Visibility,
)
from techmart.pictures import FAMILIES, slug
from techmart.pricing import actions as pricing
from techmart.pricing.models import Discount, DiscountKind, ShippingMethod, TaxRate

TAX_BASIS_POINTS = {
    "DE": 1900, "AT": 2000, "NL": 2100, "FR": 2000, "BE": 2100, "ES": 2100, "IT": 2200, "PL": 2300,
}  # fmt: skip
SALE_BEGAN = timedelta(days=12)
NEARBY = ["AT", "NL", "FR", "BE", "ES", "IT", "PL"]
BANK_DETAILS = "TechMart demo account\nIBAN DE00 0000 0000 0000 0000 00 (made up: nothing to pay)"


@dataclass(frozen=True, slots=True)
class ShelfOffer:
    """A variant as the simulation sees it."""

    variant_id: int
    product: str
    category: str
    price: int
    popularity: float
    refill_days: int | None
    launched_days_ago: int


def set_up_options(*, now: datetime) -> None:
    """Set the shop's name, rates and ways of sending; what the merchant has set already stays."""
    ShopSettings.objects.get_or_create(pk=1, defaults={"bank_details": BANK_DETAILS})
    for country, points in TAX_BASIS_POINTS.items():
        TaxRate.objects.get_or_create(country=country, tax_class="standard", defaults={"basis_points": points})
    methods = [
        ("parcel", "Parcel", "2-3 working days", (2, 3), ["DE"], 490, 10_000),
        ("express", "Express", "the next working day", (1, 1), ["DE"], 1290, None),
        ("europe", "Parcel to Europe", "3-6 working days", (3, 6), NEARBY, 990, 15_000),
    ]
    for position, (code, name, promise, days, countries, price, free_over) in enumerate(methods):
        ShippingMethod.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "promise": promise,
                "fastest_days": days[0],
                "slowest_days": days[1],
                "countries": countries,
                "price": price,
                "free_over": free_over,
                "position": position,
            },
        )
    welcome, is_new = Discount.objects.get_or_create(
        name="Welcome", defaults={"kind": DiscountKind.PERCENT, "basis_points": 1000, "limit_per_person": 1}
    )
    if is_new:
        pricing.make_coupon(discount=welcome, code="WELCOME10", now=now)


@transaction.atomic
def stock_shelves(*, now: datetime) -> list[ShelfOffer]:
    """Write the whole catalogue; return what of it can be bought. Stock is filled by `fill_shelves` afterwards."""
    categories = _write_categories(CATEGORIES)
    offers: list[ShelfOffer] = []
    for data in PRODUCTS:
        product = _write_product(data, categories[data.category], now)
        variants = _write_variants(product, data)
        _write_past_prices(variants, now)
        _write_pictures(product, data.variants, variants)
        if data.visibility is Visibility.PUBLISHED:
            offers += [_offer(data, variant) for variant in variants]
    _write_collections(now)
    return offers


@transaction.atomic
def fill_shelves(*, sold: dict[int, int], opened_at: datetime) -> None:
    """Lay out so many units that what was sold since the opening leaves just what the catalogue says is there."""
    units = {variant.sku: variant.stock for data in PRODUCTS for variant in data.variants}
    variants = list(Variant.objects.filter(sku__in=units))
    for variant in variants:
        variant.on_hand = units[variant.sku] + sold.get(variant.pk, 0)
    Variant.objects.bulk_update(variants, ["on_hand"])
    catalogue.open_stock(variants=variants, now=opened_at)


def _write_collections(now: datetime) -> None:
    products = dict(Product.objects.values_list("slug", "pk"))
    for position, data in enumerate(COLLECTIONS):
        collection = Collection.objects.create(
            title=data.title, slug=data.slug, intro=data.intro, position=position, starts_at=now
        )
        CollectionItem.objects.bulk_create(
            CollectionItem(collection=collection, product_id=products[slug], position=place)
            for place, slug in enumerate(data.products, start=1)
        )


def _write_categories(branches: Sequence[CategoryData], parent: Category | None = None) -> dict[str, Category]:
    written = {}
    for branch in branches:
        fields = {
            "slug": branch.slug,
            "title": branch.title,
            "intro": branch.lead,
            "spec_schema": [asdict(spec) for spec in branch.spec_schema],
        }
        category = Category.objects.add_child(parent, fields) if parent else Category.objects.add_root(fields)
        written[branch.slug] = category
        written |= _write_categories(branch.children, category)
    return written


def _write_product(data: ProductData, category: Category, now: datetime) -> Product:
    opens_at = now + timedelta(days=data.opens_in_days or -data.launched_days_ago)
    return Product.objects.create(
        title=data.title,
        slug=data.slug,
        summary=data.facts,
        description=data.description,
        category=category,
        brand=data.brand,
        tags=list(data.tags),
        specs=dict(data.specs),
        options=_options(data),
        status=ProductStatus.DRAFT if data.visibility is Visibility.DRAFT else ProductStatus.PUBLISHED,
        published_at=opens_at,
        created_at=min(opens_at, now),
    )


def _options(data: ProductData) -> list[dict[str, object]]:
    return [
        {"name": name, "values": list(dict.fromkeys(variant.options[name] for variant in data.variants))}
        for name in data.option_names
    ]


def _write_variants(product: Product, data: ProductData) -> list[Variant]:
    return Variant.objects.bulk_create(
        Variant(
            product=product,
            sku=variant.sku,
            options=dict(variant.options),
            price=data.price + variant.price_delta,
            compare_at=data.compare_at + variant.price_delta if data.compare_at else None,
            colour=variant.colour,
            position=position,
            weight_g=data.weight_g,
            low_stock_at=variant.low_stock_threshold,
        )
        for position, variant in enumerate(data.variants)
    )


def _write_past_prices(variants: Sequence[Variant], now: datetime) -> None:
    """Let what is reduced have been dearer until the sale began."""
    PriceChange.objects.bulk_create(
        PriceChange(
            variant=variant,
            before=variant.compare_at,
            after=variant.price,
            currency=variant.currency,
            at=now - SALE_BEGAN,
        )
        for variant in variants
        if variant.compare_at
    )


def _write_pictures(product: Product, data: Sequence[VariantData], variants: Sequence[Variant]) -> None:
    Image.objects.bulk_create(
        Image(
            product=product,
            variant=variant,
            drawing=slug(shape.family, shape.colour, view),
            alt=_alt(product, variant, view),
            position=10 * variant.position + number,
        )
        for shape, variant in zip(data, variants, strict=True)
        for number, view in enumerate(FAMILIES[shape.family].views)
    )


def _alt(product: Product, variant: Variant, view: str) -> str:
    what = ", ".join(filter(None, [product.title, variant.options.get("Colour", "").lower()]))
    return {"front": what, "detail": f"{what}: a closer look", "in-use": f"{what}, in use"}[view]


def _offer(data: ProductData, variant: Variant) -> ShelfOffer:
    return ShelfOffer(
        variant_id=variant.pk,
        product=data.slug,
        category=data.category,
        price=variant.price,
        popularity=data.popularity,
        refill_days=data.refill_days,
        launched_days_ago=data.launched_days_ago,
    )
