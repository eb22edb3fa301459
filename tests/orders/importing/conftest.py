"""Small files of sales, written by hand."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

HEADER = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"
WriteFile = Callable[..., Path]


@pytest.fixture
def online_retail(tmp_path: Path) -> WriteFile:
    """Write a file of Online Retail II with the given lines."""

    def write(*lines: str, header: str = HEADER) -> Path:
        return _write(tmp_path / "online_retail_II.csv", [header, *lines])

    return write


@pytest.fixture
def csv_file(tmp_path: Path) -> WriteFile:
    """Write any lines, or bytes as they are."""

    def write(*lines: str, content: bytes | None = None, name: str = "sales.csv") -> Path:
        path = tmp_path / name
        if content is None:
            return _write(path, lines)
        path.write_bytes(content)
        return path

    return write


def _write(path: Path, lines: Iterable[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
