"""How the readers of a page write amounts and numbers."""

from django.utils.formats import number_format
from django.utils.translation import pgettext

from techmart.core.money import SYMBOLS, Money


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
