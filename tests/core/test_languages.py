"""A page speaks the language of its reader, and nothing that is remembered does so to another."""

from itertools import count

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import default_key_func
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language, override
from tests.factories import a_product, a_variant

from techmart.core.languages import current_language, local_number, source_language
from techmart.core.middleware import LanguageMiddleware
from techmart.core.money import Money
from techmart.core.remember import remembered
from techmart.orders.enums import OrderStatus

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "amount", "currency", "written"),
    [
        ("en-gb", 123450, "EUR", "€1,234.50"),
        ("de", 123450, "EUR", f"1.234,50{NBSP}€"),
        ("de", -990, "GBP", f"-9,90{NBSP}£"),
        ("de", 5000, "JPY", f"5.000{NBSP}¥"),
        ("en-gb", 1250, "JOD", "JOD 1.250"),
        ("de", 1250, "JOD", f"1,250{NBSP}JOD"),
    ],
)
def test_amounts_are_written_as_the_reader_writes_them(language, amount, currency, written):
    with override(language):
        assert str(Money(amount, currency)) == written


@pytest.mark.parametrize(("language", "written"), [("en-gb", "€1,200"), ("de", f"1.200{NBSP}€")])
def test_price_tags_have_no_needless_decimals_in_any_language(language, written):
    with override(language):
        assert Money(120000, "EUR").short() == written


def test_numbers_have_the_readers_comma():
    with override("de"):
        assert (local_number(4.37, 1), local_number(12345)) == ("4,4", "12.345")


def spoken(request: HttpRequest) -> HttpResponse:
    response = LanguageMiddleware(lambda request: HttpResponse(get_language()))(request)
    assert response["Content-Language"] == response.content.decode()
    assert response["Vary"] == "Accept-Language, Cookie"
    return response


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        (None, None, "en-gb"),
        (None, "de-AT,de;q=0.9,en;q=0.8", "de"),
        (None, "en-US,en;q=0.9,de;q=0.8", "en-gb"),
        (None, "fr", "en-gb"),
        ("de", "en-GB", "de"),
        ("en-gb", "de", "en-gb"),
        ("fr", "de", "de"),
        ("../x\x00", "de", "de"),
    ],
)
def test_a_choice_comes_before_the_browser_and_the_browser_before_the_shop(
    rf: RequestFactory, chosen, accepted, language
):
    request = rf.get("/")
    if chosen:
        request.COOKIES["language"] = chosen
    if accepted:
        request.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    assert spoken(request).content.decode() == language


def test_who_asks_for_nothing_gets_the_shops_own_language(rf: RequestFactory, settings):
    settings.LANGUAGE_CODE = "de"
    assert spoken(rf.get("/")).content == b"de"


def test_staff_work_in_the_language_that_their_pages_are_written_in(rf: RequestFactory):
    assert spoken(rf.get("/backoffice/admin/", HTTP_ACCEPT_LANGUAGE="de")).content == b"en-gb"


def test_what_has_no_language_is_kept_for_everybody(rf: RequestFactory):
    middleware = LanguageMiddleware(lambda request: HttpResponse("<svg/>", content_type="image/svg+xml"))
    response = middleware(rf.get("/pictures/x.svg", HTTP_ACCEPT_LANGUAGE="de"))
    assert not response.has_header("Vary")
    assert not response.has_header("Content-Language")


def in_both_languages() -> list[str]:
    """Ask the same in two languages, twice; a number says how often it was made."""
    numbers = count(1)
    answers = []
    for language in ("en-gb", "de") * 2:
        with override(language):
            answers.append(remembered("words", seconds=60, make=lambda: f"{get_language()} {next(numbers)}"))
    return answers


def test_what_a_process_remembers_stays_in_its_language():
    assert in_both_languages() == ["en-gb 1", "de 2"] * 2


def test_without_the_language_in_its_key_it_would_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caches["local"], "key_func", default_key_func)
    assert in_both_languages() == ["en-gb 1"] * 4


@pytest.mark.django_db
def test_somebody_chooses_a_language_without_script(client: Client):
    page = client.get("/").content.decode()
    assert '<html lang="en-gb">' in page
    assert '<button name="language" value="de" lang="de">Deutsch</button>' in page
    answer = client.post("/language/", {"language": "de", "next": "/products/?sort=price"})
    assert (answer.status_code, answer["Location"]) == (302, "/products/?sort=price")
    assert '<html lang="de">' in client.get("/products/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\x00"])
def test_choosing_a_language_leads_nowhere_else(client: Client, elsewhere):
    assert client.post("/language/", {"language": "de", "next": elsewhere})["Location"] == "/"


@pytest.mark.django_db
def test_a_language_that_we_do_not_speak_changes_nothing(client: Client):
    client.post("/language/", {"language": "x\x00y"})
    assert '<html lang="en-gb">' in client.get("/").content.decode()


@pytest.mark.parametrize(("active", "remembered"), [("de", "de"), ("en-gb", "en-gb"), (None, settings.LANGUAGE_CODE)])
def test_the_language_of_now_is_remembered_and_the_shops_where_nobody_reads(active: str | None, remembered: str):
    with override(active):
        assert current_language() == remembered


def test_what_is_kept_is_said_as_the_source_says_it():
    with override("de"):
        with source_language():
            kept = str(OrderStatus.CANCELLED.label)
        assert (kept, str(OrderStatus.CANCELLED.label)) == ("Cancelled", "Storniert")


@pytest.mark.django_db
def test_what_the_merchant_wrote_says_its_own_language_where_the_page_has_another(client: Client):
    a_variant(product=a_product("Halo 2", slug="halo-2"))
    assert "<h1>Halo 2</h1>" in client.get("/p/halo-2/").content.decode()
    page = client.get("/p/halo-2/", headers={"Accept-Language": "de"}).content.decode()
    assert '<h1 lang="en-gb">Halo 2</h1>' in page
