"""A busy database is a clear answer, and so is a body beyond all measure; nothing else is taken for one."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.factories import a_product, a_variant

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


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/cart/lines/", "/cart/"),
        ("/p/halo-2/notices/", "/p/halo-2/"),
        ("/wishes/5/removal/", "/wishes/"),
        ("/o/a:b/payment/", "/o/a:b/"),
        ("/account/orders/INV%2F1%25%0A7/reorder/", "/account/orders/INV/1%25%0A7/"),
        ("/account/orders//evil.example/reorder/", "/account/orders//evil.example/"),
        ("/pay/demo/notices/", "/"),
        ("/language/", "/"),
    ],
)
def test_an_address_that_only_takes_forms_leads_to_its_page(client: Client, path: str, page: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, page)
    assert client.put(path).status_code == 405


@pytest.mark.django_db
def test_a_language_may_be_chosen_on_the_answer_to_a_form(client: Client) -> None:
    a_variant(product=a_product(slug="halo-2"))
    refused = client.post("/p/halo-2/notices/", {"kind": "back", "email": "nobody"})
    assert refused.status_code == 422
    answer = client.post("/language/", {"language": "de", "next": refused.request["PATH_INFO"]}, follow=True)
    assert (answer.request["PATH_INFO"], answer["Content-Language"]) == ("/p/halo-2/", "de")
