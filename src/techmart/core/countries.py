"""Country codes in words, in the language of whoever reads them."""

import unicodedata

from babel import Locale

from techmart.core.languages import current_language


def country_name(code: str) -> str:
    """Return a country's name, its code where it is none.

    >>> country_name("NL"), country_name("??")
    ('Netherlands', '??')
    """
    return str(Locale.parse(current_language(), sep="-").territories.get(code, code))


def country_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Return codes with names, the first as it is (the shop's own), the others by name.

    >>> country_choices(["DE", "NL", "AT"])
    [('DE', 'Germany'), ('AT', 'Austria'), ('NL', 'Netherlands')]
    """
    named = [(code, country_name(code)) for code in codes]
    return named[:1] + sorted(named[1:], key=lambda choice: _by_letters(choice[1]))


def _by_letters(name: str) -> str:
    """Return a name without its accents, so that Österreich stands among the Os."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
