"""What many pages ask: kept in the process, for a moment where it may be a few seconds old, else for one version."""

import hashlib
import threading
from collections.abc import Callable
from typing import TypeVar, cast

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import get_language, override

T = TypeVar("T")

_kept: dict[str, tuple[object, object]] = {}
_making = threading.Lock()


def remembered(subject: str, *parts: object, seconds: int, make: Callable[[], T]) -> T:
    """Return what was made for this subject and these parts in the last seconds, or make it anew.

    Parts may be anything that people type: the key is a digest of them.
    """
    return cast(T, caches["local"].get_or_set(_key(subject, *parts), make, seconds))


def forget(subject: str, *parts: object) -> None:
    """Let this process make it anew, in every language, when it is asked next; others see the change within seconds."""
    for language, _ in settings.LANGUAGES:
        with override(language):
            caches["local"].delete(_key(subject, *parts))


def kept(subject: str, version: object, *, make: Callable[[], T]) -> T:
    """Return what was made for this version, or make it anew; threads wait for the one that does.

    It is no copy: all who ask share it, and nobody may change it.
    """
    known = _kept.get(subject)
    if known is None or known[0] != version:
        with _making:
            known = _kept.get(subject)
            if known is None or known[0] != version:
                known = _kept[subject] = (version, make())
    return cast(T, known[1])


def drop_kept() -> None:
    """Keep nothing: where a test begins, another database may have the same versions."""
    _kept.clear()


def _key(subject: str, *parts: object) -> str:
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{subject}.{digest[:32]}"


def key_by_language(key: str, prefix: str, version: int) -> str:
    """Return the key under which a process keeps something: what is kept in one language is never shown in another.

    Cards, sums and fragments of pages hold words and amounts as their reader writes them, and whoever keeps something
    new cannot forget this.
    """
    return f"{prefix}:{version}:{get_language()}:{key}"
