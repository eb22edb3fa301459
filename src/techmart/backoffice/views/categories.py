"""Categories: where products stand, and which facts are asked of them."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.categories import CategoryForm
from techmart.backoffice.lists import UNPROCESSABLE, page_of
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Category


@staff_required
@require_safe
def category_list(request: HttpRequest) -> HttpResponse:
    """Show the tree of categories, and how many products stand in each itself."""
    page = page_of(request, Category.objects.annotate(number=Count("products")).order_by("path"))
    return render(request, "backoffice/categories.html", {"page": page})


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def category_new(request: HttpRequest) -> HttpResponse:
    """Make a category."""
    form = CategoryForm(request.POST or None, initial={"parent": request.GET.get("inside")})
    return _edit(request, form, None)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def category(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a category says and asks for, or where it stands."""
    row = get_object_or_404(Category, pk=pk)
    return _edit(request, CategoryForm(request.POST or None, instance=row), row)


@staff_required
@require_POST
def category_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an empty category away."""
    try:
        catalogue.remove_category(category=get_object_or_404(Category, pk=pk))
    except catalogue.CategoryInUse as refusal:
        messages.error(request, str(refusal))
        return redirect("backoffice:category", pk)
    messages.success(request, _("Taken away."))
    return redirect("backoffice:categories")


def _edit(request: HttpRequest, form: CategoryForm, row: Category | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        catalogue.save_category(category=form.save(commit=False), parent=form.cleaned_data["parent"])
        messages.success(request, _("Saved."))
        return redirect("backoffice:categories")
    context = {"form": form, "category": row, "title": row.title if row else _("New category")}
    return render(request, "backoffice/category.html", context, status=UNPROCESSABLE if form.errors else None)
