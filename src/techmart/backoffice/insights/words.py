"""What the rooms that compute say in phrases, marked here for the catalogues and said in the reader's language."""

from typing import Final

from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_noop as _

from techmart.core.languages import local_number
from techmart.prediction.phrases import Phrase

WORDS: Final = frozenset(
    {
        _("today"),
        _("yesterday"),
        _("{number} days ago"),
        _("{number} months ago"),
        _("{number} years ago"),
        _("every day"),
        _("every {number} days"),
        _("every {number} months"),
        _("every {number} years"),
        _("a day"),
        _("{number} days"),
        _("{number} months"),
        _("{number} years"),
        _("{fact}."),
        _("Last purchase {when}; typical is {usual}"),
        _("Spends {mean} a purchase; typical is {usual}"),
        _("{purchases}, about {rhythm}"),
        _("{habit}; typical is one"),
        _("{habit}; typical is {number}, {rhythm}"),
        _("Too few purchases for a tempo"),
        _("From {shortest} to {longest} between purchases"),
        _("Faster of late: {last} between the last two purchases, {before} before"),
        _("Slower of late: {last} between the last two purchases, {before} before"),
        _("{returns} in {purchases}; compared with none"),
        _("{products}; compared with the usual"),
        _("{products}, {share} % of the lines bought before"),
        _("{visits}; compared with no visit for {days} days"),
        _("{visits}, something put into the cart"),
        _("Last visit {when}"),
        _("Never seen"),
        _("{count} of {least} customers who have bought"),
        _("{count} of {least} who came back on another day"),
        _("{count} of {least} days since the first order"),
    }
)
COUNTED: Final = (
    ngettext_lazy("{fact}: {points} point.", "{fact}: {points} points."),
    ngettext_lazy("{number} purchase", "{number} purchases"),
    ngettext_lazy("{number} return", "{number} returns"),
    ngettext_lazy("{number} product", "{number} products"),
    ngettext_lazy(
        "Visited on {number} day of the last {days} days", "Visited on {number} days of the last {days} days"
    ),
)


def said(phrase: Phrase) -> str:
    """Say a phrase in the language that is being read."""
    return phrase.say(_translated, _written)


def _translated(one: str, many: str, number: object) -> str:
    return ngettext(one, many, number) if many and isinstance(number, int) else gettext(one)


def _written(value: object) -> str:
    if isinstance(value, float):
        return local_number(value, 2)
    return local_number(value) if isinstance(value, int) else str(value)
