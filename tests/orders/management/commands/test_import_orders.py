import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from techmart.orders.models import Order

pytestmark = pytest.mark.django_db
HEADER = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"
SOLD = "489434,85048,GLASS BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "online_retail_II.csv"
    path.write_text(f"{HEADER}\n{SOLD}\n")
    return path


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_orders", *map(str, arguments), stdout=out)
    return out.getvalue()


def figures(text: str) -> dict[str, str]:
    """The table that people read, as label and figure."""
    return dict(line.strip().split("  ", 1) for line in text.splitlines() if "  " in line.strip())


def test_people_get_a_table(file: Path) -> None:
    table = {label: figure.strip() for label, figure in figures(run(file)).items()}
    assert table["Format"] == "Online Retail II"
    assert table["Orders"] == "1"
    assert table["Customers"] == "1 (0 with more than one order)"
    assert table["Total"] == "GBP 83.40"
    assert table["Orders written"] == "1"
    assert table["First and last order"] == "2009-12-01 07:45 … 2009-12-01 07:45"
    assert float(table["Seconds"]) >= 0
    assert int(table["Peak memory, MB"]) > 0
    assert Order.objects.count() == 1


def test_machines_get_json(file: Path) -> None:
    report = json.loads(run(file, "--json", "--dry-run"))
    assert (report["lines"], report["orders"], report["customers"]) == (1, 1, 1)
    assert (report["currency"], report["total"], report["total_minor"]) == ("GBP", "83.40", 8340)
    assert report["omissions"]["no_customer"] == {"lines": 0, "left_out": 0}
    assert {"seconds", "peak_memory_mb"} < set(report)
    assert Order.objects.count() == 0


def test_columns_of_any_csv_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("who,day,paid\nada@example.com,31/12/2011,9.50\n")
    run(
        path, "--customer", "who", "--date", "day", "--amount", "paid", "--date-format", "%d/%m/%Y", "--currency", "gbp"
    )
    assert Order.objects.values_list("email", "total", "currency").get() == ("ada@example.com", 950, "GBP")


def test_bad_input_exits_with_2_and_says_where(file: Path) -> None:
    file.write_text(f"{HEADER}\n{SOLD.replace('2009-12-01', '2010-13-40')}\n")
    with pytest.raises(CommandError) as error:
        run(file)
    assert error.value.returncode == 2
    assert str(error.value) == (
        f"{file}: line 2, column 'InvoiceDate': '2010-13-40 07:45:00' is not a date; "
        "expected YYYY-MM-DD HH:MM:SS, or what --date-format says. Nothing was imported."
    )
    assert Order.objects.count() == 0


def test_a_file_that_is_not_there_exits_with_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file or directory") as error:
        run(tmp_path / "nowhere.csv")
    assert error.value.returncode == 2
