"""Stock of every variant, and the ledger that answers "why is it 47?"."""

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Sum, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from techmart.backoffice.access import staff_of, staff_required
from techmart.backoffice.forms.stock import StockFilter, StockMoveForm
from techmart.backoffice.lists import UNPROCESSABLE, page_of
from techmart.catalogue import actions as catalogue
from techmart.catalogue.enums import StockMoveKind
from techmart.catalogue.models import Variant

IN_ORDER = ["at", "pk"]


@staff_required
@require_safe
def stock_list(request: HttpRequest) -> HttpResponse:
    """Show what is on hand, promised and free, variant by variant."""
    stock_filter = StockFilter(request.GET)
    variants = Variant.objects.select_related("product").order_by("product__title", "position", "pk")
    page = page_of(request, stock_filter.narrow(variants))
    return render(request, "backoffice/stock.html", {"filter": stock_filter, "page": page})


@staff_required
@require_safe
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every move of a variant, newest first, with what was on hand after it."""
    return _show(request, pk, StockMoveForm())


@staff_required
@require_POST
def moves(request: HttpRequest, pk: int) -> HttpResponse:
    """Change stock by hand, with the reason."""
    form = StockMoveForm(request.POST)
    if not form.is_valid():
        return _show(request, pk, form)
    variant = get_object_or_404(Variant, pk=pk)
    kind = StockMoveKind(form.cleaned_data["kind"])
    said = {name: form.cleaned_data[name] for name in ("note", "key")} | {"by": str(staff_of(request))}
    try:
        if kind == StockMoveKind.COUNTED:
            counted = form.cleaned_data["units"]
            catalogue.count_stock(variant_id=variant.pk, counted=counted, now=timezone.now(), **said)
        else:
            catalogue.change_stock(variant_id=variant.pk, change=form.change, kind=kind, now=timezone.now(), **said)
    except IntegrityError:
        # The same form a second time: the ledger has it.
        pass
    except catalogue.StockPromised as refusal:
        form.add_error("units", str(refusal))
        return _show(request, pk, form)
    messages.success(request, _("In the ledger."))
    return redirect("backoffice:ledger", pk)


def _show(request: HttpRequest, pk: int, form: StockMoveForm) -> HttpResponse:
    variant = get_object_or_404(Variant.objects.select_related("product"), pk=pk)
    rows = variant.moves.annotate(
        on_hand_after=Window(Sum("on_hand_change"), order_by=IN_ORDER),
        allocated_after=Window(Sum("allocated_change"), order_by=IN_ORDER),
    )
    context = {"variant": variant, "page": page_of(request, rows), "form": form}
    return render(request, "backoffice/ledger.html", context, status=UNPROCESSABLE if form.is_bound else None)
