"""The `techmart` command: `techmart import-orders FILE` runs the management command `import_orders`.

The analyst's commands work over a file: for them Django is not even loaded, and nothing is written beside the file.
"""

import os
import sys

FAILED = 1
OVER_A_FILE = ("predict", "estimate", "backtest")


def main() -> None:
    """Run one command; exit 0, 1 (failed) or 2 (bad input), with a stack trace only where TECHMART_TRACE is set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techmart.settings")
    command = sys.argv[1].replace("-", "_") if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
    arguments = ["techmart", *([command, *sys.argv[2:]] if command else sys.argv[1:])]
    try:
        if command in OVER_A_FILE:
            sys.exit(_analyse())
        if command in {"", "help"}:
            sys.stdout.write(f"Over a file of sales, without a shop: {', '.join(OVER_A_FILE)}.\n\n")
        _run(command, arguments)
    except KeyboardInterrupt:
        _fail("Stopped.")
    except Exception as error:
        if os.environ.get("TECHMART_TRACE"):
            raise
        _fail(f"{type(error).__name__}: {error} (set TECHMART_TRACE=1 to see where)")


def _analyse() -> int:
    from techmart.analyst.commands import main as analyse

    return analyse(sys.argv[1:])


def _run(command: str, arguments: list[str]) -> None:
    # Django is set up only now: a bad setting is a message like any other.
    import django
    from django.core.management import ManagementUtility, get_commands

    django.setup()
    owner = get_commands().get(command)
    if isinstance(owner, str) and owner.startswith("techmart.") and not {"-h", "--help"} & set(arguments):
        _prepare_database()
    ManagementUtility(arguments).execute()


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


def _fail(message: str) -> None:
    sys.stderr.write(f"techmart: {message}\n")
    sys.exit(FAILED)
