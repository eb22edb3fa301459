"""What people search for, as the shop suggests it to others."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from techmart.catalogue.search.suggesting import POPULAR
from techmart.catalogue.search_models import PopularSearch
from techmart.core.remember import forget


class Searched(NamedTuple):
    """A search, how many people made it, and how many products the last of them found."""

    text: str
    people: int
    results: int


@transaction.atomic
def keep_searches(*, found: Iterable[Searched]) -> None:
    """Keep these searches in the place of those known so far; what staff have hidden stays hidden."""
    rows = [PopularSearch(text=text, people=people, results=results) for text, people, results in found]
    texts = [row.text for row in rows]
    PopularSearch.objects.filter(is_hidden=False).exclude(text__in=texts).delete()
    PopularSearch.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["text"], update_fields=["people", "results"]
    )


def hide_search(*, pk: int, hidden: bool) -> None:
    """Let a search be suggested never again, or again; other processes see it within a minute."""
    PopularSearch.objects.filter(pk=pk).update(is_hidden=hidden)
    forget(POPULAR)
