"""Verbs of the catalogue: `from techmart.catalogue import actions as catalogue`, then `catalogue.allocate(...)`."""

from techmart.catalogue.actions.cards import refresh_cards
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

__all__ = [
    "OutOfStock",
    "StockPromised",
    "allocate",
    "change_stock",
    "count_stock",
    "hold",
    "open_stock",
    "refresh_cards",
    "release",
    "ship",
    "take_back",
    "unhold",
]
