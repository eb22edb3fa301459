"""Numbers in what browsers send."""

MOST_DIGITS = 18


def number_in(text: str) -> int | None:
    """Return the number that a text is; None where it is none, or is too long for a database.

    Only ASCII digits: Python takes those of every script for a number, and fails at more than 4300 of them.

    >>> number_in("47"), number_in("-1"), number_in("\u0663"), number_in("9" * 5000)
    (47, None, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
