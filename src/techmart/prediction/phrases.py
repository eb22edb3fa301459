"""Sentences for people, apart from the values in them: whoever shows one can say it in another language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

A_DAY = 1.5  # days, which is a day when rounded
LONGEST_IN_DAYS = 100
DAYS_A_MONTH = 365.25 / 12


def in_english(one: str, many: str, number: object) -> str:
    """Return the sentence for so many; `many` is empty where it does not matter how many."""
    return many if many and number != 1 else one


def in_figures(value: object) -> str:
    """Write a value: whole numbers as such, others with two decimals, anything else as it writes itself.

    >>> in_figures(1200), in_figures(3.14159), in_figures("+37")
    ('1,200', '3.14', '+37')
    """
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


@dataclass(frozen=True)
class Phrase:
    """A sentence, or a part of one, with named places; its string is the finished English.

    Parameters
    ----------
    one : str
        In English, with places such as ``{number}``.
    values : mapping
        What stands in the places: numbers, words, or phrases.
    many : str, optional
        What is said instead where the value ``number`` is not 1.

    Examples
    --------
    >>> orders = Phrase("{number} order", {"number": 3}, "{number} orders")
    >>> str(Phrase("{orders}, the last {when}", {"orders": orders, "when": Phrase("today")}))
    '3 orders, the last today'
    """

    one: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str = ""

    def __str__(self) -> str:
        return self.say()

    def say(
        self,
        translate: Callable[[str, str, object], str] = in_english,
        write: Callable[[object], str] = in_figures,
    ) -> str:
        """Return it finished, every sentence looked up with `translate`, every value written with `write`."""
        written = {
            name: value.say(translate, write) if isinstance(value, Phrase) else write(value)
            for name, value in self.values.items()
        }
        return translate(self.one, self.many, self.values.get("number")).format(**written)


def ago(days: float) -> Phrase:
    """Say how long ago.

    >>> str(ago(0.2)), str(ago(39)), str(ago(400))
    ('today', '39 days ago', '13 months ago')
    """
    whole = round(days)
    if whole in (0, 1):
        return (Phrase("today"), Phrase("yesterday"))[whole]
    return _measured(whole, Phrase("{number} days ago"), Phrase("{number} months ago"), Phrase("{number} years ago"))


def every(days: float) -> Phrase:
    """Say how often.

    >>> str(every(1.2)), str(every(19))
    ('every day', 'every 19 days')
    """
    if days < A_DAY:
        return Phrase("every day")
    return _measured(
        days, Phrase("every {number} days"), Phrase("every {number} months"), Phrase("every {number} years")
    )


def length(days: float) -> Phrase:
    """Say how long.

    >>> str(length(1)), str(length(2000))
    ('a day', '5 years')
    """
    if days < A_DAY:
        return Phrase("a day")
    return _measured(days, Phrase("{number} days"), Phrase("{number} months"), Phrase("{number} years"))


def _measured(days: float, in_days: Phrase, in_months: Phrase, in_years: Phrase) -> Phrase:
    """Return the phrase whose unit suits, with the number in it: from two of it on, there is no singular."""
    if days < LONGEST_IN_DAYS:
        return replace(in_days, values={"number": round(days)})
    months = days / DAYS_A_MONTH
    if months < 24:
        return replace(in_months, values={"number": round(months)})
    return replace(in_years, values={"number": round(months / 12)})
