"""One stylesheet a page: a file per component, joined when first asked for. No build step, one request."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.urls import reverse

COMPONENTS = Path(__file__).parent / "static" / "techmart" / "css"
ORDER_OF_LAYERS = COMPONENTS / "layers.css"


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The joined files of one face, plain and compressed; the digest names what they hold."""

    text: bytes
    compressed: bytes
    digest: str


@cache
def stylesheet(face: str) -> Stylesheet:
    """Join the shared components and the pages of one face; raise `LookupError` where there is no such room."""
    room = apps.get_app_config(face)
    pages = Path(room.path) / "static" / room.label / "css"
    files = [ORDER_OF_LAYERS, *sorted(COMPONENTS.glob("*.css")), *sorted(pages.glob("*.css"))]
    text = b"\n".join(file.read_bytes() for file in files)
    return Stylesheet(text, gzip.compress(text, mtime=0), hashlib.sha256(text).hexdigest()[:12])


def stylesheet_url(face: str) -> str:
    """Return an address that changes with the content, so that browsers may keep it for ever."""
    return reverse("stylesheet", args=[face, stylesheet(face).digest])
