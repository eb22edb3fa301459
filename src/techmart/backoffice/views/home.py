"""The first page of the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.insights.figures import daily_revenue
from techmart.backoffice.insights.funnel import funnel
from techmart.backoffice.needs import needs
from techmart.backoffice.opening import steps
from techmart.backoffice.progress import progress
from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.scoring.queries import likely_and_slipping


@staff_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what needs somebody, how the shop is doing, who is about to buy and who is slipping away.

    Until shoppers can order, it says first what is missing.
    """
    now = timezone.now()
    currency = ShopSettings.current().currency
    missing = steps(now)
    done = progress(local_day(now), currency=currency)
    context = {
        "steps": missing,
        "sells": not missing or any(period.orders.now or period.orders.before for period in done.periods),
        "needs": [need for need in needs() if need.count],
        "progress": done,
        "revenue": daily_revenue(done.daily, currency),
        "funnel": funnel(done.steps),
        "people": likely_and_slipping(now=now),
    }
    return render(request, "backoffice/home.html", context)
