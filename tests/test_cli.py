"""The command as people type it: what it exits with, and what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def techmart(tmp_path: Path):
    """Run a command in a folder of its own, with a database of its own."""
    source = str(Path(__file__).resolve().parent.parent / "src")

    def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        database = f"sqlite:///{tmp_path / 'shop.sqlite3'}"
        mine = {"PYTHONPATH": source, "DATABASE_URL": database, "TECHMART_DATA_DIR": str(tmp_path), **variables}
        command = [sys.executable, "-m", "techmart", *words]
        return subprocess.run(
            command, env={**os.environ, **mine}, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


def test_a_new_database_is_laid_out_by_itself(techmart):
    done = techmart("score")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Not enough data yet" in done.stderr


def test_help_lays_out_nothing(techmart, tmp_path: Path):
    done = techmart("import-orders", "--help")
    assert done.returncode == 0
    assert "Example: techmart import-orders" in " ".join(done.stdout.split())
    assert not (tmp_path / "shop.sqlite3").exists()


def test_bad_input_exits_with_2_and_says_where(techmart, tmp_path: Path):
    (tmp_path / "sales.csv").write_text("customer,date,amount\nada,2026-01-01,12\nben,someday,3\n")
    done = techmart("import-orders", "sales.csv")
    assert done.returncode == 2
    assert "sales.csv: line 3, column 'date': 'someday' is not a date" in done.stderr


def test_a_bad_setting_stops_the_start_with_its_name_and_no_stack_trace(techmart):
    done = techmart("score", TECHMART_HTTPS="perhaps")
    assert done.returncode == 1
    assert "TECHMART_HTTPS is 'perhaps'; expected one of 1, 0" in done.stderr
    assert "Traceback" not in done.stderr
