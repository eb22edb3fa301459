"""Text that browsers may keep for ever: compressed once in a process, and named by what it holds."""

import gzip
import hashlib
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_MOMENT = "public, max-age=60"


@dataclass(frozen=True, slots=True)
class Packed:
    """A text, plain and compressed; the digest is part of its address."""

    text: bytes
    compressed: bytes
    digest: str


def pack(text: bytes) -> Packed:
    """Compress a text and name it."""
    return Packed(text, gzip.compress(text, mtime=0), hashlib.sha256(text).hexdigest()[:12])


def send(request: HttpRequest, packed: Packed, *, asked: str, content_type: str) -> HttpResponse:
    """Answer with a text; who asked by the digest of an older one gets today's, kept for a moment only."""
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed.compressed if accepts_gzip else packed.text, content_type=content_type)
    if accepts_gzip:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = FOR_EVER if asked == packed.digest else FOR_A_MOMENT
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
