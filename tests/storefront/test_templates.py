"""What every template keeps to: nothing inline, nothing from elsewhere, names for what can be pressed."""

import re
from pathlib import Path

import pytest
from django.test import Client

import techmart

TEMPLATES = [
    path
    for room in ("core", "storefront")
    for path in (Path(techmart.__file__).parent / room / "templates").rglob("*.html")
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_inline_and_nothing_from_elsewhere(path: Path):
    text = path.read_text()
    assert re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text) is None
    # Data for search engines is no script: browsers do not run it.
    assert re.search(r"<script(?![^>]*\ssrc=)(?! type=\"application/ld\+json\">)", text) is None
    assert re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text) is None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_picture_has_a_text_and_a_size(path: Path):
    pictures = re.findall(r"<img.*?>(?=\{%|<|\s)", path.read_text())
    assert [picture for picture in pictures if " alt=" not in picture] == []


@pytest.mark.django_db
def test_pages_carry_the_strict_policy_and_one_stylesheet(client: Client):
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.content.decode().count('rel="stylesheet"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/confirm-email/"]
)
def test_signing_in_wears_the_shops_look(client: Client, path):
    page = client.get(path).content.decode()
    assert 'class="brand"' in page
    assert "<h1>" in page


@pytest.mark.django_db
def test_fields_have_labels_help_and_errors_that_belong_to_them(client: Client):
    page = client.post("/contact/", {"email": "x"}).content.decode()
    assert '<label for="id_email">E-mail</label>' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_email_error"' in page
    assert '<div id="id_email_error"><p class="field-error">Enter a valid email address.</p></div>' in page


@pytest.mark.django_db
def test_a_forged_form_gets_a_page_that_says_what_to_do():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/contact/", {"text": "x"})
    assert response.status_code == 403
    assert "Please try that again." in response.content.decode()
