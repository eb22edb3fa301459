"""The first page of the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from techmart.backoffice.access import staff_required


@staff_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what needs somebody, and how the shop is doing."""
    return render(request, "backoffice/home.html")
