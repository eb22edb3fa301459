"""One stylesheet a page: a file per component, joined when first asked for. No build step, one request."""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.urls import reverse

from techmart.core.packed import Packed, pack

COMPONENTS = Path(__file__).parent / "static" / "techmart" / "css"
ORDER_OF_LAYERS = COMPONENTS / "layers.css"


@cache
def stylesheet(face: str) -> Packed:
    """Join the shared components and the pages of one face; raise `LookupError` where there is no such room."""
    room = apps.get_app_config(face)
    pages = Path(room.path) / "static" / room.label / "css"
    files = [ORDER_OF_LAYERS, *sorted(COMPONENTS.glob("*.css")), *sorted(pages.glob("*.css"))]
    return pack(b"\n".join(file.read_bytes() for file in files))


def stylesheet_url(face: str) -> str:
    """Return an address that changes with the content, so that browsers may keep it for ever."""
    return reverse("stylesheet", args=[face, stylesheet(face).digest])
