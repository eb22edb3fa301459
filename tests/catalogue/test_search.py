"""Search finds what was meant, shows what may be seen, and survives what is typed."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import search
from techmart.catalogue.models import Product


def found(text):
    hits = search.search(text, now=NOW, limit=10)
    titles = dict(Product.objects.values_list("pk", "title"))
    return [titles[pk] for pk in hits.product_ids]


@pytest.fixture
def shelf(db):
    for title, summary in [
        ("Halo 2 headphones", "closed, 30 h"),
        ("Tact 75 keyboard", "USB-C"),
        ("Über cable", "USB-C"),
    ]:
        a_variant(product=a_product(title, summary=summary, brand="Vale"))


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("headphones", ["Halo 2 headphones"]),
        ("HEADPH", ["Halo 2 headphones"]),
        ("key usb", ["Tact 75 keyboard"]),
        ("über", ["Über cable"]),
        ("headphones keyboard", []),
        ("", []),
        ("  -- \"' ", []),
        ("OR AND NOT", []),
    ],
)
def test_every_word_must_be_there_and_may_go_on(text, titles):
    assert found(text) == titles


@pytest.mark.usefixtures("shelf")
def test_a_sku_finds_its_product():
    sku = Product.objects.get(title="Tact 75 keyboard").variants.get().sku
    assert found(sku)[0] == "Tact 75 keyboard"


@pytest.mark.usefixtures("shelf")
def test_a_title_counts_more_than_a_description():
    a_variant(product=a_product("Stand", description="<p>for headphones</p>"))
    assert found("headphones") == ["Halo 2 headphones", "Stand"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("hide", [{"status": "draft"}, {"published_at": NOW + timedelta(days=1)}])
def test_what_is_not_visible_is_not_found(hide):
    Product.objects.filter(title__startswith="Halo").update(**hide)
    assert found("halo") == []


@pytest.mark.usefixtures("shelf")
def test_pages_do_not_overlap():
    pages = [search.search("vale", now=NOW, limit=1, offset=offset) for offset in range(3)]
    assert {page.total for page in pages} == {3}
    assert len({page.product_ids[0] for page in pages}) == 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's planner knows its tables' sizes")
@pytest.mark.usefixtures("shelf")
def test_the_words_are_looked_for_once_and_not_for_each_product():
    plans = []

    def explain(execute, sql, params, many, context):
        plans.append(
            [
                row[-1]
                for row in connection.connection.execute(f"EXPLAIN QUERY PLAN {sql % (('?',) * len(params))}", params)
            ]
        )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        search.search("usb", now=NOW, limit=5)
    assert [plan[0].startswith("SCAN catalogue_search VIRTUAL TABLE") for plan in plans] == [True, True]


class AnyText(TestCase):
    """No text is syntax."""

    @given(st.text(max_size=60))
    @settings(max_examples=60, deadline=None)
    def test_whatever_is_typed_is_answered(self, text):
        assert search.search(text, now=NOW, limit=5).total >= 0


@pytest.mark.django_db
def test_a_word_without_end_is_kept_and_found():
    endless = "x" * 10_000
    a_variant(product=a_product("Scarf", description=f"<p>{endless}</p>"))
    assert found(endless) == ["Scarf"]
