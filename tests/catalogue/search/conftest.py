"""A shelf to search, and what is found on it."""

from collections.abc import Callable

import pytest
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import search
from techmart.catalogue.models import Product


@pytest.fixture
def shelf(db: None) -> None:
    """Headphones, a keyboard and a cable, all of one brand."""
    for title, summary in [
        ("Halo 2 headphones", "closed, 30 h"),
        ("Tact 75 keyboard", "USB-C"),
        ("Über cable", "USB-C"),
    ]:
        a_variant(product=a_product(title, summary=summary, brand="Vale"))


@pytest.fixture
def found(db: None) -> Callable[[str], list[str]]:
    """Return the titles that a text finds, best first."""

    def find(text: str) -> list[str]:
        hits = search.search(text, now=NOW, limit=10)
        titles = dict(Product.objects.values_list("pk", "title"))
        return [titles[pk] for pk in hits.product_ids]

    return find
