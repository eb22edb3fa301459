"""What every face needs: its stylesheet and scripts, uploaded photographs, and a sign of life."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from techmart.core.packed import FOR_EVER, send
from techmart.core.scripts import script
from techmart.core.stylesheets import stylesheet


@require_safe
def stylesheet_file(request: HttpRequest, face: str, digest: str) -> HttpResponse:
    """Serve a face's stylesheet."""
    try:
        found = stylesheet(face)
    except LookupError:
        raise Http404 from None
    return send(request, found, asked=digest, content_type="text/css; charset=utf-8")


@require_safe
def script_file(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Serve a script."""
    try:
        found = script(name)
    except (LookupError, SuspiciousFileOperation):
        raise Http404 from None
    return send(request, found, asked=digest, content_type="text/javascript; charset=utf-8")


@require_safe
def photo(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """Serve an uploaded photograph. The shop encoded it itself, under a name that never holds another one."""
    try:
        file = default_storage.open(f"{folder}/{name}.webp")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type="image/webp", headers={"Cache-Control": FOR_EVER})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that this process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
