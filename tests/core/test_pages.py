"""The merchant's words take the place of the delivered ones, page by page."""

import pytest

from techmart.core.models import Page
from techmart.core.page_texts import TEXTS
from techmart.core.pages import all_pages, is_delivered, page_of, shown_pages

pytestmark = pytest.mark.django_db


def test_nobody_need_write_a_page():
    assert [page.slug for page in all_pages()] == [slug for slug, *_ in TEXTS]
    assert [page.pk for page in all_pages()] == [None] * len(TEXTS)
    assert Page.objects.count() == 0


def test_a_written_page_takes_the_place_of_the_delivered_one_and_others_join():
    Page.objects.create(slug="about", title="Who we are", body="", position=10)
    Page.objects.create(slug="repairs", title="Repairs", body="", position=1)
    assert [page.slug for page in all_pages()].count("about") == 1
    assert [page.title for page in all_pages()][:2] == ["Repairs", "Who we are"]
    found = page_of("about")
    assert found is not None
    assert found.title == "Who we are"
    assert [is_delivered(slug) for slug in ("about", "repairs")] == [True, False]


def test_a_page_that_is_none_is_none():
    assert page_of("secrets") is None


def test_the_footer_follows_what_is_saved_and_what_is_hidden():
    before = [link.slug for link in shown_pages()]
    page = Page.objects.create(slug="repairs", title="Repairs", body="")
    assert [link.slug for link in shown_pages()] == [*before, "repairs"]
    page.is_shown = False
    page.save()
    assert [link.slug for link in shown_pages()] == before
