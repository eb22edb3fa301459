"""The search field suggests words, categories and products while somebody types."""

import re

import pytest
from django.core.cache import caches
from django.test import Client
from tests.factories import NOW, a_category, a_product, a_variant
from tests.storefront.test_query_counts import queries_of

from techmart.catalogue import actions as catalogue
from techmart.catalogue.search import suggest
from techmart.catalogue.search_models import PopularSearch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf() -> None:
    phones = a_category("headphones", "Headphones and earbuds")
    for number in range(6):
        a_variant(product=a_product(f"Halo {number} headphones", category=phones))
    a_variant(product=a_product("Tact keyboard", category=a_category("keys", "Keyboards")))


def lines(client: Client, text: str) -> list[str]:
    caches["local"].clear()
    page = client.get("/search/suggestions/", {"q": text}).content.decode()
    return [" ".join(re.sub(r"<.*?>", " ", line).split()) for line in page.splitlines() if line]


def test_words_then_categories_then_products(client: Client):
    found = lines(client, "head")
    assert found[:2] == ["headphones", "Headphones and earbuds category"]
    assert [line[:4] for line in found[2:]] == ["Halo"] * 5


@pytest.mark.parametrize("typed", ["haedp", "hedpho", "headpo", "heafph"])
def test_a_wrong_letter_does_no_harm(client: Client, typed: str):
    assert lines(client, typed)[:2] == ["headphones", "Headphones and earbuds category"]


def test_the_last_word_goes_on_and_the_others_stay(client: Client):
    assert lines(client, "halo hea")[0] == "halo headphones"


@pytest.mark.parametrize("typed", ["", "h", "  ", "zzzz", "\x00", "<b>", "%" * 300])
def test_where_there_is_nothing_to_suggest_there_is_nothing(client: Client, typed: str):
    assert lines(client, typed) == []


@pytest.mark.parametrize(("typed", "expected"), [("head", 6), ("haedp", 7)])
def test_it_asks_the_database_little(client: Client, typed: str, expected: int):
    assert queries_of(client, f"/search/suggestions/?q={typed}") == expected


@pytest.fixture
def popular() -> None:
    """What others searched for; one is hidden, one found nothing."""
    rows = [("halo headphones open", 9, 3), ("head band", 5, 2), ("headphone stand", 4, 0), ("headless", 8, 1)]
    catalogue.keep_searches(found=[catalogue.Searched(*row) for row in rows])
    catalogue.hide_search(pk=PopularSearch.objects.get(text="headless").pk, hidden=True)


@pytest.mark.parametrize("typed", ["head", "haedp", "hedpho"])
def test_what_others_searched_for_comes_first(client: Client, popular, typed: str):
    found = lines(client, typed)
    expected = ["halo headphones open", "head band", "headphones"] if typed == "head" else ["halo headphones open"]
    assert found[: len(expected)] == expected


def test_what_staff_hide_is_suggested_no_more(popular):
    assert "head band" in suggest("head", now=NOW).queries
    catalogue.hide_search(pk=PopularSearch.objects.get(text="head band").pk, hidden=True)
    assert "head band" not in suggest("head", now=NOW).queries


def test_each_word_may_be_a_beginning(client: Client, popular):
    assert lines(client, "halo op")[0] == "halo headphones open"
    assert "head band" not in lines(client, "HEAD  band")


def test_there_are_ten_lines_at_most(client: Client, popular):
    for number in range(5):
        a_category(f"head-{number}", f"Head {number}")
    assert len(lines(client, "head")) == 10


def test_a_category_is_found_by_one_of_its_things(client: Client):
    a_category("mice", "Mice and mats")
    assert "Mice and mats category" in lines(client, "mouse")
