"""The house keeps its shape: relations point downwards, files and functions stay small, the web stays light."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts]


TESTS = ROOT / "tests"
# Tests of what several files do together, or of all of them; every other test stands where its code stands.
STORIES = {
    "backoffice/charts/test_charts.py",
    "backoffice/insights/test_small_shops.py",
    "backoffice/test_admin.py",
    "backoffice/test_languages.py",
    "backoffice/test_pages.py",
    "catalogue/relevance/test_relevance.py",
    "mail/test_words.py",
    "orders/actions/test_discounts.py",
    "orders/test_races.py",
    "prediction/test_package.py",
    "prediction/test_published_digits.py",
    "scoring/management/commands/test_fit_and_score.py",
    "scoring/test_races.py",
    "sql/test_spark.py",
    "storefront/test_languages.py",
    "storefront/test_query_counts.py",
    "storefront/test_strangers.py",
    "storefront/test_who_has_an_account.py",
    "storefront/views/test_collections.py",
}


def room_levels() -> dict[str, int]:
    """Read the level of every room from the import contract: 0 is the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {room.strip().split(".")[1]: level for level, line in enumerate(layers) for room in line.split("|")}


def test_every_room_has_its_level():
    rooms = {path.name for path in (ROOT / "src/techmart").iterdir() if (path / "__init__.py").exists()}
    assert rooms == set(room_levels())


def test_tests_stand_where_their_code_stands():
    """`orders/actions/test_place.py` is about `orders/actions/place.py`: whoever moves one moves the other."""
    tests = [path.relative_to(TESTS) for room in room_levels() for path in (TESTS / room).rglob("test_*.py")]
    assert {str(test) for test in tests if not has_code(test)} == STORIES


def has_code(test: Path) -> bool:
    code = ROOT / "src/techmart" / test.parent / test.stem.removeprefix("test_")
    return code.with_suffix(".py").exists() or code.is_dir()


def test_relations_point_to_the_own_room_or_to_one_below():
    levels = room_levels()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in levels
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model._meta.app_label in levels
        if not points_down(levels, model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert wrong == []


def points_down(levels: dict[str, int], room: str, other: str) -> bool:
    return room == other or levels[room] < levels[other]


def test_files_stay_small():
    lengths = sorted((len(path.read_text().splitlines()), str(path.relative_to(ROOT))) for path in SOURCES)
    assert [pair for pair in lengths if pair[0] > 400] == []
    assert lengths[int(len(lengths) * 0.9)][0] <= 250


def test_functions_stay_short():
    lengths = sorted(
        (node.end_lineno - node.lineno + 1 - docstring_lines(node), f"{path.name}:{node.name}")
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    )
    long = [pair for pair in lengths if pair[0] > 50]
    assert lengths[int(len(lengths) * 0.9)][0] <= 25
    assert len(long) <= 0.02 * len(lengths), long


def docstring_lines(node: ast.FunctionDef) -> int:
    """Documentation is not what makes a function long."""
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return first.end_lineno - first.lineno + 1 if is_docstring else 0


def test_actions_name_their_arguments():
    """A call says what is done to what; `now` and the row cannot change places."""
    actions = [
        (path.name, node)
        for path in SOURCES
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and is_transaction(node)
    ]
    assert [f"{file}:{node.name}" for file, node in actions if node.args.args or node.args.posonlyargs] == []


def is_transaction(node: ast.FunctionDef) -> bool:
    return any("transaction.atomic" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_the_web_process_imports_no_learning_library_no_optimiser_and_no_analytics_engine():
    script = (
        "import sys, techmart.wsgi; from django.urls import get_resolver; get_resolver().url_patterns; "
        "from techmart.backoffice import urls; "
        "heavy = ('sklearn', 'lightgbm', 'pandas', 'scipy.optimize', 'duckdb', 'sqlglot'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "[]"


def test_the_learning_library_is_imported_where_a_fit_runs_and_nowhere_else():
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        inside = {id(node) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for node in ast.walk(f)}
        imports = [node for node in ast.walk(tree) if imports_sklearn(node)]
        assert not imports or path.name == "learners.py", path
        assert all(id(node) in inside for node in imports), path


def imports_sklearn(node: ast.AST) -> bool:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return any(name.split(".")[0] == "sklearn" for name in names)


def test_nothing_of_the_registries_is_in_the_lock_files():
    for lock in ROOT.glob("*.lock"):
        assert "://" not in lock.read_text(), lock.name
