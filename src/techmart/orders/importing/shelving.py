"""Putting the products of a file on the shop's shelves: product, variant, picture, category."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import numpy as np
from django.utils.text import slugify

from techmart.catalogue import actions as catalogue
from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Category, Image, Product, Variant
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.table import Integers
from techmart.pictures import colour_for, family_for, slug

# The kind of drawing that suits a title tells the shelf it belongs on.
SHELVES = {
    "Kitchen and dining": "mug teapot cake-stand bakeware jug cutlery bowl plate napkins jar tin kettle grinder coffee",
    "Candles and lights": "candle lantern lights table-light desk-lamp bulb",
    "Bags and storage": "bag basket box backpack sleeve umbrella",
    "Cards and stationery": "notebook pencils card ribbon paper",
    "Home decoration": "frame sign clock mirror hook heart star flower bird scale",
    "Cushions and textiles": "cloth cushion bottle",
    "Toys and games": "blocks doll",
    "Jewellery": "jewellery watch",
    "Parties and Christmas": "bunting bauble",
}
SHELF_OF_FAMILY = {family: shelf for shelf, families in SHELVES.items() for family in families.split()}
LAST_SHELF = "Everything else"
BATCH = 500


def put_on_shelves(*, intake: Intake) -> Integers:
    """Return the key of every product's variant; products whose code the shop knows are left as they are.

    A sales file says nothing of stock: its variants are not counted and can always be ordered. The caller lets listings
    see them, last of all.
    """
    codes = intake.products.code
    known = Variant.objects.only("sku").in_bulk(codes, field_name="sku")
    new = [i for i, code in enumerate(codes) if code not in known]
    products = Product.objects.bulk_create(_products(intake, new), batch_size=BATCH)
    drawings = [slug(family_for(product.title), colour_for(product.title)) for product in products]
    variants = [
        Variant(
            product=product,
            sku=codes[i],
            price=product.price,
            currency=product.currency,
            colour=drawing.split("/")[1],
            tracks_stock=False,
        )
        for i, product, drawing in zip(new, products, drawings, strict=True)
    ]
    Variant.objects.bulk_create(variants, batch_size=BATCH)
    Image.objects.bulk_create(
        (
            Image(product=product, drawing=drawing, alt=product.title)
            for product, drawing in zip(products, drawings, strict=True)
        ),
        batch_size=BATCH,
    )
    catalogue.write_cards(product_ids=[product.pk for product in products])
    keys = {variant.sku: variant.pk for variant in (*known.values(), *variants)}
    return np.array([keys[code] for code in codes], dtype=np.int64)


def shelf_for(title: str) -> str:
    """Guess the category of a product from its title.

    >>> shelf_for("White hanging heart t-light holder"), shelf_for("Gift set")
    ('Candles and lights', 'Everything else')
    """
    return SHELF_OF_FAMILY.get(family_for(title), LAST_SHELF)


def _products(intake: Intake, new: list[int]) -> Iterator[Product]:
    first_sold = _first_sold(intake)
    taken = set(Product.objects.values_list("slug", flat=True))
    needed = {shelf_for(intake.products.title[i]) for i in new}
    shelves = {shelf: _category(shelf) for shelf in (*SHELVES, LAST_SHELF) if shelf in needed}
    for i in new:
        code, title, price = intake.products.code[i], intake.products.title[i], int(intake.products.price[i])
        sold_at = datetime.fromtimestamp(int(first_sold[i]), UTC)
        yield Product(
            title=title,
            slug=_free_slug(title, code, taken),
            category=shelves[shelf_for(title)],
            # What sells below the smallest coin would be free in a shop.
            status=ProductStatus.PUBLISHED if price else ProductStatus.DRAFT,
            published_at=sold_at,
            created_at=sold_at,
            price=price,
            currency=intake.currency,
        )


def _first_sold(intake: Intake) -> Integers:
    lines_per_order = np.diff(intake.orders.first_line)
    first = np.full(len(intake.products.code), np.iinfo(np.int64).max)
    np.minimum.at(first, intake.lines.product, np.repeat(intake.orders.placed_at, lines_per_order))
    return first


def _free_slug(title: str, code: str, taken: set[str]) -> str:
    """Name a product's page after title and code, with a number where another page is called so."""
    base = slugify(f"{title[:60]} {code}") or "product"
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    free = next(name for name in names if name not in taken)
    taken.add(free)
    return free


def _category(title: str) -> Category:
    found: Category | None = Category.objects.filter(slug=slugify(title)).first()
    if found is None:
        found = Category.objects.add_root({"title": title, "slug": slugify(title)})
    return found
