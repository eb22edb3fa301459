"""From DATABASE_URL to Django's DATABASES entry, and the rule that nobody outside is waited for in a transaction."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from techmart.core import sqlite

EXPECTED = "expected sqlite:///path/to/file or postgres://user:password@host:port/name"


def database_from_url(url: str) -> dict[str, Any]:
    """Return the DATABASES entry for a URL; raise `ImproperlyConfigured` naming what is expected.

    >>> database_from_url("postgres://ada:secret@127.0.0.1:5433/shop")["NAME"]
    'shop'
    """
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}; {EXPECTED}.") from None
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": port,
            # No JIT: compiling a listing's counts takes PostgreSQL ten times as long as counting.
            "OPTIONS": {**dict(parse_qsl(parts.query)), "options": "-c lock_timeout=3s -c jit=off"},
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"DATABASE_URL is {parts.scheme or url!r}…; {EXPECTED}.")


def _sqlite(path: str) -> dict[str, Any]:
    # sqlite:///relative and sqlite:////absolute, as everybody writes them.
    file = Path(path.removeprefix("/"))
    if not file.name:
        raise ImproperlyConfigured(f"DATABASE_URL names no file; {EXPECTED}.")
    if not file.resolve().parent.is_dir():
        raise ImproperlyConfigured(f"DATABASE_URL: there is no folder {file.resolve().parent}.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file.resolve()),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE: a transaction that will write waits for its turn at the start instead of failing in the middle.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: an order that was acknowledged survives a power cut.
            "init_command": (
                f"PRAGMA journal_mode={sqlite.journal_mode()}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                # 8 MB for each thread; more, or memory-mapped files, fill the web process and make no page faster.
                "PRAGMA cache_size=-8000;"
            ),
        },
        # A file even in tests: threads and processes must see one database, with its real locks.
        "TEST": {"NAME": str(file.resolve().with_suffix(".test.sqlite3"))},
    }


def refuse_in_transaction() -> None:
    """Raise `RuntimeError` inside a transaction: whoever calls a provider there makes every buyer wait for it.

    A test's own transaction does not count, just as for `atomic(durable=True)`.
    """
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise RuntimeError("A provider is called while a transaction is open.")
