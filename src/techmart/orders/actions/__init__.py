"""Verbs of orders: `from techmart.orders import actions as orders`, then `orders.place_order(...)`."""

from techmart.orders.actions.fulfil import (
    CannotCancel,
    CannotRefund,
    CannotShip,
    add_note,
    cancel_order,
    record_payment,
    refund_order,
    ship_order,
)
from techmart.orders.actions.place import (
    AddressData,
    EmptyCart,
    NoShipping,
    TotalChanged,
    place_order,
)
from techmart.orders.actions.popularity import refresh_popularity
from techmart.orders.actions.reorder import reorder

__all__ = [
    "AddressData",
    "CannotCancel",
    "CannotRefund",
    "CannotShip",
    "EmptyCart",
    "NoShipping",
    "TotalChanged",
    "add_note",
    "cancel_order",
    "place_order",
    "record_payment",
    "refresh_popularity",
    "refund_order",
    "reorder",
    "ship_order",
]
