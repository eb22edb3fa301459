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
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return cast(T, caches["local"].get_or_set(f"{subject}.{digest[:32]}", make, seconds))
