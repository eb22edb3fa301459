"""What is indexed: codes, words without end, and one product as all of them."""

import pytest
from tests.factories import a_product, a_variant

from techmart.catalogue import search
from techmart.catalogue.models import Product
from techmart.catalogue.search_models import Posting, Word


@pytest.mark.usefixtures("shelf")
def test_a_sku_finds_its_product(found):
    sku = Product.objects.get(title="Tact 75 keyboard").variants.get().sku
    assert found(sku)[0] == "Tact 75 keyboard"


@pytest.mark.django_db
def test_a_word_without_end_is_kept_and_found(found):
    endless = "x" * 10_000
    a_variant(product=a_product("Scarf", description=f"<p>{endless}</p>"))
    assert found(endless) == ["Scarf"]


@pytest.mark.usefixtures("shelf")
def test_the_index_of_one_product_is_what_that_of_all_would_be():
    product = Product.objects.get(title="Tact 75 keyboard")
    Product.objects.filter(pk=product.pk).update(title="Tact 60 keypad")
    search.index(product_ids=[product.pk])
    alone = entries()
    search.index()
    assert entries() == alone
    assert "keyboard" not in {word for word, _ in alone[1]}


def entries():
    words = Word.objects.filter(products__gt=0).values_list("text", "products")
    return set(Posting.objects.values_list("stem", "product", "weight")), set(words)
