"""From what somebody meant to products, best first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log, log1p

from django.db import connection

from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.search.reading import SYNONYM, Meaning, read

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
AMONG = " AND +posting.product_id IN (SELECT product_id FROM catalogue_posting WHERE stem IN ({rarest}){best})"
BEST = " ORDER BY weight DESC, product_id LIMIT %s"
LIKELIEST = 300
# One in so many hits has an ending that is worth a line.
RARE_ENDING = 30

# Which of the words that were typed; for a phrase that stands for it, which phrase, and which part of it.
Place = tuple[int, ...]
# Stem, product, weight, units sold.
Hit = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Hits:
    """Everything that was found, best first.

    `corrected` is what was searched for where a word was misspelt; where no product has all of the words, those with
    most of them are found, and `is_partial` says so.
    """

    product_ids: list[int]
    corrected: str = ""
    is_partial: bool = False
    # How an unfinished last word may go on, what most of the products have first.
    endings: Sequence[str] = ()


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
    """Find visible products by what was typed; where none has every word, those that have most.

    Of a text that is still being typed only the likeliest are looked at, for it must be quick.
    """
    reading = read(text, is_unfinished=is_unfinished)
    known = reading.known
    if not known:
        return Hits([], reading.corrected)
    is_whole = len(known) == len(reading.meanings)
    hits = _hits(known, now=now, among=LIKELIEST if is_unfinished else None)
    scores = _scores(known, hits, needed=len(known))
    if not scores and len(known) > 1 and not is_unfinished:
        is_whole = False
        scores = _scores(known, _hits(known, now=now, needs_rarest=False), needed=1)
    best = sorted(scores, key=lambda product_id: (-scores[product_id], product_id))
    endings = _endings(reading.meanings[-1], hits, scores) if is_unfinished else []
    return Hits(best, reading.corrected, is_partial=not is_whole, endings=endings)


def _endings(last: Meaning, hits: Iterable[Hit], scores: Mapping[int, float]) -> list[str]:
    """Return the words that the last one may become, those of most hits first."""
    counts = Counter(found for found, product_id, _, _ in hits if product_id in scores and found in last.spelt)
    best = sorted(counts.items(), key=lambda count: (-count[1], count[0]))
    return [last.spelt[found] for found, number in best if number > 1 and number * RARE_ENDING > len(scores)]


def _scores(known: Sequence[Meaning], hits: Iterable[Hit], *, needed: int) -> dict[int, float]:
    """Score the products that answer at least so many of the words."""
    answers = _answers(known)
    best: dict[int, dict[Place, float]] = {}
    popularity: dict[int, int] = {}
    for found, product_id, weight, sold in hits:
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


def _answers(known: Sequence[Meaning]) -> dict[str, list[tuple[Place, float]]]:
    """Return what each stem answers: a word that was typed, or a part of a phrase that stands for it; and its worth.

    The rarer a word with all that answers it, the more it says.
    """
    common = [meaning.commonness for meaning in known]
    answers = defaultdict[str, list[tuple[Place, float]]](list)
    for place, (meaning, number) in enumerate(zip(known, common, strict=True)):
        rarity = log(1 + COMMONEST * max(common) / number)
        for found, weight in meaning.stems.items():
            answers[found].append(((place,), weight * rarity))
        for which, phrase in enumerate(meaning.phrases):
            for part, found in enumerate(phrase):
                answers[found].append(((place, which, part), SYNONYM * rarity))
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


def _hits(known: Sequence[Meaning], *, now: datetime, needs_rarest: bool = True, among: int | None = None) -> list[Hit]:
    """Return stem, product, weight and units sold of every place where one of the stems stands.

    Where every word is needed, only products that answer the rarest are looked at; of these, the likeliest alone where
    a number of them is given.
    """
    stems = list(_answers(known))
    values: list[str | int | datetime] = [*stems, ProductStatus.PUBLISHED.value, now]
    query = HITS.format(stems=_places(stems))
    if needs_rarest and (len(known) > 1 or among):
        rarest = [*known[0].stems, *(phrase[0] for phrase in known[0].phrases)]
        query += AMONG.format(rarest=_places(rarest), best=BEST if among else "")
        values += [*rarest, among] if among else rarest
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def _places(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
