"""A chart with the sentence it shows and the table it was drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart; the first column names the row."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What `backoffice/figure.html` shows: a sentence, its picture, and its table one click away."""

    title: str
    picture: SafeString
    table: Table
    note: str = ""
