"""Typed reading of environment variables: a bad value stops the start with the variable's name."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

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
    """Return a comma-separated list, blanks dropped; raise `ImproperlyConfigured` where nothing is left."""

    def parse(value: str) -> list[str]:
        found = [word.strip() for word in value.split(",") if word.strip()]
        if not found:
            raise ValueError(value)
        return found

    return _read(name, default, parse, "words with commas between them")


def one_of(name: str, choices: list[str], default: str) -> str:
    """Return one of several words; raise `ImproperlyConfigured` on any other."""
    return _read(name, default, lambda value: choices[choices.index(value)], f"one of {', '.join(choices)}")


def folder(name: str, default: Path) -> Path:
    """Return a folder, made where it is missing; raise `ImproperlyConfigured` where nothing can be written there."""
    path = _read(name, default, lambda value: Path(value).expanduser().resolve(), "a path")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is '{path}', which cannot be made: {error.strerror}.") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name} is '{path}', where nothing can be written.")
    return path


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone that exists."""
    return _read(name, default, lambda value: ZoneInfo(value).key, "a time zone such as Europe/Berlin")


def address(name: str, default: str) -> str:
    """Return how the addresses of a site begin, without a slash at the end."""

    def parse(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(value)
        return value.rstrip("/")

    return _read(name, default, parse, "an address such as https://shop.example")


def _read(name: str, default: T, parse: Callable[[str], T], expected: str) -> T:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return parse(value)
    except (KeyError, ValueError):
        raise ImproperlyConfigured(f"{name} is {value!r}; expected {expected}.") from None
