"""In which language the shop speaks."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Let the browser keep the language that somebody chose, and show them the page that they were on."""
    return set_language(request)
