"""Verbs of the catalogue: `from techmart.catalogue import actions as catalogue`, then `catalogue.allocate(...)`."""

from techmart.catalogue.actions.cards import refresh_cards, write_cards
from techmart.catalogue.actions.categories import CategoryInUse, remove_category, save_category
from techmart.catalogue.actions.collections import (
    MOST_IN_A_COLLECTION,
    CollectionFull,
    arrange,
    collect,
    remove_collection,
    save_collection,
    take_out,
)
from techmart.catalogue.actions.editions import renew_edition
from techmart.catalogue.actions.products import (
    add_image,
    create_product,
    put_image_first,
    remove_image,
    save_product,
    save_variants,
    set_popularity,
    set_rating,
)
from techmart.catalogue.actions.searches import Searched, hide_search, keep_searches
from techmart.catalogue.actions.slugs import keep_old_slug
from techmart.catalogue.actions.stock import (
    OutOfStock,
    StockPromised,
    allocate,
    change_stock,
    count_stock,
    hold,
    open_stock,
    release,
    ship,
    take_back,
    unhold,
)
from techmart.catalogue.actions.variants import VariantInUse, set_options

__all__ = [
    "MOST_IN_A_COLLECTION",
    "CategoryInUse",
    "CollectionFull",
    "OutOfStock",
    "Searched",
    "StockPromised",
    "VariantInUse",
    "add_image",
    "allocate",
    "arrange",
    "change_stock",
    "collect",
    "count_stock",
    "create_product",
    "hide_search",
    "hold",
    "keep_old_slug",
    "keep_searches",
    "open_stock",
    "put_image_first",
    "refresh_cards",
    "release",
    "remove_category",
    "remove_collection",
    "remove_image",
    "renew_edition",
    "save_category",
    "save_collection",
    "save_product",
    "save_variants",
    "set_options",
    "set_popularity",
    "set_rating",
    "ship",
    "take_back",
    "take_out",
    "unhold",
    "write_cards",
]
