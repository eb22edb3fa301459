"""How fast two years of a real shop's orders come in; left out where the file is not at hand."""

import os
from pathlib import Path

from bench import scoring
from bench.environment import run, temporary_shop
from bench.machine import ROOT
from bench.report import Figure

FILE = "online_retail_II.csv.gz"
SECONDS, PEAK_MB = 60, 500


def real_file() -> Path | None:
    """Return the file of real orders: in TECHMART_SHARED_DATA, or beside the project."""
    folder = Path(os.environ.get("TECHMART_SHARED_DATA") or ROOT.parent / "shared" / "data")
    return folder / FILE if (folder / FILE).is_file() else None


def measure(file: Path) -> list[Figure]:
    """Import the file into an empty shop of its own, and score its customers."""
    with temporary_shop() as shop:
        run(shop, "techmart", "migrate")
        done = run(shop, "techmart", "import-orders", str(file), "--json")
        scored = scoring.measure(shop, "imported scores")
    return [
        Figure("import", "the real file", done.seconds, "s", SECONDS),
        Figure("import", "highest memory", done.peak_mb, "MB", PEAK_MB),
        *scored,
    ]
