"""Looking around: home and one product."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from techmart.catalogue import queries
from techmart.storefront.cards import Card, cards
from techmart.storefront.front import front_page
from techmart.storefront.keeping import kept_of
from techmart.storefront.product import product_context
from techmart.storefront.seen import remember_seen, seen_by
from techmart.storefront.structured import as_json_ld, product_data
from techmart.storefront.voices import voices_context
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName

RELATED = 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the newest product large, the aisles, what is new, reduced and bought most, and what people say.

    The template asks only when its copy of a few seconds ago has run out.
    """
    return render(request, "storefront/home.html", {"front": lambda: front_page(timezone.now())})


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one product, with the variant that the address asks for."""
    now = timezone.now()
    page = queries.product_page(slug, now=now)
    if page is None:
        return _moved(slug, now)
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


def _moved(slug: str, now: datetime) -> HttpResponse:
    """Lead to where a product is now."""
    here = queries.product_once_at(slug, now=now)
    if here is None:
        raise Http404
    return redirect(here, permanent=True)


def _cards_of(product_ids: list[int], now: datetime) -> list[Card]:
    return cards(queries.cards_by_id(product_ids, now=now)) if product_ids else []
