"""Verbs of the inbox: `from techmart.feedback import actions as inbox`, then `inbox.receive(...)`."""

from techmart.feedback.actions.asking import ask_for_reviews
from techmart.feedback.actions.messages import (
    AlreadyHandled,
    NoAddress,
    close,
    follow_up,
    publish,
    receive,
    refresh_rating,
    reply,
    write_review,
)

__all__ = [
    "AlreadyHandled",
    "NoAddress",
    "ask_for_reviews",
    "close",
    "follow_up",
    "publish",
    "receive",
    "refresh_rating",
    "reply",
    "write_review",
]
