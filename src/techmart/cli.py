"""The `techmart` command: `techmart import-orders FILE` runs the management command `import_orders`."""

import os
import sys

FAILED = 1


def main() -> None:
    """Run one command; exit 0, 1 (failed) or 2 (bad input), never with a stack trace unless TECHMART_TRACE is set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techmart.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import ManagementUtility

    arguments = ["techmart", *sys.argv[1:]]
    if len(arguments) > 1:
        arguments[1] = arguments[1].replace("-", "_") if not arguments[1].startswith("-") else arguments[1]
    try:
        ManagementUtility(arguments).execute()
    except ImproperlyConfigured as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("Stopped.")
    except Exception as error:
        if os.environ.get("TECHMART_TRACE"):
            raise
        _fail(f"{type(error).__name__}: {error}. Set TECHMART_TRACE=1 to see where.")


def _fail(message: str) -> None:
    sys.stderr.write(f"techmart: {message}\n")
    sys.exit(FAILED)
