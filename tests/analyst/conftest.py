"""Small files written by hand, and the real ones where they are present."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Write lines to a file."""

    def write(*lines: str, name: str = "sales.csv") -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def real_file() -> Callable[[str], Path]:
    """Return the path of a real order file; skip where it is absent."""

    def find(name: str) -> Path:
        path = Path(os.environ.get("TECHMART_SHARED_DATA", SHARED)) / name
        if not path.exists():
            pytest.skip(f"{name} is not here; put it in TECHMART_SHARED_DATA to check against real orders")
        return path

    return find
