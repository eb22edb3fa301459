"""Discounts: what runs, what it has been worth, and the coupons that open it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.discounts import CouponForm, DiscountForm
from techmart.backoffice.lists import UNPROCESSABLE, csv_response, page_of
from techmart.orders.queries import discounts_with_worth
from techmart.pricing import actions as pricing
from techmart.pricing.models import Discount

SHOWN = 20


@staff_required
@require_safe
def discount_list(request: HttpRequest) -> HttpResponse:
    """Show discounts, the newest first, with what they took off."""
    now = timezone.now()
    page = page_of(request, discounts_with_worth())
    rows = [(discount, discount.is_running(now)) for discount in page]
    return render(request, "backoffice/discounts.html", {"page": page, "rows": rows})


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def discount_new(request: HttpRequest) -> HttpResponse:
    """Make a discount."""
    return _edit(request, DiscountForm(request.POST or None), None)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def discount(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a discount; placed orders keep what they got."""
    row = get_object_or_404(discounts_with_worth(), pk=pk)
    return _edit(request, DiscountForm(request.POST or None, instance=row), row)


@staff_required
@require_POST
def coupons(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one code for everybody, or many that are good once each."""
    row = get_object_or_404(discounts_with_worth(), pk=pk)
    form = CouponForm(request.POST)
    if not form.is_valid():
        return _show(request, DiscountForm(instance=row), row, form)
    code, count, now = form.cleaned_data["code"], form.cleaned_data["count"], timezone.now()
    try:
        if code:
            pricing.make_coupon(discount=row, code=code, now=now)
        else:
            pricing.draw_coupons(discount=row, count=count, now=now)
    except pricing.CouponRefused as refusal:
        form.add_error("code", str(refusal))
        return _show(request, DiscountForm(instance=row), row, form)
    many = ngettext("{count} code is ready to download.", "{count} codes are ready to download.", count or 0)
    messages.success(request, _("{code} is ready.").format(code=code.upper()) if code else many.format(count=count))
    return redirect("backoffice:discount", pk)


@staff_required
@require_safe
def coupons_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Download a discount's codes with their uses."""
    rows = get_object_or_404(Discount, pk=pk).coupons.select_related("customer")
    cells = ((row.code, row.uses, row.limit, row.customer) for row in rows.iterator(chunk_size=1000))
    return csv_response("coupons", ("code", "uses", "limit", "customer"), cells)


def _edit(request: HttpRequest, form: DiscountForm, row: Discount | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect("backoffice:discount", saved.pk)
    return _show(request, form, row, CouponForm())


def _show(request: HttpRequest, form: DiscountForm, row: Discount | None, coupon_form: CouponForm) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "discount": row, "coupon_form": coupon_form}
    if row is not None:
        context |= {"coupons": row.coupons.select_related("customer")[:SHOWN], "coupon_count": row.coupons.count()}
    refused = form.errors or coupon_form.errors
    return render(request, "backoffice/discount.html", context, status=UNPROCESSABLE if refused else None)
