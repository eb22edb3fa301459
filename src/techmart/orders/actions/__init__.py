"""Verbs of orders: `from techmart.orders import actions as orders`, then `orders.place_order(...)`."""

from techmart.orders.actions.expire import expire_unpaid
from techmart.orders.actions.follow import reconcile, reconcile_refunds, settle
from techmart.orders.actions.fulfil import (
    CannotCancel,
    CannotRefund,
    add_note,
    cancel_order,
    record_payment,
    refund_order,
    request_cancellation,
)
from techmart.orders.actions.notices import apply_notices, receive_notice
from techmart.orders.actions.parcels import CannotShip, ship_order
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
from techmart.orders.actions.returns import (
    CannotReturn,
    answer_return,
    receive_return,
    request_return,
)

__all__ = [
    "AddressData",
    "CannotCancel",
    "CannotRefund",
    "CannotReturn",
    "CannotShip",
    "EmptyCart",
    "NoShipping",
    "TotalChanged",
    "add_note",
    "answer_return",
    "apply_notices",
    "begin_payment",
    "cancel_order",
    "expire_unpaid",
    "place_order",
    "receive_notice",
    "receive_return",
    "reconcile",
    "reconcile_refunds",
    "record_payment",
    "refresh_popularity",
    "refund_order",
    "reorder",
    "request_cancellation",
    "request_return",
    "resolve_payments",
    "send_refunds",
    "settle",
    "ship_order",
]
