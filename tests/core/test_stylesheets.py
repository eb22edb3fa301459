import gzip

import pytest
from django.test import Client

from techmart.core.stylesheets import stylesheet, stylesheet_url


def test_the_order_of_layers_comes_first() -> None:
    assert stylesheet("storefront").text.startswith(b"@layer reset, tokens, base, components, pages, utilities;")


def test_a_face_has_the_shared_components_and_its_own_pages() -> None:
    text = stylesheet("storefront").text
    assert b".btn {" in text
    assert b".hero {" in text
    assert b".hero {" not in stylesheet("backoffice").text


def test_an_unknown_face_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        stylesheet("attic")


def test_browsers_may_keep_the_current_file_for_ever(client: Client) -> None:
    response = client.get(stylesheet_url("storefront"))
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content == stylesheet("storefront").text


def test_a_page_from_before_a_release_gets_todays_file_for_a_moment(client: Client) -> None:
    response = client.get("/css/storefront.0000.css", headers={"accept-encoding": "gzip"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == stylesheet("storefront").text


@pytest.mark.django_db
def test_an_unknown_face_is_not_found(client: Client) -> None:
    assert client.get("/css/attic.0000.css").status_code == 404


def test_the_stylesheets_ask_nothing_of_other_hosts() -> None:
    # A drawing inside it names what it is written in; nobody asks for that.
    text = stylesheet("storefront").text.replace(b"http://www.w3.org/2000/svg", b"")
    assert b"http" not in text
    assert b"@import" not in text
