"""Keys that browsers bring back."""

import re
from typing import Final

from django.http import HttpRequest

_KEY: Final = re.compile(r"[\w-]{1,40}", re.ASCII)


def key_from(request: HttpRequest, name: str) -> str | None:
    """Return the key in a cookie; None where there is none, or one we cannot have given (quoted, it may hold a NUL)."""
    key = request.COOKIES.get(name, "")
    return key if _KEY.fullmatch(key) else None
