"""Search finds what was meant, shows what may be seen, and survives what is typed."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import search
from techmart.catalogue.models import Product


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
def test_every_word_must_be_there_and_may_go_on(found, text, titles):
    assert found(text) == titles


@pytest.mark.usefixtures("shelf")
def test_a_title_counts_more_than_a_description(found):
    a_variant(product=a_product("Stand", description="<p>for headphones</p>"))
    assert found("headphones") == ["Halo 2 headphones", "Stand"]


@pytest.mark.usefixtures("shelf")
def test_what_a_thing_is_for_counts_less_than_what_it_is(found):
    a_variant(product=a_product("Case for headphones"))
    a_variant(product=a_product("Headphones case"))
    assert found("headphones")[-1] == "Case for headphones"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("hide", [{"status": "draft"}, {"published_at": NOW + timedelta(days=1)}])
def test_what_is_not_visible_is_not_found(found, hide):
    Product.objects.filter(title__startswith="Halo").update(**hide)
    assert found("halo") == []


@pytest.mark.usefixtures("shelf")
def test_pages_do_not_overlap():
    pages = [search.search("vale", now=NOW, limit=1, offset=offset) for offset in range(3)]
    assert {page.total for page in pages} == {3}
    assert len({page.product_ids[0] for page in pages}) == 3


@pytest.mark.usefixtures("shelf")
def test_where_nothing_has_every_word_those_that_have_most_are_offered():
    hits = search.ranked("halo headphones keyboard", now=NOW)
    titles = [Product.objects.get(pk=pk).title for pk in hits.product_ids]
    assert (titles, hits.is_partial) == (["Halo 2 headphones", "Tact 75 keyboard"], True)


class AnyText(TestCase):
    """No text is syntax."""

    @given(st.text(max_size=60))
    @settings(max_examples=60)
    def test_whatever_is_typed_is_answered(self, text):
        assert search.search(text, now=NOW, limit=5).total == 0
