"""What the search field suggests while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from techmart.catalogue import queries
from techmart.catalogue.search import Suggestions, suggest
from techmart.core.remember import remembered
from techmart.storefront.cards import Card, cards
from techmart.storefront.shelves import typed_query

SECONDS = 10


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show up to ten lines: how the words may go on, categories, products."""
    text = typed_query(request)
    found, products = remembered("suggestions", text, seconds=SECONDS, make=lambda: _suggest(text))
    return render(request, "storefront/suggestions.html", {"found": found, "products": products})


def _suggest(text: str) -> tuple[Suggestions, list[Card]]:
    now = timezone.now()
    found = suggest(text, now=now)
    return found, cards(queries.cards_by_id(found.product_ids, now=now)) if found.product_ids else []
