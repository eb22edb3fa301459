"""What the merchant sets, and how the recurring work is doing."""

from datetime import datetime

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.settings import ShippingForm, ShopForm, TaxForm
from techmart.backoffice.lists import UNPROCESSABLE
from techmart.core.models import ShopSettings
from techmart.core.pages import all_pages
from techmart.jobs.models import Job
from techmart.jobs.queries import all_jobs, worker_seen_at
from techmart.pricing.models import ShippingMethod, TaxRate


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Show and change the shop's options; show shipping, taxes and jobs."""
    form = ShopForm(request.POST or None, instance=ShopSettings.objects.first() or ShopSettings())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("backoffice:settings")
    now = timezone.now()
    context = {
        "form": form,
        "methods": ShippingMethod.objects.all(),
        "rates": TaxRate.objects.all(),
        "pages": all_pages(),
        "jobs": [(job, *_state(job, now)) for job in all_jobs()],
        "worker_seen_at": worker_seen_at(),
    }
    return render(request, "backoffice/settings.html", context, status=UNPROCESSABLE if form.errors else None)


def _state(job: Job, now: datetime) -> tuple[str, str]:
    if job.leased_until and job.leased_until > now:
        return "running", _("Running")
    if job.last_error:
        return "failed", _("Failing")
    return ("well", _("Well")) if job.finished_at else ("waiting", _("Not run yet"))


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def shipping_new(request: HttpRequest) -> HttpResponse:
    """Offer another way of sending."""
    return _edit(request, ShippingForm(request.POST or None), _("New way of sending"))


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def shipping(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a way of sending; placed orders keep what they were promised."""
    method = get_object_or_404(ShippingMethod, pk=pk)
    return _edit(request, ShippingForm(request.POST or None, instance=method), str(method))


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def tax_new(request: HttpRequest) -> HttpResponse:
    """Add a country's rate."""
    return _edit(request, TaxForm(request.POST or None), _("New tax rate"))


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def tax(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rate; placed orders keep theirs."""
    rate = get_object_or_404(TaxRate, pk=pk)
    title = f"{rate.country}, {rate.get_tax_class_display()}"
    return _edit(request, TaxForm(request.POST or None, instance=rate), title, removable=rate)


@staff_required
@require_POST
def tax_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a rate away: the country is not taxed any more."""
    get_object_or_404(TaxRate, pk=pk).delete()
    messages.success(request, _("Taken away."))
    return redirect("backoffice:settings")


def _edit(request: HttpRequest, form: ModelForm, title: str, *, removable: TaxRate | None = None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("backoffice:settings")
    context = {"form": form, "title": title, "removable": removable}
    return render(request, "backoffice/setting.html", context, status=UNPROCESSABLE if form.errors else None)
