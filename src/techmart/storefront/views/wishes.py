"""What people keep of products: wishes, notices, and several side by side."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from techmart.catalogue import queries
from techmart.catalogue.models import Product, Variant
from techmart.core import limits
from techmart.core.digits import number_in
from techmart.storefront.cards import cards
from techmart.storefront.compare import MOST, comparison
from techmart.storefront.crumbs import way_past
from techmart.storefront.forms import NoticeForm
from techmart.storefront.keeping import wished
from techmart.storefront.shopper import customer_of
from techmart.wishes import actions as wishes
from techmart.wishes.cookie import cookie_wishes, keep_wishes
from techmart.wishes.links import notice_from_token, notice_path
from techmart.wishes.models import NoticeKind
from techmart.wishes.queries import notices_of

SUGGESTED = 50
MOST_ASKED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def wish_list(request: HttpRequest) -> HttpResponse:
    """Show what was put aside, or put one thing aside."""
    now = timezone.now()
    if request.method == "POST":
        return _keep_wish(request, now)
    customer, ids = customer_of(request), wished(request)
    context = {
        "wished": cards(queries.cards_by_id(ids, now=now)) if ids else [],
        "notices": [(notice, notice_path(notice)) for notice in notices_of(customer)] if customer else [],
        "is_signed_in": customer is not None,
    }
    return render(request, "storefront/wishes.html", context)


@require_POST
def wish_removal(request: HttpRequest, product_id: int) -> HttpResponse:
    """Forget one wish."""
    product = get_object_or_404(Product, pk=product_id)
    response = redirect(_back(request))
    if customer := customer_of(request):
        wishes.remove_wish(customer=customer, product_id=product.pk)
    else:
        keep_wishes(response, [pk for pk in cookie_wishes(request) if pk != product.pk])
    return response


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four products side by side; the address says which."""
    now = timezone.now()
    slugs = [slug for slug in request.GET.getlist("p")[:MOST_ASKED] if "\x00" not in slug]
    products = queries.products_at(slugs, now=now)[:MOST]
    ids = [product.pk for product in products]
    columns = cards(queries.cards_by_id(ids, now=now)) if ids else []
    context: dict[str, Any] = {"columns": columns, "rows": comparison(products), "others": []}
    if 0 < len(products) < MOST:
        others = queries.related_cards(products[0], now=now).exclude(pk__in=ids).order_by("title")
        context["others"] = others.values("title", "slug")[:SUGGESTED]
    return render(request, "storefront/compare.html", context)


@require_POST
def notices(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody wait for a variant."""
    product = get_object_or_404(Product.objects.visible(timezone.now()).select_related("category"), slug=slug)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        context = {"product": product, "crumbs": way_past(product), "form": form}
        return render(request, "storefront/notice_form.html", context, status=422)
    variant = get_object_or_404(Variant, pk=form.cleaned_data["variant"], product=product)
    if limits.is_robot(request):
        messages.success(request, gettext("Thank you."))
    elif limits.may(request, "notice"):
        messages.success(request, _wait(request, variant, form.cleaned_data))
    else:
        messages.error(request, gettext("That was a lot of addresses. Please try again in ten minutes."))
    return redirect(product)


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Show a notice to whoever has its link, who may confirm it or give it up."""
    found = notice_from_token(token)
    if found is None:
        raise Http404
    product = found.variant.product
    if request.method != "POST":
        return render(request, "storefront/notice.html", {"notice": found, "product": product})
    if request.POST.get("answer") == "yes":
        wishes.confirm(notice=found, now=timezone.now())
        messages.success(request, gettext("We write to you once, as soon as it is so."))
    else:
        wishes.give_up(notice=found)
        messages.success(request, gettext("Forgotten, and the address with it."))
    return redirect(product)


def _wait(request: HttpRequest, variant: Variant, asked: dict[str, Any]) -> str:
    kind, customer, now = NoticeKind(asked["kind"]), customer_of(request), timezone.now()
    wishes.ask_for_notice(kind=kind, variant=variant, email=asked["email"], customer=customer, now=now)
    # A stranger does not learn whether the address waits already.
    if wishes.owns(customer, asked["email"]):
        return gettext("We write to you once, as soon as it is so.")
    return gettext("Look into your mailbox: the link in our e-mail confirms the address.")


def _keep_wish(request: HttpRequest, now: datetime) -> HttpResponse:
    product = get_object_or_404(Product.objects.visible(now), pk=number_in(request.POST.get("product", "")))
    response = redirect(_back(request))
    if customer := customer_of(request):
        wishes.add_wish(customer=customer, product_id=product.pk, now=now)
    else:
        keep_wishes(response, [product.pk, *(pk for pk in cookie_wishes(request) if pk != product.pk)])
    messages.success(request, gettext("{title} is on your wish list.").format(title=product.title))
    return response


def _back(request: HttpRequest) -> str:
    slug = request.POST.get("back", "").replace("\x00", "")
    found = Product.objects.filter(slug=slug).first() if slug else None
    return found.get_absolute_url() if found else "wish_list"
