"""The pages that the shop writes about itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.pages import PageForm
from techmart.backoffice.lists import UNPROCESSABLE
from techmart.core.languages import shop_language
from techmart.core.models import Page
from techmart.core.pages import is_delivered, page_of


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def page_new(request: HttpRequest) -> HttpResponse:
    """Write a new page."""
    return _edit(request, PageForm(request.POST or None), _("New page"), None)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a page; one that is still as delivered becomes the merchant's own."""
    # Whoever keeps a delivered text makes it the only one: it is the shop's language that most shoppers read.
    with shop_language():
        found = page_of(slug)
    if found is None:
        raise Http404
    return _edit(request, PageForm(request.POST or None, instance=found), found.title, found)


@staff_required
@require_POST
def removal(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a page away; where the shop came with a text, that one is shown again."""
    get_object_or_404(Page, slug=slug).delete()
    messages.success(request, _("It is as delivered again.") if is_delivered(slug) else _("Taken away."))
    return redirect("backoffice:settings")


def _edit(request: HttpRequest, form: PageForm, title: str, found: Page | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("backoffice:settings")
    is_own = found is not None and found.pk is not None
    context = {"form": form, "title": title, "page": found, "is_own": is_own}
    context["is_delivered"] = found is not None and is_delivered(found.slug)
    return render(request, "backoffice/page.html", context, status=UNPROCESSABLE if form.is_bound else None)
