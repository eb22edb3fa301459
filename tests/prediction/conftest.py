"""Real order histories, read where they are present; and the cast everybody learns once."""

import gzip
import os
from pathlib import Path

import pytest

from techmart.prediction import PurchaseHistory

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture(scope="session")
def cdnow_sample() -> PurchaseHistory:
    """Return the tenth of CDNOW that the papers fit: master id, sample id, date, CDs, dollars."""
    rows = [line.split() for line in _lines("CDNOW_sample.txt.gz")]
    return PurchaseHistory.from_orders([int(row[1]) for row in rows], *_days_and_dollars(rows, 2))


@pytest.fixture(scope="session")
def cdnow() -> PurchaseHistory:
    """Return all of CDNOW: id, date, CDs, dollars."""
    rows = [line.split() for line in _lines("CDNOW_master.txt.gz")[1:] if line.strip()]
    return PurchaseHistory.from_orders([int(row[0]) for row in rows], *_days_and_dollars(rows, 1))


@pytest.fixture(scope="session")
def donors() -> list[list[float]]:
    """Return the 11,104 donors of Fader, Hardie and Shang (2010), 22 rows: frequency, recency, n, how many."""
    rows = [[float(number) for number in line.split(",")] for line in _lines("donations.csv")[1:]]
    return [list(column) for column in zip(*rows, strict=True)]


def _lines(name: str) -> list[str]:
    path = Path(os.environ.get("TECHMART_SHARED_DATA", SHARED)) / name
    if not path.exists():
        pytest.skip(f"{name} is not here; put it in TECHMART_SHARED_DATA to check against real orders")
    data = path.read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode().splitlines()


def _days_and_dollars(rows: list[list[str]], date: int) -> tuple[list[str], list[float]]:
    days = [f"{row[date][:4]}-{row[date][4:6]}-{row[date][6:]}" for row in rows]
    return days, [float(row[date + 2]) for row in rows]
