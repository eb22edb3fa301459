"""On what it was measured: nothing that says whose machine it is."""

import os
import platform
import subprocess
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def facts(database: str) -> dict[str, Any]:
    """Return cores, versions, date, commit and how busy the machine was."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "commit": _commit(),
        "cores": os.cpu_count(),
        "cpu": _cpu_model(),
        "system": platform.system(),
        "load_before": round(os.getloadavg()[0], 1),
        "reference_ms": round(_reference_ms(), 1),
        "python": platform.python_version(),
        "django": version("django"),
        "granian": version("granian"),
        "database": database,
    }


def _reference_ms() -> float:
    """Return the CPU time of work that never changes: how fast this machine is today."""
    start = time.process_time()
    "".join(str(number * number) for number in range(200_000))
    return 1000 * (time.process_time() - start)


def _cpu_model() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if not cpuinfo.exists():
        return platform.processor() or platform.machine()
    lines = (line for line in cpuinfo.read_text().splitlines() if line.startswith("model name"))
    return next(lines, platform.machine()).rpartition(":")[2].strip()


def _commit() -> str:
    """Return the commit, marked where the files differ from it; empty outside a repository."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
