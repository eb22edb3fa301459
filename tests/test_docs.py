"""What the documentation names is there, and what there is to set or to run is documented."""

import doctest
import pkgutil
import re
from argparse import Action
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import resolve

from techmart.cli import OVER_A_FILE

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "techmart"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
ROOMS = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
COMMANDS = {name for name, room in get_commands().items() if str(room).startswith("techmart.")}
# Those over a file are none of Django's; `help`, `migrate` and `createsuperuser` are its own.
OTHER_COMMANDS = {*OVER_A_FILE, "help", "migrate", "createsuperuser"}

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def named(pattern: str, *pages: Path) -> set[str]:
    """Return what stands in the pages in this form."""
    return {match for page in pages for match in re.findall(pattern, page.read_text(), re.MULTILINE)}


def options_of(command: str) -> set[str]:
    """Return the options that a command takes."""
    parser = load_command_class(get_commands()[command], command).create_parser("techmart", command)
    actions: list[Action] = parser._actions
    return {option for action in actions for option in action.option_strings}


def test_every_setting_is_in_the_readme_and_nothing_else_is():
    read = {
        name for path in SOURCE.rglob("*.py") for name in re.findall(r'"(TECHMART_\w+|DATABASE_URL)"', path.read_text())
    }
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == read


def test_every_example_of_the_library_comes_out_as_it_says():
    said = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False)
    assert (said.failed, said.attempted > 30) == (0, True)


def test_every_command_is_documented():
    spoken = {name.replace("-", "_") for name in named(r"techmart ([a-z][a-z-]+)", *PAGES)}
    assert {*COMMANDS, *OVER_A_FILE} - spoken == set()


@pytest.mark.parametrize("room", ["analyst", "prediction", "sql"])
def test_the_map_of_a_room_names_its_modules_and_no_other(room: str):
    text = (SOURCE / room / "__init__.py").read_text().split('"""')[1]
    modules = {path.stem for path in (SOURCE / room).glob("*.py")} - {"__init__"}
    assert modules - set(re.findall(r"\w+", text)) == set()
    lines = re.findall(r"^ *((?:\w+, )*\w+)  ", text, re.MULTILINE)
    assert {name for line in lines for name in line.split(", ")} - modules == set()


@every_page
def test_every_command_that_a_page_names_exists(page: Path):
    spoken = {name.replace("-", "_") for name in named(r"(?:`|bin/|^ {4})techmart ([a-z][a-z-]+)", page)}
    assert spoken - COMMANDS - OTHER_COMMANDS == set()


@every_page
def test_every_target_of_make_that_a_page_names_exists(page: Path):
    targets = named(r"^([a-z]+):", ROOT / "Makefile")
    assert named(r"(?:`|^ {4})make ([a-z]+)", page) - targets == set()


@every_page
def test_every_name_in_the_code_that_a_page_gives_exists(page: Path):
    spoken = [
        name for name in named(r"`(?:techmart\.)?(\w+(?:\.\w+)+)(?:\(.*?\))?`", page) if name.split(".")[0] in ROOMS
    ]
    for name in spoken:
        if not name.endswith(".py"):
            pkgutil.resolve_name(f"techmart.{name}")


@every_page
def test_every_file_that_a_page_names_exists(page: Path):
    paths = named(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|md|toml|in))`", page) | named(r"\]\(([^:)]+)\)", page)
    places = (ROOT, SOURCE, page.parent)
    missing = [path for path in paths if not any((place / path).exists() for place in places)]
    assert [path for path in missing if not any(SOURCE.rglob(path))] == []


def test_every_address_that_the_page_of_features_names_is_one():
    addresses = named(r"`(/[\w./-]*)`", ROOT / "docs" / "features.md")
    assert {"/cart/", "/backoffice/insights/"} < addresses
    for address in addresses:
        resolve(address)


def test_the_page_about_imports_names_every_option_of_its_own():
    page = ROOT / "docs" / "importing.md"
    assert named(r"(--[a-z][a-z-]+)", page) == options_of("import_orders") - options_of("worker")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_gives_an_example(command: str):
    help_text = load_command_class(get_commands()[command], command).help
    assert f"Example: techmart {command.replace('_', '-')}" in help_text
