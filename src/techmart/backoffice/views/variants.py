"""A product's variants: what can be chosen, what each costs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.variants import OptionsForm, VariantFormSet
from techmart.backoffice.lists import UNPROCESSABLE
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Product


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def variants(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the variants as a table, and save what was changed in it."""
    product = get_object_or_404(Product, pk=pk)
    table = VariantFormSet(request.POST or None, queryset=product.variants.all())
    if request.method == "POST" and table.is_valid():
        catalogue.save_variants(product=product, variants=table.save(commit=False), now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("backoffice:variants", pk)
    return _show(request, product, table=table)


@staff_required
@require_POST
def options(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what can be chosen; the variants follow."""
    product = get_object_or_404(Product, pk=pk)
    form = OptionsForm(request.POST, product=product)
    if not form.is_valid():
        return _show(request, product, options_form=form)
    try:
        catalogue.set_options(product=product, options=form.cleaned_data["options"])
    except catalogue.VariantInUse as refusal:
        form.add_error("options", str(refusal))
        return _show(request, product, options_form=form)
    messages.success(request, _("The variants follow the options. Check prices and codes of the new ones."))
    return redirect("backoffice:variants", pk)


def _show(
    request: HttpRequest,
    product: Product,
    *,
    table: VariantFormSet | None = None,  # type: ignore[valid-type]
    options_form: OptionsForm | None = None,
) -> HttpResponse:
    table = table or VariantFormSet(queryset=product.variants.all())
    is_refused = options_form is not None or table.is_bound
    context = {"product": product, "table": table, "options_form": options_form or OptionsForm(product=product)}
    return render(request, "backoffice/variants.html", context, status=UNPROCESSABLE if is_refused else None)
