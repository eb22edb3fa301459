"""The wishes of who has no account: a list in their own browser, nothing in ours."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest, HttpResponseBase

from techmart.core.cookies import forget, ids_in, keep_ids

COOKIE = "wishes"
MOST = 50
AGE = timedelta(days=180)


def cookie_wishes(request: HttpRequest) -> list[int]:
    """Return what this browser put aside, newest first."""
    return ids_in(request, COOKIE, MOST)


def keep_wishes(response: HttpResponseBase, ids: Sequence[int]) -> None:
    """Let the browser keep them."""
    keep_ids(response, COOKIE, ids[:MOST], AGE)


def forget_wishes(response: HttpResponseBase) -> None:
    """Let the browser forget them."""
    forget(response, COOKIE)
