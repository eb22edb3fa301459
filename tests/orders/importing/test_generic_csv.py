from datetime import UTC, datetime

import pytest

from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.generic_csv import ColumnNames
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.reading import read_sales


def placed(intake: Intake) -> list[str]:
    return [datetime.fromtimestamp(seconds, UTC).isoformat(" ") for seconds in intake.orders.placed_at.tolist()]


def test_columns_are_guessed_from_the_header(csv_file) -> None:
    intake = read_sales(
        csv_file(
            "Order ID,Order Date,Customer E-Mail,SKU,Product name,Qty,Total,Country",
            "A-1,2024-05-01,Ada@example.com,lamp-1,Desk lamp,2,99.80,DE",
            "A-1,2024-05-01,ada@example.com,bulb-9,Bulb,1,4.50,DE",
            "A-2,2024-05-03,ben@example.com,LAMP-1,Desk lamp,1,49.90,FR",
        ),
        named=ColumnNames(customer="Customer E-Mail"),
        currency="EUR",
    )
    assert intake.customers.reference == ["ada@example.com", "ben@example.com"]
    assert intake.products.code == ["LAMP-1", "BULB-9"]
    assert intake.products.title == ["Desk lamp", "Bulb"]
    assert intake.products.price.tolist() == [4990, 450]
    assert (intake.orders.number, intake.orders.total.tolist()) == (["A-1", "A-2"], [10430, 4990])
    assert placed(intake) == ["2024-05-01 00:00:00+00:00", "2024-05-03 00:00:00+00:00"]
    assert str(intake.report.total) == "€154.20"


def test_a_price_is_of_one_unit_and_an_amount_of_the_line(csv_file) -> None:
    path = csv_file("customer,date,price,total,quantity", "1,2024-05-01,2.50,9.99,4")
    by_amount = read_sales(path).lines
    by_price = read_sales(path, named=ColumnNames(price="price")).lines
    assert (by_amount.unit_price.tolist(), by_amount.total.tolist()) == ([250], [999])
    assert (by_price.unit_price.tolist(), by_price.total.tolist()) == ([250], [1000])


def test_without_an_order_column_what_a_customer_bought_at_one_time_is_one_order(csv_file) -> None:
    intake = read_sales(
        csv_file("id;day;spent", "4;1997-01-01;29.33", "4;1997-01-01;14.96", "4;1997-01-18;26.48", "7;1997-01-01;1"),
        named=ColumnNames(customer="id", date="day", amount="spent"),
        currency="USD",
    )
    assert intake.orders.number == ["4-19970101", "7-19970101", "4-19970118"]
    assert intake.orders.total.tolist() == [4429, 100, 2648]
    assert (intake.products.code, intake.products.title) == (["SALES"], ["SALES"])


def test_a_made_up_order_number_fits_its_column_and_stays_the_same(csv_file) -> None:
    address = "somebody.with.a.very.long.address@example.com"
    row = f"{address},2024-05-01,9.99"
    alone = read_sales(csv_file("email,date,amount", row)).orders.number[0]
    with_others = read_sales(csv_file("email,date,amount", "ben@example.com,2024-05-01,5", row)).orders.number[1]
    assert len(alone) == 32
    assert alone == with_others


def test_gifts_refunds_and_strangers_are_left_out_and_counted(csv_file) -> None:
    report = read_sales(
        csv_file(
            "customer,date,amount,quantity",
            "1,2024-05-01,9.99,1",
            "1,2024-05-02,0,1",
            "1,2024-05-03,-9.99,1",
            "1,2024-05-04,9.99,-1",
            ",2024-05-05,9.99,1",
        )
    ).report
    assert {o.key: o.left_out for o in report.cleaning.omissions} == {
        "no_customer": 1,
        "undated": 0,
        "quantity": 1,
        "amount": 2,
    }
    assert (report.lines, report.cleaning.lines_read) == (1, 5)


def test_what_is_missing_is_left_out_and_counted(csv_file) -> None:
    report = read_sales(
        csv_file(
            "customer,date,amount,quantity",
            "1,2024-05-01,9.99,1",
            "nan,2024-05-02,9.99,1",
            "1,,9.99,1",
            "1,2024-05-03,NaN,1",
            "1,2024-05-04,9.99,NULL",
            ",,,",
        )
    ).report
    left_out = {o.key: o.left_out for o in report.cleaning.omissions}
    assert left_out == {"no_customer": 2, "undated": 1, "quantity": 1, "amount": 1}
    assert report.lines == 1


def test_days_may_be_counted_from_nought(csv_file) -> None:
    intake = read_sales(csv_file("customer,date,amount", "1,0,9.99", "1,,9.99", "1,7,9.99"), date_format="day")
    assert placed(intake) == ["1970-01-01 00:00:00+00:00", "1970-01-08 00:00:00+00:00"]


@pytest.mark.parametrize("nothing", ["NaN", "NULL", " "])
def test_how_dates_are_written_is_not_asked_of_one_that_is_missing(csv_file, nothing: str) -> None:
    intake = read_sales(csv_file("customer,date,amount", f"1,{nothing},9.99", "1,1/13/2024,9.99"))
    assert placed(intake) == ["2024-01-13 00:00:00+00:00"]


def test_of_two_numbers_of_a_customer_that_of_the_person_counts(csv_file) -> None:
    header = "order_id,customer_id,customer_unique_id,order_purchase_timestamp,payment_value"
    intake = read_sales(csv_file(header, "a,c1,ada,2018-05-01 10:56:33,9", "b,c2,ada,2018-06-01 10:56:33,9"))
    assert intake.customers.reference == ["ada"]


def test_columns_have_names_in_other_languages(csv_file) -> None:
    intake = read_sales(csv_file("Kundennummer;Bestelldatum;Betrag", "7;31.12.2024;1.250,00 €"))
    assert (placed(intake), intake.orders.total.tolist()) == (["2024-12-31 00:00:00+00:00"], [125000])


def test_a_day_that_may_be_a_month_is_asked_for(csv_file) -> None:
    path = csv_file("customer,date,amount", "1,03/04/2024,9.99", "1,05/06/2024,9.99")
    with pytest.raises(BadInput, match=r"^column 'date': '03/04/2024' may be .*: say --date-format \"%d/%m/%Y\" or"):
        read_sales(path)
    assert placed(read_sales(path, date_format="%m/%d/%Y"))[0] == "2024-03-04 00:00:00+00:00"


def test_a_date_format_reads_what_iso_does_not(csv_file) -> None:
    path = csv_file("customer,date,amount", "1,8h30 13/12/2024,9.99")
    assert placed(read_sales(path, date_format="%Hh%M %d/%m/%Y")) == ["2024-12-13 08:30:00+00:00"]
    with pytest.raises(BadInput, match="line 2, column 'date': '8h30 13/12/2024' is not a date; expected YYYY-MM-DD"):
        read_sales(path)


def test_yen_have_no_decimals_and_dinars_three(csv_file) -> None:
    path = csv_file("customer,date,amount", "1,2024-05-01,1250.5")
    assert read_sales(path, currency="JPY").orders.total.tolist() == [1251]
    assert read_sales(path, currency="JOD").orders.total.tolist() == [1250500]


@pytest.mark.parametrize(
    ("header", "named", "message"),
    [
        ("customer,date", ColumnNames(), "line 1: no column for the amount: name it with --amount"),
        ("when,amount", ColumnNames(date="when"), "line 1: no column for the customer: name it with --customer"),
        ("customer,date,amount", ColumnNames(order="no"), "line 1, column 'no': there is no such column"),
        ("customer,date,amount,date", ColumnNames(), "line 1, column 'date': the header names this column twice"),
    ],
)
def test_a_column_that_cannot_be_found_says_what_to_do(csv_file, header: str, named: ColumnNames, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        read_sales(csv_file(header, "1,2024-05-01,1,1"), named=named)


def test_categories_and_what_came_back(csv_file) -> None:
    intake = read_sales(
        csv_file(
            "customer,date,amount,qty,sku,department",
            "ada,2024-01-01,10,1,LAMP,Light",
            "ben,2024-01-02,10,1,BULB,",
            "ada,2024-01-05,-4.5,1,LAMP,Light",
            "ben,2024-01-06,10,-1,BULB,",
            ",2024-01-06,-10,1,BULB,",
        )
    )
    assert (intake.lines.category >= 0).tolist() == [True, False]
    assert [intake.customers.reference[place] for place in intake.returned.customer] == ["ada", "ben"]
    assert intake.returned.amount.tolist() == [450, 1000]
