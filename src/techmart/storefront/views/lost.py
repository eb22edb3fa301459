"""What stands where nothing is."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from techmart.catalogue import queries
from techmart.storefront.cards import Card, cards
from techmart.storefront.shelves import hits_of

SUGGESTED = 4
MAX_WORDS = 100
# The last part of an address that a shopper may have followed is what they were looking for.
SHOP_ADDRESS = re.compile(r"/(?:p|c|products?|collections?|categor(?:y|ies)|shop)/(?:[^/]+/)*?([^/]+)/?$")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is here, and show what the words of the address may have meant."""
    return render(request, "404.html", {"cards": lambda: _meant_by(request.path)}, status=404)


def _meant_by(path: str) -> list[Card]:
    found = SHOP_ADDRESS.search(unquote(path))
    if found is None:
        return []
    now = timezone.now()
    words = re.sub(r"[^\w]+", " ", found[1].replace("_", " ")).strip()[:MAX_WORDS]
    product_ids = hits_of(words, now=now).product_ids[:SUGGESTED]
    return cards(queries.cards_by_id(product_ids, now=now)) if product_ids else []
