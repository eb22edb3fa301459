"""The embedded engine keeps to itself: no network, no progress bar among the figures, nothing left on the disk."""

import os
from pathlib import Path

import duckdb
import pytest

from techmart.sql.embedded import engine


def test_nothing_is_fetched_and_nothing_is_printed():
    names = ("autoinstall_known_extensions", "autoload_known_extensions", "enable_progress_bar")
    with engine(threads=1) as database:
        settings = database.execute("SELECT name, value FROM duckdb_settings()").fetchall()
    assert {name: value for name, value in settings if name in names} == dict.fromkeys(names, "false")


def test_what_does_not_fit_is_put_aside_and_taken_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with engine(memory="30MB", threads=1) as database:
        database.execute("CREATE TABLE numbers AS SELECT HASH(i) AS a, HASH(i, 1) AS b FROM RANGE(2000000) r(i)")
        assert any(files for _, _, files in os.walk(tmp_path))
        assert database.execute("SELECT COUNT(*) FROM numbers WHERE a >= 0").fetchall() == [(2_000_000,)]
    assert list(tmp_path.iterdir()) == []


def test_an_engine_is_empty_and_closes():
    with engine(threads=1) as database:
        assert database.execute("SHOW TABLES").fetchall() == []
    with pytest.raises(duckdb.ConnectionException):
        database.execute("SELECT 1")
