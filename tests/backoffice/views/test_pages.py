"""Staff write the shop's pages."""

import pytest
from django.test import Client

from techmart.core.models import Page

pytestmark = pytest.mark.django_db
ABOUT = "/backoffice/settings/pages/about/"


def test_a_delivered_page_becomes_the_merchants_own_and_back(desk: Client) -> None:
    assert "do what they say" in desk.get(ABOUT).content.decode()
    desk.post(
        ABOUT, {"title": "We", "slug": "else", "body": "Two sisters.\n\nOne shop.", "position": 5, "is_shown": "on"}
    )
    page = Page.objects.get()
    assert (page.slug, page.body) == ("about", "<p>Two sisters.</p>\n\n<p>One shop.</p>")
    desk.post(f"{ABOUT}removal/")
    assert "do what they say" in desk.get(ABOUT).content.decode()


def test_a_new_page_stands_in_the_footer(desk: Client) -> None:
    fields = {"title": "Repairs", "slug": "repairs", "position": 15, "is_shown": "on"}
    desk.post(
        "/backoffice/settings/pages/new/", {**fields, "body": '<h2>How</h2><script>x</script><a href="/">Home</a>'}
    )
    assert Page.objects.get().body == '<h2>How</h2><a href="/">Home</a>'
    assert "/pages/repairs/" in desk.get("/contact/").content.decode()


def test_what_is_no_page_is_not_found(desk: Client) -> None:
    assert desk.get("/backoffice/settings/pages/nothing/").status_code == 404
    assert desk.post("/backoffice/settings/pages/about/removal/").status_code == 404


def test_a_page_needs_a_title(desk: Client) -> None:
    assert desk.post(ABOUT, {"title": "", "body": "x", "position": 1}).status_code == 422
