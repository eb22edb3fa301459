"""A busy database is a clear answer, and so is a body beyond all measure; nothing else is taken for one."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from techmart.core.middleware import MAX_BODY_BYTES, BodySizeMiddleware, CompressionMiddleware, DatabaseBusyMiddleware


@pytest.mark.parametrize("words", ["database is locked", "canceling statement due to lock timeout"])
@pytest.mark.django_db
def test_a_busy_database_asks_to_try_again(words: str, rf: RequestFactory) -> None:
    middleware = DatabaseBusyMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(rf.post("/checkout/"), OperationalError(words))
    assert response is not None
    assert (response.status_code, response["Retry-After"]) == (503, "5")


@pytest.mark.parametrize("error", [OperationalError("no such table: orders_order"), ValueError("database is locked")])
def test_a_mistake_of_ours_stays_one(error: Exception, rf: RequestFactory) -> None:
    middleware = DatabaseBusyMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(rf.get("/"), error) is None


@pytest.mark.parametrize(
    ("announced", "status"),
    [
        (None, 200),
        ("", 200),
        ("much", 200),
        (str(MAX_BODY_BYTES), 200),
        (str(MAX_BODY_BYTES + 1), 413),
        ("9" * 5000, 413),
    ],
)
def test_what_is_too_large_is_refused_unread(announced: str | None, status: int, rf: RequestFactory) -> None:
    request = rf.post("/contact/")
    request.META["CONTENT_LENGTH"] = announced
    assert BodySizeMiddleware(lambda request: HttpResponse())(request).status_code == status


@pytest.mark.parametrize(
    ("kind", "accepted", "encoding"),
    [
        ("text/html; charset=utf-8", "br, gzip", "gzip"),
        ("image/svg+xml", "gzip", "gzip"),
        ("text/html; charset=utf-8", "", None),
        ("image/webp", "gzip", None),
        ("application/pdf", "gzip", None),
    ],
)
def test_words_are_compressed_for_who_reads_that(kind: str, accepted: str, encoding: str | None, rf: RequestFactory):
    middleware = CompressionMiddleware(lambda request: HttpResponse(b"word " * 200, content_type=kind))
    response = middleware(rf.get("/", headers={"accept-encoding": accepted}))
    assert response.get("Content-Encoding") == encoding
    assert (len(response.content) < 500) is (encoding == "gzip")
