"""What an order's timeline says: kept in the source's words, said in the reader's where they are the shop's own."""

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from techmart.core.languages import source_language
from techmart.core.money import Money

WORDS: Final = frozenset(
    {
        _("placed"),
        _("imported"),
        _("payment received"),
        _("shipped"),
        _("cancellation asked for"),
        _("cancelled"),
        _("refunded"),
        _("return asked for"),
        _("return approved"),
        _("return refused"),
        _("return received"),
        _("needs a look"),
        _("looked after"),
        _("disputed"),
        _("note"),
        _("back on the shelf"),
        _("not restocked"),
        _("Not paid in time."),
        _("At the provider."),
        _("The order was cancelled."),
        _("It had been paid already."),
    }
)


def spoken(kept: str) -> str:
    """Return kept words in the language that is being read; what people wrote stays as it is."""
    return gettext(kept) if kept in WORDS else kept


def booked(money: Money) -> str:
    """Write money to be kept: as the source does, whoever's request this is."""
    with source_language():
        return str(money)
