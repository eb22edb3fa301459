"""What somebody who is still typing may want: words to go on with, categories, products."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from techmart.catalogue.queries import CategoryLink, navigation
from techmart.catalogue.search.ranking import ranked
from techmart.catalogue.search.words import words
from techmart.core.remember import remembered

MAX_QUERIES, MAX_CATEGORIES, MAX_PRODUCTS = 3, 2, 5
SHORTEST = 2
CATEGORY_SECONDS = 10


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
        _queries(typed, hits.endings),
        _categories(typed) or _categories(words(hits.corrected)),
        hits.product_ids[:MAX_PRODUCTS],
    )


def _queries(typed: list[str], endings: Sequence[str]) -> list[str]:
    found = [" ".join([*typed[:-1], ending]) for ending in endings if ending != typed[-1]]
    return found[:MAX_QUERIES]


def _categories(typed: list[str]) -> list[CategoryLink]:
    """Return the categories whose titles have words that begin so, the shortest titles first."""
    if not typed:
        return []
    tree = remembered("category-words", seconds=CATEGORY_SECONDS, make=_category_words)
    found = [link for link, said in tree if all(f" {begun}" in said for begun in typed)]
    return found[:MAX_CATEGORIES]


def _category_words() -> list[tuple[CategoryLink, str]]:
    links = sorted(navigation(), key=lambda link: (len(link.title), link.title))
    return [(link, " " + " ".join(words(link.title))) for link in links]
