"""Listings: everything, a category, what is new, what is on sale, collections, what was searched for; with filters."""

from collections.abc import Callable, Container, Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from techmart.catalogue import queries
from techmart.catalogue.columns import Columns, Mask
from techmart.catalogue.queries import Spec
from techmart.core.digits import number_in
from techmart.core.models import ShopSettings
from techmart.storefront.cards import cards
from techmart.storefront.crumbs import Crumb, home, way_through
from techmart.storefront.narrowing import boxes, chips, price_box, read_filters, without_filters
from techmart.storefront.shelves import (
    ARRANGED,
    RELEVANCE,
    Shelf,
    Wanted,
    found,
    hits_of,
    in_order,
    listed,
    page_links,
    typed_query,
)
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName

MAX_PAGE = 1000
POPULAR = 4
NEW_FOR = timedelta(days=90)
MAX_CHILDREN = 16
SORTS = {
    "popular": gettext_lazy("Most bought"),
    "newest": gettext_lazy("Newest"),
    "rating": gettext_lazy("Best rated"),
    "price": gettext_lazy("Price, low to high"),
    "-price": gettext_lazy("Price, high to low"),
}
SEARCH_SORTS = {RELEVANCE: gettext_lazy("Best match"), **SORTS}
COLLECTION_SORTS = {ARRANGED: gettext_lazy("As arranged"), **SORTS}


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """List everything."""
    return _listing(request, Columns.everything, {"title": gettext("All products")}, sort="newest")


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """List what came in the last three months."""
    since = timezone.now() - NEW_FOR
    context = {"title": gettext("New"), "intro": gettext("What came in the last three months, the newest first.")}
    return _listing(request, lambda columns: columns.published_since(since), context, sort="newest")


@require_safe
def sale(request: HttpRequest) -> HttpResponse:
    """List what costs less than it did."""
    context = {"title": gettext("On sale"), "intro": gettext("What costs less than it did.")}
    return _listing(request, lambda columns: columns.is_reduced, context, sort="popular")


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """List a category with everything under it."""
    tree = queries.navigation()
    here = next((link for link in tree if link.slug == slug), None)
    if here is None:
        return _moved(slug)
    parents = [link for link in tree if here.is_under(link)]
    children = [link for link in tree if link.is_under(here) and link.depth == here.depth + 1]
    context = {
        "title": here.title,
        "intro": here.intro,
        "crumbs": way_through(parents),
        # More than a few are better found among the filters, the fullest first.
        "children": children if len(children) <= MAX_CHILDREN else [],
        "here": (parents or [here])[0].slug,
    }
    inside = [link.pk for link in tree if link == here or link.is_under(here)]
    specs = queries.specs_of_categories(inside)
    return _listing(request, lambda columns: columns.within(inside), context, sort="popular", specs=specs)


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """Show every collection there is."""
    context = {"collections": queries.collection_tiles(timezone.now()), "crumbs": [home()], "canonical": request.path}
    return render(request, "storefront/collections.html", context)


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """List a collection, as the merchant arranged it unless another order is wanted."""
    now = timezone.now()
    found = queries.running_collection(slug, now=now)
    if found is None:
        raise Http404
    items = queries.collected(found)
    specs = queries.specs_of_categories({category for _, category in items})
    wanted = _wanted(request, COLLECTION_SORTS, ARRANGED)
    shelf = in_order([pk for pk, _ in items], wanted, key=request.path, specs=specs, now=now)
    context = {
        "title": found.title,
        "intro": found.intro,
        "photo": found.photo,
        "crumbs": [home(), Crumb(gettext("Collections"), reverse("collections"))],
        "sorts": COLLECTION_SORTS.items(),
    }
    return _respond(request, "storefront/listing.html", shelf, wanted, context, specs)


@require_safe
def search_results(request: HttpRequest) -> HttpResponse:
    """Show what was found, best first; where nothing was, what is popular."""
    now = timezone.now()
    query = typed_query(request).rstrip()
    hits = hits_of(query, now=now)
    wanted = _wanted(request, SEARCH_SORTS, RELEVANCE)
    shelf = found(hits, wanted, query=query, now=now)
    if query and wanted.number == 1 and not wanted.filters:
        data = {"text": query, "results": 0 if hits.is_partial else len(hits.product_ids)}
        tracking.record(EventName.SEARCH_PERFORMED, request=request, data=data, now=now)
    context = {
        "query": query,
        "hits": hits,
        "sorts": SEARCH_SORTS.items(),
        "popular": lambda: cards(queries.bestsellers(now)[:POPULAR]),
    }
    return _respond(request, "storefront/search.html", shelf, wanted, context)


def _moved(slug: str) -> HttpResponse:
    """Lead to where a category is now."""
    here = queries.category_once_at(slug)
    if here is None:
        raise Http404
    return redirect(here, permanent=True)


def _listing(
    request: HttpRequest,
    take: Callable[[Columns], Mask],
    context: dict[str, Any],
    *,
    sort: str,
    specs: Sequence[Spec] = (),
) -> HttpResponse:
    wanted = _wanted(request, SORTS, sort)
    shelf = listed(take, wanted, key=request.path, specs=specs, now=timezone.now())
    return _respond(request, "storefront/listing.html", shelf, wanted, {**context, "sorts": SORTS.items()}, specs)


def _wanted(request: HttpRequest, sorts: Container[str], default: str) -> Wanted:
    asked = request.GET.get("sort", "")
    filters = read_filters(request.GET, ShopSettings.current().currency)
    return Wanted(filters, asked if asked in sorts else default, _page_number(request))


def _respond(
    request: HttpRequest,
    template: str,
    shelf: Shelf,
    wanted: Wanted,
    context: dict[str, Any],
    specs: Sequence[Spec] = (),
) -> HttpResponse:
    """Show a listing, or what of it changes when filters do. Its bare address is the one that search engines keep."""
    currency, query, counted = ShopSettings.current().currency, request.GET, shelf.counted
    page = page_links(counted.total, wanted.number)
    context |= {
        "cards": shelf.cards,
        "total": counted.total,
        "page": page,
        "sort": wanted.sort,
        "boxes": [box for box in boxes(counted) if not (box.facet.key == "category" and context.get("children"))],
        "price": price_box(counted, query, currency),
        "chips": chips(counted, wanted.filters, specs, query, currency),
        "without_filters": without_filters(query),
        "canonical": request.path if page.number == 1 else f"{request.path}?page={page.number}",
        "is_narrowed": bool(wanted.filters) or "sort" in query,
    }
    is_part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "storefront/results_part.html" if is_part else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _page_number(request: HttpRequest) -> int:
    return max(1, min(number_in(request.GET.get("page", "")) or 1, MAX_PAGE))
