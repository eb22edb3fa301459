"""The command line as a stranger meets it: clear words, the right exit code, never a trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from techmart.cli import main

SRC = Path(__file__).resolve().parent.parent / "src"
DONE, FAILED, BAD_INPUT = 0, 1, 2


@pytest.fixture(scope="module")
def techmart(tmp_path_factory):
    """Run the command in a folder of its own, on an empty shop; return its exit code and what it said."""
    folder = tmp_path_factory.mktemp("cli")

    def run(*arguments: str, **variables: str) -> tuple[int, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("TECHMART_", "DATABASE_"))}
        environment = {**own, "PYTHONPATH": str(SRC), "TECHMART_DATA_DIR": str(folder / "var"), **variables}
        command = [sys.executable, "-m", "techmart", *arguments]
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
        return ended.returncode, ended.stdout + ended.stderr

    return run


@pytest.fixture
def main_of(monkeypatch, capsys, db):
    """Run the command in this process, where the settings are no part of the matter: a start costs a second."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["techmart", *arguments])
        code = DONE
        try:
            main()
        except SystemExit as end:
            code = int(end.code or DONE)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_it_says_what_there_is_to_type(techmart, main_of):
    code, said = techmart()
    assert code == DONE
    lines = [line.split(maxsplit=1) for line in said.splitlines() if line.startswith("  ")]
    assert {name: does[:11] for name, does in lines if name in {"import-orders", "serve"}} == {
        "import-orders": "Import past",
        "serve": "Serve the s",
    }
    assert main_of("help") == main_of("--help") == (code, said)


def test_help_of_a_command_has_an_example_and_lays_out_no_database(techmart, tmp_path):
    code, said = techmart("help", "import-orders", DATABASE_URL=f"sqlite:///{tmp_path}/shop.sqlite3")
    assert (code, said.startswith("usage: techmart import-orders")) == (DONE, True)
    assert "Example: techmart import-orders" in " ".join(said.split())
    assert list(tmp_path.iterdir()) == []


def test_a_bad_line_is_named(main_of, tmp_path):
    sales = tmp_path / "sales.csv"
    sales.write_text("customer,date,amount\nada,2026-01-01,12\nben,someday,3\n")
    code, said = main_of("import-orders", str(sales))
    assert (code, "sales.csv: line 3, column 'date': 'someday' is not a date" in said) == (BAD_INPUT, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["import-order"], BAD_INPUT, "No command is called 'import-order'. Is it import-orders?"),
        (["import-orders", "none.csv"], BAD_INPUT, "none.csv: it cannot be read: No such file or directory."),
        (["serve", "--port", "80000"], BAD_INPUT, "argument --port: expected a whole number from 1 to 65535"),
        (["demo", "--customers", "0"], BAD_INPUT, "argument --customers: expected a whole number of at least 3"),
        (["fit"], FAILED, "Not enough data yet: 0 of 30 customers who have bought"),
        (["score"], FAILED, "run `techmart fit` first"),
    ],
)
def test_a_mistake_is_named(main_of, arguments, code, words):
    ended, said = main_of(*arguments)
    assert (ended, words in said, "Traceback" in said) == (code, True, False), said


@pytest.mark.parametrize(
    ("variables", "code", "words"),
    [
        ({"DATABASE_URL": "mysql://localhost/shop"}, BAD_INPUT, "DATABASE_URL is 'mysql'…; expected sqlite:///"),
        ({"DATABASE_URL": "postgres://ada@127.0.0.1:1/shop"}, FAILED, "The database says: connection failed"),
        ({"DATABASE_URL": f"sqlite:///{__file__}"}, FAILED, "The database says: file is not a database"),
        ({"TECHMART_HOSTS": "shop.example"}, BAD_INPUT, "TECHMART_SECRET_KEY is not set"),
        ({"TECHMART_TIME_ZONE": "Mars/One"}, BAD_INPUT, "TECHMART_TIME_ZONE is 'Mars/One'; expected a time zone"),
    ],
)
def test_a_bad_setting_is_named(techmart, variables, code, words):
    ended, said = techmart("fit", **variables)
    assert (ended, words in said, "Traceback" in said) == (code, True, False), said
