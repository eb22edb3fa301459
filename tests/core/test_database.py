"""Which database, and how SQLite is set."""

import sqlite3

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from techmart.core import sqlite
from techmart.core.database import database_from_url


def test_a_url_names_a_postgresql_database():
    entry = database_from_url("postgresql://ada:p%40ss@db.example:5433/shop?sslmode=require")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"]) == ("ada", "p@ss", "db.example", "5433")
    assert entry["OPTIONS"]["sslmode"] == "require"


def test_sqlite_urls_are_relative_with_three_slashes_and_absolute_with_four(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert database_from_url("sqlite:///shop.db")["NAME"] == str(tmp_path / "shop.db")
    assert database_from_url(f"sqlite:///{tmp_path}/shop.db")["NAME"] == str(tmp_path / "shop.db")


@pytest.mark.parametrize(
    "url", ["", "mysql://localhost/shop", "postgres://localhost", "postgres://localhost:x/shop", "sqlite://", "shop.db"]
)
def test_anything_else_is_refused_with_what_is_expected(url):
    with pytest.raises(ImproperlyConfigured, match="expected sqlite:///"):
        database_from_url(url)


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="there is no folder"):
        database_from_url(f"sqlite:///{tmp_path}/none/shop.db")


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_used_only_where_it_cannot_lose_rows(version, is_safe, monkeypatch):
    assert sqlite.is_wal_safe(version) is is_safe
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert sqlite.journal_mode() == ("WAL" if is_safe else "DELETE")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
def test_sqlite_keeps_what_it_acknowledged():
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "foreign_keys", "busy_timeout", "journal_mode")
        }
    assert pragmas == {
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
        "journal_mode": sqlite.journal_mode().lower(),
    }
    assert connection.transaction_mode == "IMMEDIATE"
