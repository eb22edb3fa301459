"""Insights: the shop's customers as a whole, the list of them, and one of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from techmart.accounts.models import Customer
from techmart.backoffice.access import staff_required
from techmart.backoffice.insights import listing, person
from techmart.backoffice.insights import overview as first_page
from techmart.backoffice.insights.forms import CustomerFilter, WeightsForm
from techmart.backoffice.insights.model import model_page
from techmart.backoffice.insights.weights import weights_form, weights_table
from techmart.backoffice.lists import csv_response
from techmart.core.clock import local_day
from techmart.scoring import actions
from techmart.scoring.queries import customer_card, what_is_missing


@staff_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show who comes back, and how well we know it."""
    page = first_page.overview(request.GET.get("days", ""), now=timezone.now())
    return render(request, "backoffice/insights/overview.html", page)


@staff_required
@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """Show which model is in use and how good it is."""
    page = model_page(request.GET.get("days", ""), request.GET.get("model", ""), now=timezone.now())
    return render(request, "backoffice/insights/model.html", page)


@staff_required
@require_safe
def customer_list(request: HttpRequest) -> HttpResponse:
    """Show customers, the likeliest to buy first."""
    asked, now = CustomerFilter(request.GET), timezone.now()
    found = asked.find(page=request.GET.get("page", "1"), now=now)
    context = {
        "needs": [] if found else what_is_missing(now=now),
        "filter": asked,
        "found": found,
        "shown": listing.shown(found) if found else "",
        "columns": listing.columns(asked),
        "views": listing.VIEWS,
    }
    return render(request, "backoffice/insights/customers.html", context)


@staff_required
@require_safe
def customer_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Download exactly the customers that the list shows, in its order, all its pages."""
    found = CustomerFilter(request.GET).find(page=None, now=timezone.now())
    return csv_response("customers", listing.CSV_HEADER, map(listing.csv_cells, found.rows if found else []))


@staff_required
@require_safe
def customer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one customer: what is likely, why, and what happened."""
    now = timezone.now()
    card = customer_card(get_object_or_404(Customer, pk=pk), now=now)
    is_young = card.summary is not None and card.forecast is None
    context = {**person.customer(card, local_day(now)), "needs": what_is_missing(now=now) if is_young else []}
    return render(request, "backoffice/insights/customer.html", context)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest) -> HttpResponse:
    """Show how the weighted score is weighed, or weigh it anew."""
    form = WeightsForm(request.POST) if request.method == "POST" else weights_form()
    if form.is_bound and form.is_valid():
        actions.set_weights(weights=form.weights, now=timezone.now())
        messages.success(request, gettext("The weighted score is fitted with these weights."))
        return redirect("backoffice:weights")
    return render(request, "backoffice/insights/weights.html", {"form": form, "weights": weights_table()})
