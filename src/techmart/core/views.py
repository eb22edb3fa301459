"""What every face needs: its stylesheet, uploaded photographs, and a sign of life."""

from django.core.files.storage import default_storage
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from techmart.core.stylesheets import stylesheet

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_MOMENT = "public, max-age=60"


@require_safe
def stylesheet_file(request: HttpRequest, face: str, digest: str) -> HttpResponse:
    """Serve a face's stylesheet; an old digest gets today's file, kept for a moment only."""
    try:
        sheet = stylesheet(face)
    except LookupError:
        raise Http404 from None
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sheet.compressed if accepts_gzip else sheet.text, content_type="text/css; charset=utf-8")
    if accepts_gzip:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = FOR_EVER if digest == sheet.digest else FOR_A_MOMENT
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def photo(request: HttpRequest, name: str) -> FileResponse:
    """Serve an uploaded photograph. The shop encoded it itself, under a name that never holds another one."""
    try:
        file = default_storage.open(f"products/{name}.webp")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type="image/webp", headers={"Cache-Control": FOR_EVER})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that this process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
