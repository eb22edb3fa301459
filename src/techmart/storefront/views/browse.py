"""Looking around: home and one product."""

from datetime import datetime
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from techmart.catalogue import queries
from techmart.storefront.cards import cards
from techmart.storefront.destination import destination_of
from techmart.storefront.front import front_page
from techmart.storefront.keeping import kept_of
from techmart.storefront.product import product_context
from techmart.storefront.seen import remember_seen, seen_by
from techmart.storefront.structured import as_json_ld, product_data
from techmart.storefront.voices import voices_context
from techmart.tracking import actions as tracking
from techmart.tracking.enums import EventName

SEEN = 4


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
    context = product_context(page, request.GET.dict(), destination_of(request), now)
    context |= kept_of(request, page.product.pk)
    if request.htmx:  # type: ignore[attr-defined]
        return _for_htmx_or_not(render(request, "storefront/product_choice.html", context))
    context["json_ld"] = as_json_ld(product_data(request, page.product, context["variant"]))
    context["picture"] = request.build_absolute_uri(page.product.card.get("picture") or "/")
    context["voices"] = lambda: voices_context(page.product)
    seen = seen_by(request, besides=page.product.pk)[:SEEN]
    # The template asks for what is related only when its copy has run out, and then for both at once.
    beside = cache(lambda: queries.cards_beside(page.product, seen, now=now))
    context["related"] = lambda: cards(beside().related)
    context["seen"] = lambda: cards(beside().seen) if seen else []
    tracking.record(EventName.PRODUCT_VIEWED, request=request, product_id=page.product.pk, now=now)
    response = render(request, "storefront/product.html", context)
    remember_seen(request, response, page.product.pk)
    return _for_htmx_or_not(response)


def _for_htmx_or_not(response: HttpResponse) -> HttpResponse:
    """Tell caches that one address has two answers: a page, and the part of it that a choice changes."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def _moved(slug: str, now: datetime) -> HttpResponse:
    """Lead to where a product is now."""
    here = queries.product_once_at(slug, now=now)
    if here is None:
        raise Http404
    return redirect(here, permanent=True)
