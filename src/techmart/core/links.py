"""Addresses in e-mails, and the signed tokens in them: whoever has one may open what it was made for."""

from typing import Any

from django.conf import settings
from django.core import signing


def whole_address(path: str) -> str:
    """Return the whole address of a page of the shop."""
    return f"{settings.BASE_URL}{path}"


def token_for(key: str | int, *, salt: str) -> str:
    """Sign a key; the salt says what it is the key of."""
    return signing.dumps(key, salt=salt)


def key_in(token: str, *, salt: str, max_age_seconds: int | None = None) -> Any:
    """Return the key that a token was made for; None where it is forged, altered or too old."""
    try:
        return signing.loads(token, salt=salt, max_age=max_age_seconds)
    except signing.BadSignature:
        return None
