"""Keys that browsers bring back, and lists of what they keep."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from techmart.core.digits import number_in

_KEY: Final = re.compile(r"[\w-]{1,40}", re.ASCII)


def key_from(request: HttpRequest, name: str) -> str | None:
    """Return the key in a cookie; None where there is none, or one we cannot have given (quoted, it may hold a NUL)."""
    key = request.COOKIES.get(name, "")
    return key if _KEY.fullmatch(key) else None


def ids_in(request: HttpRequest, name: str, most: int) -> list[int]:
    """Return the keys that a cookie of ours lists, each once; whatever else stands in it is left out."""
    numbers = map(number_in, request.COOKIES.get(name, "").split(".")[:most])
    return list(dict.fromkeys(number for number in numbers if number is not None))


def keep(response: HttpResponseBase, name: str, value: str, age: timedelta) -> None:
    """Let the browser keep something that no script may read and no other site may send along."""
    response.set_cookie(name, value, max_age=age, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def forget(response: HttpResponseBase, name: str) -> None:
    """Let the browser forget it."""
    response.delete_cookie(name, samesite="Lax")


def keep_ids(response: HttpResponseBase, name: str, ids: Iterable[int], age: timedelta) -> None:
    """Let the browser keep a list of keys."""
    keep(response, name, ".".join(map(str, ids)), age)
