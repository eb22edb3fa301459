"""Looking around: home, listings, one product, search."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from techmart.catalogue import queries
from techmart.core.html import plain_text
from techmart.storefront.cards import Card, cards
from techmart.storefront.keeping import kept_of
from techmart.storefront.product import product_context
from techmart.storefront.seen import remember_seen, seen_by
from techmart.storefront.shelves import found, listed, page_links
from techmart.storefront.structured import as_json_ld, product_data
from techmart.storefront.voices import voices_context
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName

NEW_ON_HOME = 8
POPULAR_ON_HOME = 4
RELATED = 4
MAX_QUERY = 100
SORTS = {
    "popular": "Most bought",
    "newest": "Newest",
    "price": "Price, low to high",
    "-price": "Price, high to low",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the newest product large, what came before it, the aisles, what is bought most."""
    return render(request, "storefront/home.html", {"front": _front})


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """List everything."""
    sort = _sort(request, "newest")
    rows = queries.cards(timezone.now()).order_by(*queries.SORTS[sort])
    return _listing(request, rows, {"title": "All products", "parents": [], "children": [], "sort": sort})


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """List a category with everything under it."""
    tree = queries.navigation()
    here = next((link for link in tree if link.slug == slug), None)
    if here is None:
        raise Http404
    sort = _sort(request, "popular")
    rows = queries.cards_in(here, now=timezone.now(), sort=sort)
    parents = [link for link in tree if here.is_under(link)]
    context = {
        "title": here.title,
        "intro": here.intro,
        "parents": parents,
        "children": [link for link in tree if link.is_under(here) and link.depth == here.depth + 1],
        "here": (parents or [here])[0].slug,
        "sort": sort,
    }
    return _listing(request, rows, context)


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one product, with the variant that the address asks for."""
    now = timezone.now()
    page = queries.product_page(slug, now=now)
    if page is None:
        raise Http404
    context = product_context(page, request.GET.dict(), now)
    context |= kept_of(request, page.product.pk)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "storefront/product_choice.html", context)
    context["seen"] = lambda: _cards_of(seen_by(request, besides=page.product.pk)[:RELATED], now)
    context["json_ld"] = as_json_ld(product_data(request, page.product, context["variant"]))
    context["picture"] = request.build_absolute_uri(page.product.card.get("picture") or "/")
    context["voices"] = lambda: voices_context(page.product)
    context["related"] = lambda: cards(queries.related_cards(page.product, now=now)[:RELATED])
    tracking.record(EventName.PRODUCT_VIEWED, request=request, product_id=page.product.pk, now=now)
    response = render(request, "storefront/product.html", context)
    remember_seen(request, response, page.product.pk)
    return response


@require_safe
def search_results(request: HttpRequest) -> HttpResponse:
    """Show what was found, best first; where nothing was, what is popular."""
    now = timezone.now()
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    number = _page_number(request)
    shelf = found(query, number=number, now=now)
    if query and number == 1:
        data = {"text": query, "results": shelf.total}
        tracking.record(EventName.SEARCH_PERFORMED, request=request, data=data, now=now)
    context = {
        "query": query,
        "total": shelf.total,
        "page": page_links(shelf.total, number),
        "cards": shelf.cards,
        "popular": lambda: cards(queries.bestsellers(now)[:POPULAR_ON_HOME]),
    }
    return render(request, "storefront/search.html", context)


def _cards_of(product_ids: list[int], now: datetime) -> list[Card]:
    return cards(queries.cards_by_id(product_ids, now=now)) if product_ids else []


def _front() -> dict[str, Any]:
    """Return what the front page shows; the template asks only when its copy of a few seconds ago has run out."""
    now = timezone.now()
    newest = list(queries.newest_cards(now)[: 1 + NEW_ON_HOME])
    return {
        "hero": _hero(newest[0]) if newest else None,
        "newest": cards(newest[1:]),
        "popular": cards(queries.bestsellers(now)[:POPULAR_ON_HOME]),
    }


def _hero(row: dict[str, Any]) -> dict[str, Any]:
    first_sentence = plain_text(row["description"]).partition(". ")[0].rstrip(".")
    lead = f"{first_sentence}." if first_sentence else row["summary"]
    return {**cards([row])[0], "category": row["category__title"], "lead": lead}


def _listing(request: HttpRequest, rows: Any, context: dict[str, Any]) -> HttpResponse:
    number = _page_number(request)
    shelf = listed(rows, path=request.path, sort=context["sort"], number=number)
    context |= {"page": page_links(shelf.total, number), "cards": shelf.cards, "sorts": SORTS.items()}
    return render(request, "storefront/listing.html", context)


def _sort(request: HttpRequest, default: str) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in SORTS else default


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    # Python reads no number of more than 4300 digits.
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 10
    return max(1, min(int(asked), 1000)) if is_number else 1
