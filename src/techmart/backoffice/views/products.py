"""The list of products, and what a product says about itself."""

from django.contrib import messages
from django.db.models import Count, F, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.products import NewProductForm, ProductFilter, ProductForm
from techmart.backoffice.lists import UNPROCESSABLE, page_of
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Product
from techmart.core.models import ShopSettings

SORTS = {
    "newest": ("-published_at", "-pk"),
    "title": ("title", "pk"),
    "-title": ("-title", "-pk"),
    "price": ("price", "pk"),
    "-price": ("-price", "-pk"),
    "available": ("available", "pk"),
    "-available": ("-available", "-pk"),
    "-sold": ("-popularity", "pk"),
    "sold": ("popularity", "pk"),
}
FREE_UNITS = F("variants__on_hand") - F("variants__allocated") - F("variants__held")


@staff_required
@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """Show products with what is left of them, newest first or as asked."""
    now = timezone.now()
    product_filter = ProductFilter(request.GET)
    sort = request.GET.get("sort", "")
    products = (
        Product.objects.select_related("category")
        .annotate(variant_count=Count("variants"))
        .annotate(available=Sum(FREE_UNITS, filter=Q(variants__tracks_stock=True)))
        .order_by(*SORTS.get(sort, SORTS["newest"]))
    )
    page = page_of(request, product_filter.narrow(products, now))
    context = {"filter": product_filter, "page": page, "sort": sort, "now": now}
    return render(request, "backoffice/products.html", context)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def product_new(request: HttpRequest) -> HttpResponse:
    """Make a product with its first variant."""
    currency = ShopSettings.current().currency
    form = NewProductForm(request.POST or None, currency=currency, initial=_asked_category(request))
    if request.method == "POST" and form.is_valid():
        product = form.save(commit=False)
        product.currency = currency
        catalogue.create_product(product=product, price=form.cleaned_data["price"])
        messages.success(
            request, _("{title} is made. Add its variants, stock and pictures.").format(title=product.title)
        )
        return redirect("backoffice:product", product.pk)
    context = {"form": form, "product": None}
    return render(request, "backoffice/product.html", context, status=UNPROCESSABLE if form.errors else None)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change what a product says about itself."""
    product = get_object_or_404(Product.objects.select_related("category"), pk=pk)
    now = timezone.now()
    # Before the form: what it cannot take it still writes onto the product that the page shows.
    address = product.get_absolute_url() if product.is_visible(now) else ""
    form = ProductForm(request.POST or None, instance=product, initial=_asked_category(request))
    if request.method == "POST" and form.is_valid():
        catalogue.save_product(product=form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("backoffice:product", pk)
    context = {"form": form, "product": product, "address": address, "now": now}
    return render(request, "backoffice/product.html", context, status=UNPROCESSABLE if form.errors else None)


def _asked_category(request: HttpRequest) -> dict[str, str]:
    """Read for which category the page should ask: the specifications change as soon as another one is chosen."""
    category = request.GET.get("category")
    return {"category": category} if category else {}
