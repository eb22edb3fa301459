"""Our fits beside those of other libraries: the same customers, the same run, their environment thrown away after."""

import json
import os
import subprocess
import tempfile
import venv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.cpu import cpu_seconds
from bench.elsewhere import LIBRARIES
from bench.environment import CommandFailed
from bench.report import Figure
from techmart.prediction import BetaGeo, ParetoNBD

SUBJECT = "models"
OURS: dict[str, type[BetaGeo | ParetoNBD]] = {"bg-nbd": BetaGeo, "pareto-nbd": ParetoNBD}
TIMES_AS_FAST = {("lifetimes", "bg-nbd"): 20, ("lifetimes", "pareto-nbd"): 50, ("pymc-marketing", "bg-nbd"): 500}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def measure(library: str, columns: dict[str, Any]) -> Iterator[Figure]:
    """Yield, for each model of `library`, our share of its CPU time and by how much its optimum is below ours."""
    theirs = fitted_by(library, columns)
    for name, found in theirs.items():
        ours = OURS[name]().fit(**columns)
        seconds = cpu_seconds(partial(OURS[name]().fit, **columns))
        at_most = 1 / TIMES_AS_FAST[library, name]
        yield Figure(SUBJECT, f"{name} fit, share of {library}'s time", seconds / found["seconds"], "", at_most)
        learned = {f"{parameter}_": value for parameter, value in found["parameters"].items()}
        optimum = OURS[name].from_dict({"model": name, "settings": {}, "learned": learned})
        above = ours.log_likelihood_ - optimum.log_likelihood(**columns)
        yield Figure(SUBJECT, f"{name} log-likelihood, above {library}'s", above, "")


def fitted_by(library: str, columns: dict[str, Any]) -> dict[str, Any]:
    """Install `library` into a folder of its own, fit there, and return what it says of each of its models."""
    with tempfile.TemporaryDirectory(prefix="techmart-beside-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if os.name == "nt" else "bin") / "python"
        _run(folder, python, "-m", "pip", "install", "--quiet", library)
        customers = Path(folder) / "customers.npz"
        np.savez(customers, **columns)
        said = _run(folder, python, Path(__file__).with_name("elsewhere.py"), library, customers)
    return dict(json.loads(said.splitlines()[-1]))


def _run(folder: str, *command: str | Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | ONE_THREAD
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, env=environment)
    if done.returncode:
        raise CommandFailed(f"{' '.join(map(str, command))}: {done.stderr.strip()[-2000:]}")
    return done.stdout


NAMES = tuple(LIBRARIES)
