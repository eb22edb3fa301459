"""The `techmart` command: `techmart import-orders FILE` runs the management command `import_orders`.

The analyst's commands work over a file: for them Django is not even loaded, and nothing is written beside the file.
"""

import os
import sys
from difflib import get_close_matches
from importlib.metadata import version

FAILED, BAD_INPUT = 1, 2
OVERVIEW = """\
TechMart, a shop that knows who will come back.

{commands}

Over a file of sales, without a shop: {over_a_file}.
Django's own commands are here too: migrate, createsuperuser, changepassword, shell, ...
More of each: techmart COMMAND --help
"""
OVER_A_FILE = ("predict", "estimate", "backtest", "models")


def main() -> None:
    """Run one command; exit 0, 1 (failed) or 2 (bad input), with a stack trace only where TECHMART_TRACE is set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techmart.settings")
    name, *arguments = sys.argv[1:] or ["help"]
    try:
        if name in OVER_A_FILE:
            sys.exit(_analyse())
        _run(name, arguments)
    except KeyboardInterrupt:
        _fail("Stopped.")
    except Exception as error:
        if os.environ.get("TECHMART_TRACE"):
            raise
        _fail(*_explained(error))


def _analyse() -> int:
    from techmart.analyst.commands import main as analyse

    return analyse(sys.argv[1:])


def _run(name: str, arguments: list[str]) -> None:
    # Django is set up only now: a bad setting is a message like any other.
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    if name == "--version":
        sys.stdout.write(f"techmart {version('techmart')}\n")
        return
    if name in {"help", "-h", "--help"}:
        if not arguments:
            sys.stdout.write(_overview())
            return
        name, arguments = arguments[0], ["--help"]
    module = name.replace("-", "_")
    owner = get_commands().get(module)
    if owner is None:
        near = get_close_matches(name, _own_commands(), n=1)
        _fail(f"No command is called {name!r}. {f'Is it {near[0]}?' if near else 'See: techmart help'}", BAD_INPUT)
        return
    if owner.startswith("techmart.") and not {"-h", "--help"} & set(arguments):
        _prepare_database()
    load_command_class(owner, module).run_from_argv(["techmart", name, *arguments])


def _own_commands() -> dict[str, str]:
    """Return the shop's own commands as they are typed, each with the first sentence of its help."""
    from django.core.management import get_commands, load_command_class

    own = {name: owner for name, owner in sorted(get_commands().items()) if owner.startswith("techmart.")}
    helps = {name: load_command_class(owner, name).help for name, owner in own.items()}
    return {name.replace("_", "-"): text.partition(". ")[0] for name, text in helps.items()}


def _overview() -> str:
    own = _own_commands()
    width = max(map(len, own)) + 3
    commands = "\n".join(f"  {name:{width}}{does}." for name, does in own.items())
    return OVERVIEW.format(commands=commands, over_a_file=", ".join(OVER_A_FILE))


def _prepare_database() -> None:
    """Lay out a new database by itself; ask for `techmart migrate` where one with data is behind."""
    from django.core.management import CommandError, call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations:
        raise CommandError("The database is from an earlier version. Back it up, then run: techmart migrate")
    call_command("migrate", verbosity=0)


def _explained(error: Exception) -> tuple[str, int]:
    """Return what to say of an error, and how to end: only what nobody foresaw needs its type and a trace."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, OperationalError

    if isinstance(error, ImproperlyConfigured):
        return str(error), BAD_INPUT
    if type(error) in {OperationalError, DatabaseError}:
        return f"The database says: {error}", FAILED
    return f"{type(error).__name__}: {error} (set TECHMART_TRACE=1 to see where)", FAILED


def _fail(message: str, code: int = FAILED) -> None:
    sys.stderr.write(f"techmart: {message}\n")
    sys.exit(code)
