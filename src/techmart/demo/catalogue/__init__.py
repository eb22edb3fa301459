"""The demo catalogue as plain data: categories, products, and nothing that touches a database."""

from techmart.demo.catalogue import audio, computers, home, parts, photo
from techmart.demo.catalogue.categories import CATEGORIES
from techmart.demo.catalogue.collections import COLLECTIONS
from techmart.demo.catalogue.shape import (
    CategoryData,
    CollectionData,
    ProductData,
    Replenishment,
    SpecField,
    VariantData,
    Visibility,
)

PRODUCTS: tuple[ProductData, ...] = (
    *audio.PRODUCTS,
    *computers.PRODUCTS,
    *photo.PRODUCTS,
    *home.PRODUCTS,
    *parts.PRODUCTS,
)

__all__ = [
    "CATEGORIES",
    "COLLECTIONS",
    "PRODUCTS",
    "CategoryData",
    "CollectionData",
    "ProductData",
    "Replenishment",
    "SpecField",
    "VariantData",
    "Visibility",
]
