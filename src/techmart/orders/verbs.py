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
        _("The buyer's bank asks the money back: answer at the provider."),
        _("At the provider."),
        _("Return"),
        _("The order was cancelled."),
        _("It had been paid already."),
        # After an amount.
        _("at the provider"),
        _("could not be sent back"),
        _("did not reach the buyer"),
        _("came instead of what was asked for"),
    }
)


def spoken(kept: str) -> str:
    """Return kept words, or an amount and such words, in the language that is being read; people's stay as they are."""
    amount, _space, words = kept.partition(" ")
    if any(map(str.isdigit, amount)) and words in WORDS:
        return f"{amount} {gettext(words)}"
    return gettext(kept) if kept in WORDS else kept


def booked(money: Money) -> str:
    """Write money to be kept: as the source does, whoever's request this is."""
    with source_language():
        return str(money)
