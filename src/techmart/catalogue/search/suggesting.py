"""What somebody who is still typing may want: what others searched for, categories, products."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from techmart.catalogue.queries import CategoryLink, navigation
from techmart.catalogue.search.ranking import Hits, ranked
from techmart.catalogue.search.words import stem, words
from techmart.catalogue.search_models import PopularSearch
from techmart.core.remember import remembered

MAX_QUERIES, MAX_CATEGORIES, MAX_PRODUCTS = 3, 2, 5
SHORTEST = 2
CATEGORY_SECONDS = 10
POPULAR, POPULAR_SECONDS = "popular-searches", 60
MOST_POPULAR = 1000


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Up to ten lines, of each kind the likeliest first."""

    queries: Sequence[str] = ()
    categories: Sequence[CategoryLink] = ()
    product_ids: Sequence[int] = ()


def suggest(text: str, *, now: datetime) -> Suggestions:
    """Suggest what a text that is still being typed may become; a wrong letter does no harm."""
    typed = words(text)
    if len("".join(typed)) < SHORTEST:
        return Suggestions()
    hits = ranked(text, now=now, is_unfinished=True)
    return Suggestions(
        _queries(typed, hits),
        _categories(typed) or _categories(words(hits.corrected)),
        hits.product_ids[:MAX_PRODUCTS],
    )


def _queries(typed: list[str], hits: Hits) -> list[str]:
    """Return what others searched for that begins so, then what the catalogue's own words make of it."""
    said = _popular(typed) or _popular(words(hits.corrected))
    completed = [" ".join([*typed[:-1], ending]) for ending in hits.endings]
    known = dict.fromkeys(text for text in [*said, *completed] if words(text) != typed)
    return list(known)[:MAX_QUERIES]


def _popular(begun: list[str]) -> list[str]:
    """Return searches that have words which begin so, those of most people first."""
    if not begun:
        return []
    searches = remembered(POPULAR, seconds=POPULAR_SECONDS, make=_popular_words)
    found = (text for text, said in searches if all(f" {part}" in said for part in begun))
    return list(islice(found, MAX_QUERIES + 1))


def _popular_words() -> list[tuple[str, str]]:
    shown = PopularSearch.objects.filter(is_hidden=False, results__gt=0)
    return [(text, _spaced(text)) for text in shown.values_list("text", flat=True)[:MOST_POPULAR]]


def _categories(typed: list[str]) -> list[CategoryLink]:
    """Return the categories whose titles have words that begin so, the shortest titles first."""
    if not typed:
        return []
    tree = remembered("category-words", seconds=CATEGORY_SECONDS, make=_category_words)
    found = [link for link, said in tree if all(f" {begun}" in said for begun in typed)]
    return found[:MAX_CATEGORIES]


def _category_words() -> list[tuple[CategoryLink, str]]:
    links = sorted(navigation(), key=lambda link: (len(link.title), link.title))
    return [(link, _spaced(link.title) + _stems(link.title)) for link in links]


def _stems(text: str) -> str:
    """Write what words come from: who types `mouse` looks for mice."""
    return _spaced(" ".join(map(stem, words(text))))


def _spaced(text: str) -> str:
    """Write words so that a beginning is found by the space before it."""
    return " " + " ".join(words(text))
