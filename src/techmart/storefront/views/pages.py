"""Fixed pages, pictures, and what robots read."""

from collections.abc import Iterator
from functools import lru_cache

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from techmart.catalogue.queries import collection_tiles, navigation, visible_slugs
from techmart.core.html import ON_PAGES, clean_html
from techmart.core.packed import FOR_EVER
from techmart.core.pages import page_of, shown_pages
from techmart.pictures.gallery import UnknownPictureError, draw

CLOSED_TO_ROBOTS = (
    "/cart/",
    "/checkout/",
    "/account/",
    "/o/",
    "/m/",
    "/letters/",
    "/n/",
    "/wishes/",
    "/compare/",
    "/track/",
    "/search/",
    "/privacy/",
    "/backoffice/",
)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page that the shop writes about itself."""
    found = page_of(slug)
    if found is None or not found.is_shown:
        raise Http404
    return render(request, "storefront/page.html", {"page": found, "body": clean_html(found.body, ON_PAGES)})


# Inside <img> a picture runs nothing; opened by itself it may not either.
@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]
@require_safe
def picture(request: HttpRequest, family: str, colour: str, view: str) -> HttpResponse:
    """Draw a product; the address says everything, so browsers may keep it for ever."""
    try:
        svg = _drawing(family, colour, view)
    except UnknownPictureError:
        raise Http404 from None
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": FOR_EVER})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where nothing is to be found."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every page worth finding."""
    root = request.build_absolute_uri("/").rstrip("/")
    urls = "".join(f"<url><loc>{escape(root + path)}</loc></url>\n" for path in _public_paths())
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return HttpResponse(text, content_type="application/xml")


def _public_paths() -> Iterator[str]:
    yield from map(reverse, ("home", "products", "new", "sale"))
    yield from (reverse("category", args=[link.slug]) for link in navigation())
    yield from (reverse("product", args=[slug]) for slug in visible_slugs(timezone.now()))
    if tiles := collection_tiles(timezone.now()):
        yield reverse("collections")
    yield from (reverse("collection", args=[tile.slug]) for tile in tiles)
    yield from (reverse("page", args=[link.slug]) for link in shown_pages())


@lru_cache(maxsize=512)
def _drawing(family: str, colour: str, view: str) -> bytes:
    return draw(family, colour, view).encode()
