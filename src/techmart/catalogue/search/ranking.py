"""From what somebody meant to products, best first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log, log1p

from django.db import connection

from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.search.reading import SYNONYM, Meaning, Reading, read

# How much units sold count beside what was typed.
POPULARITY = 0.04
# How much even the commonest stem of a search is worth.
COMMONEST = 2
# CROSS and + keep SQLite from going through all postings of every product; PostgreSQL decides by its figures.
HITS = """
    SELECT posting.stem, posting.product_id, posting.weight, product.popularity
    FROM catalogue_posting posting CROSS JOIN catalogue_product product
    WHERE product.id = posting.product_id
    AND posting.stem IN ({stems}) AND product.status = %s AND product.published_at <= %s
"""
AMONG = " AND +posting.product_id IN (SELECT product_id FROM catalogue_posting WHERE stem IN ({rarest}))"

# Which of the words that were typed; for a phrase that stands for it, which phrase, and which part of it.
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Everything that was found, best first.

    `corrected` is what was searched for where a word was misspelt; where no product has all of the words, those with
    most of them are found, and `is_partial` says so.
    """

    product_ids: list[int]
    corrected: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, best first."""

    product_ids: list[int]
    total: int


def search(text: str, *, now: datetime, limit: int, offset: int = 0) -> Found:
    """Find visible products that have every word."""
    hits = ranked(text, now=now)
    found = [] if hits.is_partial else hits.product_ids
    return Found(found[offset : offset + limit], len(found))


def ranked(text: str, *, now: datetime, is_unfinished: bool = False) -> Hits:
    """Find visible products by what was typed; where none has every word, those that have most."""
    reading = read(text, is_unfinished=is_unfinished)
    known = reading.known
    if not known:
        return Hits([], reading.corrected)
    is_whole = len(known) == len(reading.meanings)
    scores = _scores(known, reading, now=now, needed=len(known))
    if not scores and len(known) > 1:
        is_whole = False
        scores = _scores(known, reading, now=now, needed=1)
    best = sorted(scores, key=lambda product_id: (-scores[product_id], product_id))
    return Hits(best, reading.corrected, is_partial=not is_whole)


def _scores(known: Sequence[Meaning], reading: Reading, *, now: datetime, needed: int) -> dict[int, float]:
    """Score the products that answer at least so many of the words."""
    answers = _answers(known, reading)
    best: dict[int, dict[Place, float]] = {}
    popularity: dict[int, int] = {}
    for found, product_id, weight, sold in _hits(known, list(answers), now=now, needs_rarest=needed == len(known)):
        places = best.setdefault(product_id, {})
        popularity[product_id] = sold
        for place, value in answers[found]:
            places[place] = max(places.get(place, 0.0), value * weight)
    _join_phrases(known, best.values())
    return {
        product_id: sum(places.values()) * (1 + POPULARITY * log1p(popularity[product_id])) * len(places) ** 2
        for product_id, places in best.items()
        if len(places) >= needed
    }


def _answers(known: Sequence[Meaning], reading: Reading) -> dict[str, list[tuple[Place, float]]]:
    """Return what each stem answers: a word that was typed, or a part of a phrase that stands for it; and its worth.

    The rarer a stem, the more it says.
    """
    most = max(reading.commonness(meaning) for meaning in known)
    answers = defaultdict[str, list[tuple[Place, float]]](list)
    for place, meaning in enumerate(known):
        for found, weight in meaning.stems.items():
            answers[found].append(((place,), weight * log(1 + most / reading.products[found] * COMMONEST)))
        for number, phrase in enumerate(meaning.phrases):
            for part, found in enumerate(phrase):
                worth = SYNONYM * log(1 + most / reading.products[found] * COMMONEST)
                answers[found].append(((place, number, part), worth))
    return answers


def _join_phrases(known: Sequence[Meaning], best: Iterable[dict[Place, float]]) -> None:
    """Let a phrase answer its word where all its parts are there, and none of it where one is missing."""
    phrases = [
        ((place,), [(place, number, part) for part in range(len(phrase))])
        for place, meaning in enumerate(known)
        for number, phrase in enumerate(meaning.phrases)
    ]
    if phrases:
        for places in best:
            for place, parts in phrases:
                values = [places.pop(part, 0.0) for part in parts]
                if all(values):
                    places[place] = max(places.get(place, 0.0), sum(values) / len(values))


def _hits(
    known: Sequence[Meaning], stems: Sequence[str], *, now: datetime, needs_rarest: bool
) -> list[tuple[str, int, int, int]]:
    """Return stem, product, weight and units sold of every place where one of the stems stands.

    Where every word is needed, only products that answer the rarest are looked at.
    """
    rarest = [*known[0].stems, *(phrase[0] for phrase in known[0].phrases)] if needs_rarest and len(known) > 1 else []
    query = HITS.format(stems=_places(stems)) + (AMONG.format(rarest=_places(rarest)) if rarest else "")
    with connection.cursor() as cursor:
        cursor.execute(query, [*stems, ProductStatus.PUBLISHED.value, now, *rarest])
        return cursor.fetchall()


def _places(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
