"""Judging search by what people type and what they would expect to see: recall among the first ten, and the first good
hit's rank."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST = 10


@dataclass(frozen=True)
class Thing:
    """What a judgement looks at of a product."""

    pk: int
    name: str
    category: str


@dataclass(frozen=True)
class Wish:
    """A search, and what somebody who types it would expect."""

    typed: str
    name: str
    category: str = ""
    without: str = ""

    def wants(self, thing: Thing) -> bool:
        """Say whether a product is what they meant: its name holds all of it."""
        parts = self.name.split(" & ")
        return (
            all(re.search(part, thing.name, re.IGNORECASE) for part in parts)
            and (not self.category or re.search(self.category, thing.category, re.IGNORECASE) is not None)
            and (not self.without or not re.search(self.without, thing.name, re.IGNORECASE))
        )


@dataclass(frozen=True)
class Verdict:
    """How good the answers were: means over all searches, from 0 to 1."""

    mrr: float
    recall: float
    worst: list[tuple[str, float, float]]


def wishes(path: Path) -> Iterator[Wish]:
    """Read searches with what is expected, a line each."""
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            yield Wish(*line.split("\t"))


def judge(asked: Iterable[Wish], things: list[Thing], search: Callable[[str], list[int]]) -> Verdict:
    """Search for everything; recall counts what could be among the first ten: all of them, or ten."""
    marks = []
    for wish in asked:
        wanted = {thing.pk for thing in things if wish.wants(thing)}
        assert wanted, f"nothing could answer {wish.typed!r}"
        shown = search(wish.typed)[:FIRST]
        hits = [place for place, pk in enumerate(shown, start=1) if pk in wanted]
        marks.append((wish.typed, 1 / hits[0] if hits else 0.0, len(hits) / min(FIRST, len(wanted))))
    return Verdict(
        mrr=sum(mark[1] for mark in marks) / len(marks),
        recall=sum(mark[2] for mark in marks) / len(marks),
        worst=sorted(marks, key=lambda mark: mark[1] + mark[2])[:25],
    )
