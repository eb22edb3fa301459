import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client

from techmart.core.scripts import script

HTMX = "django_htmx/htmx-2.min.js"
BUDGET = 30 * 1024


def test_a_script_is_sent_compressed_under_a_name_that_browsers_may_keep_for_ever(client: Client) -> None:
    response = client.get(static(HTMX), headers={"accept-encoding": "gzip"})
    assert (response["Content-Type"], response["Content-Encoding"]) == ("text/javascript; charset=utf-8", "gzip")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    with open(finders.find(HTMX), "rb") as file:
        assert gzip.decompress(response.content) == file.read()


def test_a_page_from_before_a_release_gets_todays_script_for_a_moment(client: Client) -> None:
    response = client.get(f"/js/0000/{HTMX}")
    assert (response.content, response["Cache-Control"]) == (script(HTMX).text, "public, max-age=60")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["attic.js", "techmart/favicon.svg", "../settings.js", "//etc/passwd.js", "%00.js"])
def test_what_is_no_script_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/js/0000/{name}").status_code == 404


def test_other_files_are_where_they_were() -> None:
    assert static("techmart/favicon.svg") == "/static/techmart/favicon.svg"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/products/", "/search/?q=halo", "/cart/", "/contact/", "/account/login/"])
def test_a_page_asks_for_one_stylesheet_and_little_script(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', page)
    sent = [client.get(url, headers={"accept-encoding": "gzip"}).content for url in scripts]
    assert 0 < sum(map(len, sent)) < BUDGET
    assert page.count('rel="stylesheet"') == 1
