"""Typed reading of environment variables: a bad value stops the start with the variable's name."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

_BOOLEANS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


def text(name: str, default: str) -> str:
    """Return the variable, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool) -> bool:
    """Return a yes/no variable; raise `ImproperlyConfigured` on anything else."""
    return _read(name, default, lambda value: _BOOLEANS[value.lower()], "one of 1, 0, true, false, yes, no, on, off")


def integer(name: str, default: int, *, minimum: int = 0) -> int:
    """Return a whole number of at least `minimum`; raise `ImproperlyConfigured` otherwise."""

    def parse(value: str) -> int:
        number = int(value)
        if number < minimum:
            raise ValueError(number)
        return number

    return _read(name, default, parse, f"a whole number of at least {minimum}")


def words(name: str, default: list[str]) -> list[str]:
    """Return a comma-separated list, blanks dropped."""
    return _read(name, default, lambda value: [word.strip() for word in value.split(",") if word.strip()], "a list")


def path(name: str, default: Path) -> Path:
    """Return a file-system path, `~` expanded."""
    return _read(name, default, lambda value: Path(value).expanduser().resolve(), "a path")


def _read(name: str, default: T, parse: Callable[[str], T], expected: str) -> T:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return parse(value)
    except (KeyError, ValueError):
        raise ImproperlyConfigured(f"{name} is {value!r}; expected {expected}.") from None
