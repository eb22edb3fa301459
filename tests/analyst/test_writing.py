"""Files come whole or not at all, and no spreadsheet takes a cell of theirs for a formula."""

from datetime import date

import duckdb
import pytest

from techmart.analyst.writing import require_folder, write_csv, write_table
from techmart.orders.importing.errors import BadInput


def test_cells_are_safe_and_none_is_empty(tmp_path):
    path = tmp_path / "scores.csv"
    write_csv(path, ["customer", "next"], [["=cmd()", date(2026, 1, 5)], ["Änne, A.", None]])
    assert path.read_bytes().decode() == 'customer,next\r\n\'=cmd(),2026-01-05\r\n"Änne, A.",\r\n'


def test_after_a_failure_the_old_file_is_still_there(tmp_path):
    path = tmp_path / "scores.csv"
    path.write_text("old")

    def rows():
        yield ["new"]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_csv(path, ["customer"], rows())
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("scores.csv", "old")]


def test_parquet_keeps_texts_numbers_and_days(tmp_path, monkeypatch):
    monkeypatch.setattr("techmart.analyst.parquet.ROWS_AT_ONCE", 2)
    rows = [["=cmd()", 3, 0.5, None], ["ada", 1, 1.0, date(2026, 1, 5)], ["ben", 2, 0.0, None]]
    write_table(tmp_path / "scores.parquet", ["customer", "purchases", "p 90", "next"], rows)
    found = duckdb.connect().read_parquet(str(tmp_path / "scores.parquet"))
    assert (found.columns, [list(row) for row in found.fetchall()]) == (["customer", "purchases", "p 90", "next"], rows)
    assert [str(kind) for kind in found.types] == ["VARCHAR", "BIGINT", "DOUBLE", "DATE"]


def test_any_other_name_is_a_csv(tmp_path):
    write_table(tmp_path / "scores.txt", ["customer"], [["ada"]])
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("scores.txt", b"customer\r\nada\r\n")]


def test_a_place_that_takes_no_file_is_told_before_the_work(tmp_path):
    require_folder(tmp_path / "scores.csv")
    with pytest.raises(BadInput, match=r"scores.csv cannot be written: there is no such folder$"):
        require_folder(tmp_path / "nowhere" / "scores.csv")
    with pytest.raises(BadInput, match=r"cannot be written: it is a folder$"):
        require_folder(tmp_path)
