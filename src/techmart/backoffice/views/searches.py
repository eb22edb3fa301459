"""What people search for: what of it the shop suggests to others, and what it could not find."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.lists import page_of
from techmart.catalogue import actions as catalogue
from techmart.catalogue.search_models import PopularSearch

MISSED = 50


@staff_required
@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """Show what several people searched for, and apart from it what of it was in vain."""
    page = page_of(request, PopularSearch.objects.filter(results__gt=0))
    missed = PopularSearch.objects.filter(results=0)[:MISSED]
    return render(request, "backoffice/searches.html", {"page": page, "missed": missed})


@staff_required
@require_POST
def search_hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a search be suggested never again, or again."""
    row = get_object_or_404(PopularSearch, pk=pk)
    catalogue.hide_search(pk=row.pk, hidden=not row.is_hidden)
    return redirect("backoffice:searches")
