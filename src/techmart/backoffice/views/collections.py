"""Collections: products put together by hand."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.collections import CollectionForm, wanted_order
from techmart.backoffice.forms.products import ProductFilter
from techmart.backoffice.lists import UNPROCESSABLE, page_of
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Collection, Product
from techmart.core.digits import number_in

FOUND = 12


@staff_required
@require_safe
def collection_list(request: HttpRequest) -> HttpResponse:
    """Show collections in the order of the front page."""
    now = timezone.now()
    page = page_of(
        request, Collection.objects.annotate(number=Count("items")).order_by("position", "-starts_at", "-pk")
    )
    rows = [(collection, collection.is_running(now)) for collection in page]
    return render(request, "backoffice/collections.html", {"page": page, "rows": rows, "now": now})


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def collection_new(request: HttpRequest) -> HttpResponse:
    """Make a collection; its products come next."""
    return _edit(request, CollectionForm(request.POST or None, request.FILES or None), None)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a collection says; show what is in it, and what may be put in."""
    row = get_object_or_404(Collection, pk=pk)
    return _edit(request, CollectionForm(request.POST or None, request.FILES or None, instance=row), row)


@staff_required
@require_POST
def collection_products(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a product in, take one out, or put them in another order."""
    row = get_object_or_404(Collection, pk=pk)
    if "add" in request.POST:
        product = get_object_or_404(Product, pk=number_in(request.POST["add"]))
        try:
            catalogue.collect(collection=row, product_id=product.pk)
        except catalogue.CollectionFull as refusal:
            messages.error(request, str(refusal))
    elif "remove" in request.POST:
        product = get_object_or_404(Product, pk=number_in(request.POST["remove"]))
        catalogue.take_out(collection=row, product_id=product.pk)
    else:
        now_in = list(row.items.values_list("product", flat=True))
        catalogue.arrange(collection=row, product_ids=wanted_order(now_in, request.POST.dict()))
    words = request.POST.get("q", "")
    response = redirect("backoffice:collection", pk)
    if words:
        response["Location"] += f"?{urlencode({'q': words})}"
    return response


@staff_required
@require_POST
def collection_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a collection away; its products stay."""
    catalogue.remove_collection(collection=get_object_or_404(Collection, pk=pk))
    messages.success(request, _("Taken away. Its products are where they were."))
    return redirect("backoffice:collections")


def _edit(request: HttpRequest, form: CollectionForm, row: Collection | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        catalogue.save_collection(collection=saved)
        messages.success(request, _("Saved.") if row else _("It is made. Now put products into it."))
        return redirect("backoffice:collection", saved.pk)
    context: dict[str, Any] = {"form": form, "collection": row, **(_contents(request, row) if row else {})}
    return render(request, "backoffice/collection.html", context, status=UNPROCESSABLE if form.errors else None)


def _contents(request: HttpRequest, row: Collection) -> dict[str, Any]:
    now = timezone.now()
    products = Product.objects.filter(collection_items__collection=row).order_by("collection_items__position")
    words = ProductFilter({"q": request.GET.get("q", "")})
    others = Product.objects.exclude(collection_items__collection=row).order_by("-popularity", "pk")
    return {
        "products": products,
        "address": row.get_absolute_url() if row.is_running(now) else "",
        "search": words,
        "found": words.narrow(others, now)[:FOUND] if words.chosen else [],
        "now": now,
    }
