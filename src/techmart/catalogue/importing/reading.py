"""From a file to rows that can be imported, each fault with its line and column."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from techmart.core.languages import local_number
from techmart.core.money import parse_money

if TYPE_CHECKING:
    import duckdb

# How shops, suppliers and exports call what we call so; compared without case, blanks and underscores.
HEADERS = {
    "sku": ("sku", "productid", "variantsku", "itemnumber", "articlenumber", "id"),
    "title": ("title", "name", "productname", "product"),
    "price": ("price", "variantprice", "regularprice"),
    "compare_at": ("compareat", "compareatprice", "variantcompareatprice", "was"),
    "brand": ("brand", "vendor", "manufacturer"),
    "category": ("category", "producttype", "categories", "type"),
    "summary": ("summary", "shortdescription"),
    "description": ("description", "bodyhtml", "body"),
    "tags": ("tags",),
    "model": ("model", "modelno", "modelnumber", "mpn"),
    "stock": ("stock", "quantity", "onhand", "inventory"),
}
REQUIRED = ("sku", "title")
LONGEST = {"sku": 64, "brand": 80, "category": 240, "summary": 160, "model": 60}
LONGEST_TITLE = 160
# A tree is no deeper than its paths are long.
MOST_LEVELS = 10
MOST_ROWS = 200_000
# A packed file may unpack to a thousand times its size.
MOST_UNPACKED = 100_000_000
MOST_FAULTS = 1000
PARQUET = b"PAR1"


class BadFile(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell; its row is not imported."""

    line: int
    column: str
    problem: str

    def __str__(self) -> str:
        return _("Line {line}, {column}: {problem}").format(line=self.line, column=self.column, problem=self.problem)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product of the file; None where the file has no such column."""

    line: int
    sku: str
    title: str
    price: int | None = None
    compare_at: int | None = None
    brand: str | None = None
    category: str | None = None
    summary: str | None = None
    description: str | None = None
    tags: Sequence[str] | None = None
    model: str | None = None
    stock: int | None = None


@dataclass(slots=True)
class ReadFile:
    """What a file holds: its columns as they were understood, its products, and its faults."""

    columns: dict[str, str]
    rows: list[ProductRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    shortened: int = 0


def read_products(content: bytes, *, currency: str) -> ReadFile:
    """Read a whole file.

    Raises
    ------
    BadFile
        It is no table that we know, or is too large.
    """
    header, lines = _parquet(content) if content.startswith(PARQUET) else _csv(content)
    read = ReadFile(_columns(header))
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            raise BadFile(_too_long())
        if len(read.faults) > MOST_FAULTS:
            words = _("It has more than {number} faults, the first: {fault}")
            raise BadFile(words.format(number=local_number(MOST_FAULTS), fault=read.faults[0]))
        if any(cells):
            _take(read, number, dict(zip(header, cells, strict=False)), seen, currency)
    return read


def _csv(content: bytes) -> tuple[list[str], Iterator[list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(_("It is not text in UTF-8 (byte {number}).").format(number=local_number(error.start))) from None
    if "\x00" in text:
        raise BadFile(_("It is not text: it holds zero bytes."))
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    lines = _whole(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return [name.strip() for name in next(lines, [])], lines


def _whole(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise BadFile(_("It is not a CSV file: {error}.").format(error=error)) from None


def _parquet(content: bytes) -> tuple[list[str], Iterator[list[str]]]:
    # Only here: a web process that never sees such a file does not load the engine.
    import duckdb

    from techmart.sql.embedded import engine

    with NamedTemporaryFile(suffix=".parquet") as file, engine(threads=1) as database:
        file.write(content)
        file.flush()
        try:
            found = database.read_parquet(file.name)
            rows = _unpacked(found)
        except duckdb.Error as error:
            words = _("It is not a Parquet file: {error}.")
            raise BadFile(words.format(error=str(error).splitlines()[0])) from None
        return found.columns, iter([["" if cell is None else str(cell) for cell in row] for row in rows])


def _unpacked(found: "duckdb.DuckDBPyRelation") -> list[tuple[object, ...]]:
    """Fetch a table, after counting its rows and letters: both may be far more than its file is large."""
    [(rows,)] = found.count("*").fetchall()
    if rows > MOST_ROWS:
        raise BadFile(_too_long())
    [letters] = found.aggregate("sum(strlen(COLUMNS(*)::VARCHAR))").fetchall()
    if sum(map(int, filter(None, letters))) + rows * len(letters) > MOST_UNPACKED:
        words = _("It unpacks to more than {number} letters; import it in parts.")
        raise BadFile(words.format(number=local_number(MOST_UNPACKED)))
    return found.fetchall()


def _too_long() -> str:
    return _("It has more than {number} rows; import it in parts.").format(number=local_number(MOST_ROWS))


def _columns(header: list[str]) -> dict[str, str]:
    """Return which column of the file holds what."""
    names = {name.casefold().replace(" ", "").replace("_", "").replace("-", ""): name for name in reversed(header)}
    found = {ours: names[theirs] for ours, known in HEADERS.items() for theirs in reversed(known) if theirs in names}
    if missing := [name for name in REQUIRED if name not in found]:
        words = _("It has no column for {missing}. Its columns: {columns}.")
        raise BadFile(words.format(missing=_(" and ").join(missing), columns=", ".join(header)[:300] or _("none")))
    return found


def _take(read: ReadFile, line: int, cells: Mapping[str, str], seen: dict[str, int], currency: str) -> None:
    values = {ours: " ".join(cells.get(theirs, "").split()) for ours, theirs in read.columns.items()}
    faults = [Fault(line, read.columns[name], problem) for name, problem in _faults(values, seen, currency)]
    if faults:
        read.faults += faults
        return
    seen[values["sku"]] = line
    if len(values["title"]) > LONGEST_TITLE:
        read.shortened += 1
    read.rows.append(_row(line, values, currency))


def _faults(values: Mapping[str, str], seen: Mapping[str, int], currency: str) -> Iterator[tuple[str, str]]:
    for name in REQUIRED:
        if not values[name]:
            yield name, _("is empty")
    if values["sku"] in seen:
        sku = values["sku"]
        yield "sku", _("{text} stands in line {line} already").format(text=repr(sku), line=seen[sku])
    yield from _too_much(values)
    for name in ("price", "compare_at"):
        if values.get(name) and _price(values[name], currency) is None:
            words = _("{text} is no price in {currency}; write it as 84.90")
            yield name, words.format(text=repr(values[name][:20]), currency=currency)
    if values.get("stock") and not _is_count(values["stock"]):
        yield "stock", _("{text} is no number of units").format(text=repr(values["stock"][:20]))


def _too_much(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find what the database has no room for."""
    for name, longest in LONGEST.items():
        if len(values.get(name, "")) > longest:
            yield name, _("has more than {number} letters").format(number=longest)
    for name, value in values.items():
        if "\x00" in value:
            yield name, _("holds a zero byte")
    if values.get("category", "").count(">") >= MOST_LEVELS:
        yield "category", _("has more than {number} levels").format(number=MOST_LEVELS)


def _price(text: str, currency: str) -> int | None:
    try:
        minor = parse_money(text, currency).minor
    except ValueError:
        return None
    return minor if 0 <= minor < 10**12 else None


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _row(line: int, values: Mapping[str, str], currency: str) -> ProductRow:
    """Return a row without faults. What is too long for a title is kept in the description."""
    title, description = values["title"], values.get("description")
    if len(title) > LONGEST_TITLE:
        description = description or title
        title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    prices = {name: _price(values[name], currency) if values.get(name) else None for name in ("price", "compare_at")}
    tags = values.get("tags")
    return ProductRow(
        line=line,
        sku=values["sku"],
        title=title,
        brand=values.get("brand"),
        category=values.get("category"),
        summary=values.get("summary"),
        description=description,
        model=values.get("model"),
        tags=None if tags is None else tuple(filter(None, (tag.strip() for tag in tags.split(",")))),
        stock=int(values["stock"]) if values.get("stock") else None,
        **prices,
    )


def read_file(path: Path, *, currency: str) -> ReadFile:
    """Read a file of this machine; raise `BadFile` where there is none."""
    try:
        return read_products(path.read_bytes(), currency=currency)
    except OSError as error:
        raise BadFile(_("It cannot be opened: {error}.").format(error=error.strerror)) from None
