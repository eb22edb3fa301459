"""A shop of the benchmark's own: its data in a temporary folder, its commands as child processes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench.machine import ROOT

BYTES_PER_MB = 1024 if sys.platform == "linux" else 1024 * 1024  # how ru_maxrss counts


@dataclass(frozen=True, slots=True)
class Shop:
    """Where the shop's data are, as environment variables of its processes."""

    variables: dict[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ended well: wall time, highest memory, last line of its output."""

    seconds: float
    peak_mb: float
    output: str

    @property
    def data(self) -> dict[str, Any]:
        """The output as JSON."""
        return json.loads(self.output)


class CommandFailed(Exception):
    """A command of the shop ended with a fault."""


@contextmanager
def temporary_shop(database_url: str | None = None) -> Iterator[Shop]:
    """Yield an empty shop, on SQLite unless given a database; its folder is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="techmart-bench-") as folder:
        yield Shop(
            {
                **{name: value for name, value in os.environ.items() if not name.startswith("TECHMART_")},
                "TECHMART_DATA_DIR": folder,
                # All its shoppers come from one address.
                "TECHMART_ORDERS_PER_ADDRESS": "100000",
                "DATABASE_URL": database_url or f"sqlite:///{folder}/bench.sqlite3",
                "DJANGO_SETTINGS_MODULE": "bench.shop.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
                "OMP_NUM_THREADS": "1",
            }
        )


def run(shop: Shop, *arguments: str) -> Done:
    """Run `python -m …` on a shop and wait for it; raise `CommandFailed` with what it said."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen([sys.executable, "-m", *arguments], env=shop.variables, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise CommandFailed(f"{' '.join(arguments)}: {err.read().strip()[-2000:]}")
        return Done(seconds, usage.ru_maxrss / BYTES_PER_MB, out.read().strip())
