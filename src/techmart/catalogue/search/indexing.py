"""Writing the index: which stems a product is about, and which words the catalogue knows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet

from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Category, Product
from techmart.catalogue.search.words import LITTLE_WORDS, joined_words, stem, trigrams, words
from techmart.catalogue.search_models import Posting, Word, WordPart
from techmart.core.bulk import insert_rows, reserve_keys
from techmart.core.html import plain_text

BATCH = 1000
# BM25F (Robertson and Zaragoza 2009, section 3.6): how much a word counts in each field, and how long that usually is.
FIELDS = {
    "title": (3.0, 9),
    "codes": (3.0, 2),
    "category": (2.2, 2),
    "brand": (1.2, 1),
    "facts": (0.8, 8),
    "description": (0.25, 40),
}
# How much length counts against a field, and how soon a repeated word stops to add.
LENGTH, SATURATION = 0.6, 1.2
# What stands behind these is what a thing goes with, not what it is.
COMPANIONS = re.compile(r"\b(?:for|fits|compatible with|works with|with|w/)\b", re.IGNORECASE)
COMPANION_WEIGHT = 0.4
FULL_WEIGHT = 1000
# Specifications that name a thing as exactly as its SKU.
CODES = ("model", "mpn", "ean")
SPELT = re.compile(r"[^\W\d_]{3,}")


class Entry(NamedTuple):
    """What the index holds of one product."""

    product_id: int
    weights: dict[str, int]
    words: set[str]


@transaction.atomic
def index(*, product_ids: Sequence[int] | None = None) -> None:
    """Write the search entries of these products anew (all where None)."""
    if product_ids is None:
        _index_all()
    else:
        _index_some(product_ids)


def _index_all() -> None:
    for model in (WordPart, Word, Posting):
        model.objects.all()._raw_delete(connection.alias)
    products, known = Counter[str](), set[str]()
    entries = _entries(Product.objects.all())
    # PostgreSQL reads nothing while rows are copied in: first a batch of products, then their rows.
    while batch := list(islice(entries, BATCH)):
        rows = [(word, entry.product_id, weight) for entry in batch for word, weight in entry.weights.items()]
        insert_rows(Posting, ("stem", "product_id", "weight"), rows)
        products.update(word for word, _, _ in rows)
        known.update(*(entry.words for entry in batch))
    _write_words(sorted(known), products)


def _index_some(product_ids: Sequence[int]) -> None:
    old = Posting.objects.filter(product__in=product_ids)
    change = Counter[str]()
    change.subtract(old.values_list("stem", flat=True))
    old.delete()
    known, rows = set[str](), []
    for entry in _entries(Product.objects.filter(pk__in=product_ids)):
        change.update(entry.weights.keys())
        known |= entry.words
        rows += [Posting(stem=word, product_id=entry.product_id, weight=w) for word, w in entry.weights.items()]
    Posting.objects.bulk_create(rows, batch_size=BATCH)
    _count_words({word: number for word, number in change.items() if number}, known)


def _count_words(change: dict[str, int], known: set[str]) -> None:
    """Keep the vocabulary in step, in the order of its rows: two products saved at once cannot deadlock."""
    for word in Word.objects.filter(stem__in=change).order_by("pk").select_for_update():
        Word.objects.filter(pk=word.pk).update(products=max(0, word.products + change[word.stem]))
    missing = sorted(known.difference(Word.objects.filter(text__in=known).values_list("text", flat=True)))
    products = Counter(change)
    products.update(dict(Word.objects.filter(stem__in={*map(stem, missing)}).values_list("stem", "products")))
    # Somebody else may be adding the same word just now.
    Word.objects.bulk_create((_word(text, products) for text in missing), ignore_conflicts=True)
    added = Word.objects.filter(text__in=missing, parts=None)
    WordPart.objects.bulk_create(
        WordPart(word=word, letters=letters) for word in added for letters in _parts(word.text)
    )


def _write_words(texts: Sequence[str], products: Counter[str]) -> None:
    fields = ("id", "text", "stem", "products")
    found = [_word(text, products, pk) for pk, text in zip(reserve_keys(Word, len(texts)), texts, strict=True)]
    insert_rows(Word, fields, ((word.pk, word.text, word.stem, word.products) for word in found))
    insert_rows(WordPart, ("word_id", "letters"), ((word.pk, part) for word in found for part in _parts(word.text)))


def _word(text: str, products: Counter[str], pk: int | None = None) -> Word:
    return Word(pk=pk, text=text, stem=stem(text), products=products[stem(text)])


def _parts(text: str) -> list[str]:
    """Return the parts a word is found by when misspelt: only one of letters, as another figure is another product."""
    return sorted(trigrams(text)) if SPELT.fullmatch(text) else []


def _entries(products: QuerySet[Product]) -> Iterator[Entry]:
    """Return the entries of published products: a word that only a draft has is none that a search could find."""
    titles = dict(Category.objects.values_list("pk", "title"))
    published = products.filter(status=ProductStatus.PUBLISHED).prefetch_related("variants")
    for product in published.iterator(chunk_size=BATCH):
        yield _entry(product, titles[product.category_id])


def _entry(product: Product, category: str) -> Entry:
    """Weigh every stem of a product by where it stands."""
    name, *companions = COMPANIONS.split(product.title, maxsplit=1)
    codes = [*(variant.sku for variant in product.variants.all()), *(str(product.specs.get(key, "")) for key in CODES)]
    specs = (value for key, value in product.specs.items() if isinstance(value, str) and key not in CODES)
    facts = [product.summary, *map(str, product.tags), *specs]
    texts = [
        ("title", name, 1.0),
        ("title", " ".join(companions), COMPANION_WEIGHT),
        ("codes", " ".join(codes), 1.0),
        ("category", category, 1.0),
        ("brand", product.brand, 1.0),
        ("facts", " ".join(facts), 1.0),
        ("description", plain_text(product.description), 1.0),
    ]
    counts, known = defaultdict[str, float](float), set[str]()
    for field, text, share in texts:
        found = {*words(text), *joined_words(text)} - LITTLE_WORDS
        known |= found
        boost, usual = FIELDS[field]
        each = share * boost / (1 - LENGTH + LENGTH * max(len(found), 1) / usual)
        # Said twice in one field is said once: titles are made to be found.
        for root in {stem(word) for word in found}:
            counts[root] += each
    weights = {word: max(1, round(FULL_WEIGHT * count / (SATURATION + count))) for word, count in counts.items()}
    return Entry(product.pk, weights, known)
