"""Full-text search: SQLite's FTS5 or PostgreSQL's text search behind two functions, `index` and `search`.

The index is a table of its own (`catalogue_search`, made by a migration); a product that is no longer visible is left
out when it is asked for, so nothing has to be kept in step with its day of publication.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Product
from techmart.core.html import plain_text

MAX_WORDS = 8
# Nobody types more of a word, and PostgreSQL refuses one of more than 2046 bytes.
MAX_LETTERS = 100
BATCH = 1000
# PostgreSQL keeps no position beyond this.
MAX_POSITION = 16_383
# How much a hit in title, SKU, brand and tags, summary, description weighs.
WEIGHTS = (10.0, 8.0, 4.0, 3.0, 1.0)
COLUMNS = ("title", "sku", "labels", "summary", "description")


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, best first."""

    product_ids: list[int]
    total: int


def search(text: str, *, now: datetime, limit: int, offset: int = 0) -> Found:
    """Find visible products that contain every word, the last letters of a word left open."""
    terms = words(text)
    if not terms:
        return Found([], 0)
    source, rank, match = _sqlite_query(terms) if connection.vendor == "sqlite" else _postgres_query(terms)
    visible = f"{source} AND product.status = %s AND product.published_at <= %s"
    values = (match, ProductStatus.PUBLISHED.value, now)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {visible}", values)
        total = cursor.fetchone()[0]
        order = f"ORDER BY {rank}, product.popularity DESC, product.id LIMIT %s OFFSET %s"
        cursor.execute(f"SELECT product.id {visible} {order}", (*values, limit, offset))
        return Found([row[0] for row in cursor.fetchall()], total)


def words(text: str) -> list[str]:
    """Split text into the words to look for, small and without accents; whatever else was typed is no syntax.

    >>> words('USB-C  "Café" OR')
    ['usb', 'c', 'cafe', 'or']
    """
    return _words(text)[:MAX_WORDS]


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    found = re.findall(r"\w+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return [word[:MAX_LETTERS] for word in found]


@transaction.atomic
def index(product_ids: Sequence[int] | None = None) -> None:
    """Write the search entries of these products anew (all where None)."""
    products = Product.objects.prefetch_related("variants")
    if product_ids is not None:
        products = products.filter(pk__in=product_ids)
    entries = (_entry(product) for product in products.iterator(chunk_size=BATCH))
    with connection.cursor() as cursor:
        if product_ids is None:
            cursor.execute("DELETE FROM catalogue_search")
        else:
            key = "rowid" if connection.vendor == "sqlite" else "product_id"
            cursor.executemany(f"DELETE FROM catalogue_search WHERE {key} = %s", [(pk,) for pk in product_ids])
        cursor.executemany(_insert(), list(entries))


def _entry(product: Product) -> tuple[int | str, ...]:
    """Return key and columns on SQLite, key and tsvector on PostgreSQL: the same words in both, split by us."""
    labels: Iterable[str] = [product.brand, *map(str, product.tags), *(str(value) for value in product.specs.values())]
    skus = " ".join(variant.sku for variant in product.variants.all())
    texts = (product.title, skus, " ".join(labels), product.summary, plain_text(product.description))
    columns = [_words(text) for text in texts]
    if connection.vendor == "sqlite":
        return product.pk, *(" ".join(column) for column in columns)
    return product.pk, _tsvector(columns)


def _tsvector(columns: list[list[str]]) -> str:
    """Write the vector out: PostgreSQL's own parser knows only the letters of the database's locale."""
    weighed = ((word, weight) for column, weight in zip(columns, "AABCD", strict=True) for word in column)
    return " ".join(
        f"'{word}':{min(position, MAX_POSITION)}{weight}" for position, (word, weight) in enumerate(weighed, start=1)
    )


def _insert() -> str:
    if connection.vendor == "sqlite":
        return f"INSERT INTO catalogue_search (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s, %s)"
    return "INSERT INTO catalogue_search (product_id, document) VALUES (%s, %s::tsvector)"


def _sqlite_query(terms: list[str]) -> tuple[str, str, str]:
    source = (
        # CROSS, so that SQLite looks for the words once, and not once for each product.
        "FROM catalogue_search CROSS JOIN catalogue_product product ON product.id = catalogue_search.rowid "
        "WHERE catalogue_search MATCH %s"
    )
    weights = ", ".join(map(str, WEIGHTS))
    return source, f"bm25(catalogue_search, {weights})", " ".join(f'"{term}"*' for term in terms)


def _postgres_query(terms: list[str]) -> tuple[str, str, str]:
    source = (
        "FROM catalogue_search JOIN catalogue_product product ON product.id = catalogue_search.product_id "
        "CROSS JOIN CAST(%s AS tsquery) query WHERE catalogue_search.document @@ query"
    )
    return source, "ts_rank(catalogue_search.document, query) DESC", " & ".join(f"'{term}':*" for term in terms)
