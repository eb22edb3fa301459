"""Verbs of orders: `from techmart.orders import actions as orders`, then `orders.place_order(...)`."""

from techmart.orders.actions.expire import expire_unpaid
from techmart.orders.actions.follow import reconcile, settle
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
from techmart.orders.actions.notices import apply_notices, receive_notice
from techmart.orders.actions.pay import begin_payment
from techmart.orders.actions.place import (
    AddressData,
    EmptyCart,
    NoShipping,
    TotalChanged,
    place_order,
)
from techmart.orders.actions.popularity import refresh_popularity
from techmart.orders.actions.refunds import resolve_payments, send_refunds
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
    "apply_notices",
    "begin_payment",
    "cancel_order",
    "expire_unpaid",
    "place_order",
    "receive_notice",
    "reconcile",
    "record_payment",
    "refresh_popularity",
    "refund_order",
    "reorder",
    "resolve_payments",
    "send_refunds",
    "settle",
    "ship_order",
]
