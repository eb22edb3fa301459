from techmart.backoffice.lists import csv_response


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    response = csv_response("orders", ["name", "total"], [["=HYPERLINK(1)", -5], ["Ada", 8], ["@x", 1], ["\tx", 2]])
    text = b"".join(response).decode()  # type: ignore[arg-type]
    assert text == "\ufeffname,total\r\n'=HYPERLINK(1),-5\r\nAda,8\r\n'@x,1\r\n'\tx,2\r\n"


def test_the_download_has_a_name() -> None:
    assert csv_response("orders", [], [])["Content-Disposition"] == 'attachment; filename="orders.csv"'
