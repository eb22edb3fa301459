"""What commands take: kinds of arguments that refuse what makes no sense."""

from argparse import ArgumentTypeError
from collections.abc import Callable

LAST_PORT = 65_535


def whole_number(minimum: int, maximum: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers within bounds.

    >>> whole_number(1)("12")
    12
    """
    bounds = f"of at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"

    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.lstrip("-").isdigit() else None
        if number is None or number < minimum or (maximum is not None and number > maximum):
            raise ArgumentTypeError(f"expected a whole number {bounds}, not {text!r}")
        return number

    return read


port_number = whole_number(1, LAST_PORT)
