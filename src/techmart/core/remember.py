"""What many pages ask and may be a few seconds old: kept in the process, never more than a moment."""

import hashlib
from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import caches

T = TypeVar("T")


def remembered(subject: str, *parts: object, seconds: int, make: Callable[[], T]) -> T:
    """Return what was made for this subject and these parts in the last seconds, or make it anew.

    Parts may be anything that people type: the key is a digest of them.
    """
    return cast(T, caches["local"].get_or_set(_key(subject, *parts), make, seconds))


def forget(subject: str, *parts: object) -> None:
    """Let this process make it anew when it is asked next; others see the change within their seconds."""
    caches["local"].delete(_key(subject, *parts))


def _key(subject: str, *parts: object) -> str:
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{subject}.{digest[:32]}"
