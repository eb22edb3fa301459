"""What every request passes through."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path

logger = logging.getLogger(__name__)

BUSY = ("database is locked", "lock timeout", "too many clients", "database or disk is full")
# The largest photograph, and the form around it.
MAX_BODY_BYTES = 16 * 1024 * 1024
RETRY_AFTER_SECONDS = "5"
COMPRESSED = {"text/html", "image/svg+xml", "application/xml"}


class BodySizeMiddleware:
    """Answer 413 to what is larger than anything the shop takes, before a byte of it is kept on the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the size that the browser announces: the server hands over no more than that."""
        announced = request.META.get("CONTENT_LENGTH") or ""
        if announced.isdecimal() and int(announced[:20]) > MAX_BODY_BYTES:
            return HttpResponse("This is too large.\n", status=413, content_type="text/plain")
        return self.get_response(request)


class DatabaseBusyMiddleware:
    """Answer 503 with Retry-After where the database is too busy: nothing was written, trying again is safe."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a busy database into an answer; leave every other error alone."""
        if not isinstance(exception, OperationalError) or not any(words in str(exception) for words in BUSY):
            return None
        logger.warning("Database busy on %s: %s", request.path, exception)
        # Without the request: what every other page asks the database is left out.
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = RETRY_AFTER_SECONDS
        return response


class WayBackMiddleware:
    """Lead whoever opens an address that only takes forms to the page it belongs to.

    They come here by loading an answer anew, by choosing a language on it, or by logging in after a form was sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go up from such an address, which stands below its page."""
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            return HttpResponseRedirect(escape_uri_path(_page_above(request.path_info)))
        return response


def _page_above(path: str) -> str:
    """Return the next address above that there is."""
    parts = path.strip("/").split("/")[:-1]
    above = ("/".join(["", *parts[:length], ""]) for length in range(len(parts), 0, -1))
    return next(filter(is_valid_path, above), "/")


class LanguageMiddleware:
    """Answer in the language that was chosen, else in the browser's, else in the shop's; the stock admin is English.

    Django's own middleware would say of pictures and stylesheets, too, that they depend on the language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak one language from here to the answer, and tell caches what it depended on."""
        language = _language_for(request)
        with translation.override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def _language_for(request: HttpRequest) -> str:
    if request.path_info.startswith(settings.UNTRANSLATED):
        return settings.SOURCE_LANGUAGE
    return translation.get_language_from_request(request)


class CompressionMiddleware(GZipMiddleware):
    """Compress pages and drawings, which are words; photographs and PDF are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what a browser is glad of."""
        kind = response.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if kind in COMPRESSED else response
