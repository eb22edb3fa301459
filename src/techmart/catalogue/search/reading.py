"""What somebody may have meant: every word typed becomes the stems that would answer it, each with how well."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connection
from django.db.models import Count, Q

from techmart.catalogue.search.words import (
    LITTLE_WORDS,
    MAX_WORDS,
    distance,
    distance_of_beginning,
    halves,
    stem,
    swaps,
    trigrams,
    words,
)
from techmart.catalogue.search_models import Synonym, Word, WordPart
from techmart.core.remember import remembered

SYNONYM_SECONDS = 10
# How well the stems answer that are not quite what was typed.
SYNONYM, JOINED, BEGUN, BEGINNING, CORRECTED = 0.9, 0.9, 0.9, 0.6, 0.7
MAX_BEGINNINGS = 12
MAX_CANDIDATES = 60
MAX_CORRECTIONS = 2
# A word in so few products, beside one near it that is in so many more, is a slip of the catalogue.
RARE, TIMES_MORE = 5, 20
SHORTEST_CORRECTED = 4
LONG_WORD = 8
LAST_LETTER = "\U0010ffff"


@dataclass(slots=True)
class Meaning:
    """One word that was typed: the stems that answer it, and the word it was taken for where it was misspelt."""

    typed: str
    stems: dict[str, float] = field(default_factory=dict)
    # Several stems that answer only together: `hdd` may be a hard drive, `harddrive` too.
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    corrected: str = ""
    # How the stems are spelt that an unfinished or misspelt word may become.
    spelt: dict[str, str] = field(default_factory=dict)
    # In about how many products it is answered.
    commonness: int = 0

    def add(self, found: Iterable[str], weight: float) -> None:
        """Let these answer too."""
        for word in found:
            self.stems[word] = max(weight, self.stems.get(word, 0.0))


@dataclass(slots=True)
class Reading:
    """What was typed, as search understands it."""

    meanings: list[Meaning]

    @property
    def corrected(self) -> str:
        """What was searched for instead, where a word was misspelt."""
        if not any(meaning.corrected for meaning in self.meanings):
            return ""
        return " ".join(meaning.corrected or meaning.typed for meaning in self.meanings)

    @property
    def known(self) -> list[Meaning]:
        """The words that anything answers, the rarest first."""
        answered = [meaning for meaning in self.meanings if meaning.stems or meaning.phrases]
        return sorted(answered, key=lambda meaning: meaning.commonness)


def read(text: str, *, is_unfinished: bool = False) -> Reading:
    """Read what was typed. One query; one more where a word is unknown, and one for each that is misspelt.

    The last word of an unfinished text is a beginning, whether or not it is a word.
    """
    typed = words(text)
    said = [word for word in typed if word not in LITTLE_WORDS] or typed
    meanings = [Meaning(word) for word in dict.fromkeys(said[:MAX_WORDS])]
    products: dict[str, int] = {}
    if meanings:
        _take_known(meanings, products)
        _take_beginnings(meanings, products, is_unfinished=is_unfinished)
        _take_corrections(meanings, products, is_unfinished=is_unfinished)
    for meaning in meanings:
        rarest_parts = (min(products[part] for part in phrase) for phrase in meaning.phrases)
        meaning.commonness = sum(products[found] for found in meaning.stems) + sum(rarest_parts)
    return Reading(meanings)


def _take_known(meanings: list[Meaning], products: dict[str, int]) -> None:
    """Take words that the catalogue has as they are, as synonyms, as one word (`web cam`) or as two (`harddrive`)."""
    pairs = [(one, other, stem(one.typed + other.typed)) for one, other in pairwise(meanings)]
    stems = [stem(meaning.typed) for meaning in meanings]
    same = _synonyms(stems)
    parted = [[tuple(map(stem, pair)) for pair in halves(meaning.typed)] for meaning in meanings]
    parts = {part for phrases in [*same, *parted] for phrase in phrases for part in phrase}
    asked = {*stems, *(joined for _, _, joined in pairs), *parts}
    products |= dict(Word.objects.filter(stem__in=asked, products__gt=0).values_list("stem", "products"))
    for meaning, own, others, pieces in zip(meanings, stems, same, parted, strict=True):
        meaning.add({own} & products.keys(), 1.0)
        meaning.add({phrase[0] for phrase in others if len(phrase) == 1} & products.keys(), SYNONYM)
        if sum(products[found] for found in meaning.stems) <= RARE:
            others += [pair for pair in pieces if min(products.get(part, 0) for part in pair) > RARE]
        meaning.phrases = [phrase for phrase in others if len(phrase) > 1 and products.keys() >= set(phrase)]
    for one, other, joined in pairs:
        for meaning in (one, other):
            meaning.add({joined} & products.keys(), JOINED)


def _synonyms(stems: list[str]) -> list[list[tuple[str, ...]]]:
    """Return for each of these stems the phrases that it, or the phrase it is part of, may stand for."""
    same: list[list[tuple[str, ...]]] = [[] for _ in stems]
    for group in remembered("synonyms", seconds=SYNONYM_SECONDS, make=_synonym_groups):
        for phrase in group:
            for start in range(len(stems)):
                if tuple(stems[start : start + len(phrase)]) == phrase:
                    for place in range(start, start + len(phrase)):
                        same[place] += [other for other in group if other != phrase]
    return same


def _synonym_groups() -> list[list[tuple[str, ...]]]:
    rows = Synonym.objects.values_list("phrases", flat=True)
    return [[tuple(map(stem, words(phrase))) for phrase in row.split(",") if words(phrase)] for row in rows]


def _take_beginnings(meanings: list[Meaning], products: dict[str, int], *, is_unfinished: bool) -> None:
    """Take words that go on where a typed one stops."""
    open_words = [meaning for meaning in meanings if not meaning.stems and not meaning.phrases]
    if is_unfinished and meanings[-1] not in open_words:
        open_words.append(meanings[-1])
    open_words = [meaning for meaning in open_words if len(meaning.typed) > 1]
    if not open_words:
        return
    condition = Q()
    for meaning in open_words:
        condition |= _begins_with(meaning.typed)
    found = Word.objects.filter(condition, products__gt=0).order_by("-products", "text")
    rows = list(found.values_list("text", "stem", "products")[: MAX_BEGINNINGS * len(open_words)])
    for meaning in open_words:
        for text, root, number in rows:
            if text.startswith(meaning.typed):
                products[root] = number
                meaning.spelt.setdefault(root, text)
                meaning.add({root}, BEGUN if is_unfinished and meaning is meanings[-1] else BEGINNING)


def _begins_with(typed: str) -> Q:
    """Compare so that an index serves it: SQLite has none for LIKE, PostgreSQL's order of letters is its locale's."""
    if connection.vendor == "sqlite":
        return Q(text__gte=typed, text__lt=typed + LAST_LETTER)
    return Q(text__startswith=typed)


def _take_corrections(meanings: list[Meaning], products: dict[str, int], *, is_unfinished: bool) -> None:
    """Take the likeliest right words for those that nothing, or next to nothing, answers."""
    doubtful = [meaning for meaning in meanings if _is_doubtful(meaning, products)]
    if not doubtful:
        return
    for meaning in doubtful:
        is_beginning = is_unfinished and meaning is meanings[-1]
        candidates = _candidates(meaning.typed, is_beginning=is_beginning)
        _correct(meaning, candidates, products, is_beginning=is_beginning)


def _is_doubtful(meaning: Meaning, products: dict[str, int]) -> bool:
    is_spelt = meaning.typed.isalpha() and len(meaning.typed) >= SHORTEST_CORRECTED
    return is_spelt and not meaning.phrases and sum(products[found] for found in meaning.stems) <= RARE


def _candidates(typed: str, *, is_beginning: bool) -> list[tuple[str, str, int]]:
    """Return words that share parts with a typed one; for a beginning, those too that two swapped letters hide.

    Two swapped letters change most parts of so short a text.
    """
    parts = trigrams(typed)
    shared = WordPart.objects.filter(letters__in=parts).values("word").annotate(shared=Count("pk"))
    nearest = shared.filter(shared__gte=max(2, len(parts) // 3)).order_by("-shared", "word")[:MAX_CANDIDATES]
    found = Q(pk__in=nearest.values("word"))
    for swapped in swaps(typed) if is_beginning else ():
        found |= _begins_with(swapped)
    return list(Word.objects.filter(found, products__gt=0).values_list("text", "stem", "products"))


def _correct(
    meaning: Meaning, candidates: list[tuple[str, str, int]], products: dict[str, int], *, is_beginning: bool
) -> None:
    at_most = 2 if len(meaning.typed) >= LONG_WORD else 1
    near = [
        (_slips(meaning.typed, text, root, at_most=at_most, is_beginning=is_beginning), -number, text, root)
        for text, root, number in candidates
    ]
    own = sum(products[found] for found in meaning.stems)
    near = sorted(line for line in near if line[0] <= at_most and -line[1] > TIMES_MORE * own)
    commonest = min((line[1] for line in near), default=0)
    near = [line for line in near if line[1] * TIMES_MORE <= commonest]
    near = [line for line in near if line[0] == near[0][0]]
    for _, number, text, root in near[:MAX_CORRECTIONS]:
        products[root] = -number
        meaning.spelt[root] = text
        meaning.add({root}, CORRECTED)
    if near and not own:
        meaning.corrected = near[0][2]


def _slips(typed: str, text: str, root: str, *, at_most: int, is_beginning: bool) -> int:
    """Count what tells a typed word from a known one; whether it is plural is no slip."""
    if is_beginning:
        return distance_of_beginning(typed, text, at_most=at_most)
    return min(distance(typed, text, at_most=at_most), distance(stem(typed), root, at_most=at_most))
