"""Who reads what in which language, and how they write amounts and numbers there."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import pgettext

from techmart.core.money import SYMBOLS, Money


def current_language() -> str:
    """Return the language that is being read now; where nobody reads, as in a command, the shop's own.

    Rows that somebody will be written to about have it as their default: who acts later reads another one.
    """
    return translation.get_language() or settings.LANGUAGE_CODE


def source_language() -> AbstractContextManager[None]:
    """Write as the source does: notes that are kept, and files that machines read, whoever's request this is."""
    return translation.override(settings.SOURCE_LANGUAGE)


def shop_language() -> AbstractContextManager[None]:
    """Write as the shop speaks to whoever asks for no language: what staff see of its own pages."""
    return translation.override(settings.LANGUAGE_CODE)


def local_money(money: Money, decimals: int) -> str:
    """Write an amount as the language of this request does: €1,234.50 or 1.234,50 €."""
    amount = number_format(abs(money.amount), decimals, use_l10n=True, force_grouping=True)
    if symbol := SYMBOLS.get(money.currency):
        written = pgettext("money", "{symbol}{amount}").format(symbol=symbol, amount=amount)
    else:
        written = pgettext("money", "{currency} {amount}").format(currency=money.currency, amount=amount)
    return f"-{written}" if money.minor < 0 else written


def local_number(value: float, decimals: int = 0) -> str:
    """Write a number as the language of this request does: 4.4 or 4,4."""
    # Rounded first: what is formatted is cut.
    return number_format(f"{value:.{decimals}f}", decimals, use_l10n=True, force_grouping=True)
