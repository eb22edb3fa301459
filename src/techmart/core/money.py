"""Money: whole minor units of one currency; never a float."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from functools import total_ordering

# ISO 4217 minor-unit exponents that are not 2.
EXPONENTS = {
    "BHD": 3, "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KMF": 0, "KRW": 0,
    "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "VND": 0,
    "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip
# Where the currency has not three decimals itself.
THOUSANDS = re.compile(r"\.\d{3}\s*$")
SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, pence, yen) of an ISO 4217 currency.

    >>> Money(8490, "EUR") + Money(10, "EUR")
    Money(8500, 'EUR')
    >>> str(Money(124900, "EUR")), str(Money(500, "JPY")), str(Money(1250, "JOD"))
    ('€1,249.00', '¥500', 'JOD 1.250')
    """

    minor: int
    currency: str

    def __repr__(self) -> str:
        return f"Money({self.minor}, {self.currency!r})"

    @property
    def exponent(self) -> int:
        """Digits after the decimal point."""
        return EXPONENTS.get(self.currency, 2)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-self.exponent)

    def __str__(self) -> str:
        return _write(self, self.exponent)

    def short(self) -> str:
        """Write it as a price tag does: no decimals where they are zero.

        >>> Money(18900, "EUR").short(), Money(8490, "EUR").short()
        ('€189', '€84.90')
        """
        return _write(self, 0 if self.minor % 10**self.exponent == 0 else self.exponent)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.minor * quantity, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not add up.")
        return other.minor


def _in_english(money: Money, decimals: int) -> str:
    sign = "-" if money.minor < 0 else ""
    symbol = SYMBOLS.get(money.currency, f"{money.currency} ")
    return f"{sign}{symbol}{abs(money.amount):,.{decimals}f}"


Writer = Callable[[Money, int], str]
# The analyst's commands know no language but ours; the shop knows those of its readers.
_write: Writer = _in_english


def write_with(writer: Writer) -> None:
    """Let all money be written by a function of the amount and the number of decimals."""
    global _write
    _write = writer


def parse_money(text: str, currency: str) -> Money:
    """Read an amount in major units exactly; raise `ValueError` where it has more digits than the currency.

    Also where these are zeros: 1.900 is nineteen hundred to half the world, and one ninety to the other.

    >>> parse_money("84.90", "EUR")
    Money(8490, 'EUR')
    """
    exponent = EXPONENTS.get(currency, 2)
    try:
        minor = Decimal(text.strip()).scaleb(exponent)
    except DecimalException:
        raise ValueError(f"{text!r} is no amount of money.") from None
    if not minor.is_finite() or minor != minor.to_integral_value() or abs(minor) > 10**15:
        raise ValueError(f"{text!r} is no amount in {currency}.")
    if exponent != 3 and THOUSANDS.search(text):
        raise ValueError(f"{text!r} may be two amounts in {currency}.")
    return Money(int(minor), currency)


def typed_money(text: str, currency: str) -> Money:
    """Read an amount as people of any language type it, with or without the currency's sign.

    A point or comma before exactly three digits stands for thousands, unless the currency has three decimals.

    >>> typed_money("84,90", "EUR"), typed_money("1.899 €", "EUR"), typed_money("1,234.50", "EUR")
    (Money(8490, 'EUR'), Money(189900, 'EUR'), Money(123450, 'EUR'))
    """
    plain = "".join(text.replace(SYMBOLS.get(currency, currency), "").split())
    last = max(".,", key=plain.rfind)
    whole, mark, decimals = plain.rpartition(last)
    if not mark or len(decimals) == 3 != EXPONENTS.get(currency, 2):
        whole, decimals = whole + decimals, ""
    whole = re.sub(r"[.,](?=\d{3})", "", whole)
    return parse_money(f"{whole}.{decimals}" if decimals else whole, currency)


def share(minor: int, rate: Decimal) -> int:
    """Take a share of an amount, rounded once, half up.

    >>> share(1050, Decimal("0.05"))
    53
    """
    return int((Decimal(minor) * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Spread an amount over weights by largest remainder: the parts add up to the total, to the cent.

    >>> spread(100, [1, 1, 1])
    [34, 33, 33]
    """
    whole = sum(weights)
    if not whole:
        return [total if index == 0 else 0 for index in range(len(weights))]
    floors = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: total - sum(floors)]:
        floors[index] += 1
    return floors
