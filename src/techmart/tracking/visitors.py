"""Who is looking: nobody we know before consent, a random key in a cookie after it."""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from techmart.core import cookies
from techmart.tracking.models import Visitor

VISITOR_COOKIE: Final = "visitor"
REFUSED_COOKIE: Final = "no_visitor"
# Under the 13 months that European authorities allow; it is not renewed, so consent is asked for anew.
VISITOR_AGE: Final = timedelta(days=390)
REFUSED_AGE: Final = timedelta(days=180)

_ROBOT = re.compile(
    r"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|preview|monitor|lighthouse|fetch|scrap|archive|facebookexternalhit|"
    r"curl/|wget/|python|httpx|aiohttp|okhttp|go-http|java/|libwww|apache-http|node-fetch|axios|guzzle|^$",
    re.IGNORECASE,
)


def refuses_identification(request: HttpRequest) -> bool:
    """Whether the browser itself says no: Global Privacy Control, or Do Not Track."""
    return request.META.get("HTTP_SEC_GPC") == "1" or request.META.get("HTTP_DNT") == "1"


def visitor_key(request: HttpRequest) -> str | None:
    """Return the key that the browser brought, unless it refuses to be identified; asks no database."""
    return None if refuses_identification(request) else cookies.key_from(request, VISITOR_COOKIE)


def visitor_of(request: HttpRequest) -> Visitor | None:
    """Return the visitor who agreed to be recognised, or None; a key nobody was given is nobody."""
    key = visitor_key(request)
    return Visitor.objects.filter(key=key).first() if key else None


def visitor_to_forget(request: HttpRequest) -> Visitor | None:
    """Return the visitor whose key the browser still carries, even where it refuses to be recognised."""
    key = cookies.key_from(request, VISITOR_COOKIE)
    return Visitor.objects.filter(key=key).first() if key else None


def should_ask(request: HttpRequest) -> bool:
    """Whether to show the consent form: nobody has answered it here, and the browser has not refused by itself."""
    answered = VISITOR_COOKIE in request.COOKIES or REFUSED_COOKIE in request.COOKIES
    return not answered and not refuses_identification(request)


def is_counted(request: HttpRequest) -> bool:
    """Whether a person asks: neither a declared robot nor a browser that fetches pages ahead."""
    purpose = request.META.get("HTTP_SEC_PURPOSE") or request.META.get("HTTP_PURPOSE") or request.META.get("HTTP_X_MOZ")
    return not (purpose and "prefetch" in purpose) and not _is_robot(request.META.get("HTTP_USER_AGENT", ""))


@lru_cache(maxsize=2048)
def _is_robot(user_agent: str) -> bool:
    return _ROBOT.search(user_agent) is not None


def remember(response: HttpResponseBase, visitor: Visitor) -> None:
    """Give the browser its key, after consent."""
    cookies.keep(response, VISITOR_COOKIE, visitor.key, VISITOR_AGE)
    cookies.forget(response, REFUSED_COOKIE)


def forget(response: HttpResponseBase) -> None:
    """Take the key back, after a refusal or a withdrawal, and remember only that the answer was no."""
    cookies.forget(response, VISITOR_COOKIE)
    cookies.keep(response, REFUSED_COOKIE, "1", REFUSED_AGE)
