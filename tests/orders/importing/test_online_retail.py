from datetime import UTC, datetime

import pytest

from techmart.core.money import Money
from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.reading import read_sales
from techmart.orders.importing.report import Report

SOLD = "489434,85048,GLASS BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom"


def left_out(report: Report) -> dict[str, int]:
    return {omission.key: omission.left_out for omission in report.cleaning.omissions if omission.left_out}


def notes(report: Report) -> dict[str, int]:
    return {note.key: note.count for note in report.cleaning.notes if note.count}


def test_one_line_is_one_order_of_one_customer(online_retail) -> None:
    intake = read_sales(online_retail(SOLD))
    assert intake.currency == "GBP"
    assert intake.customers.reference == ["13085"]
    assert intake.customers.country == ["United Kingdom"]
    assert (intake.products.code, intake.products.title, intake.products.price.tolist()) == (
        ["85048"],
        ["Glass ball"],
        [695],
    )
    assert (intake.orders.number, intake.orders.total.tolist()) == (["489434"], [8340])
    assert intake.orders.placed_at.tolist() == [datetime(2009, 12, 1, 7, 45, tzinfo=UTC).timestamp()]
    assert (intake.lines.quantity.tolist(), intake.lines.total.tolist()) == ([12], [8340])
    assert intake.report.total == Money(8340, "GBP")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("489435,85048,GLASS BALL,12,2009-12-01 07:46:00,6.95,,United Kingdom", "no_customer"),
        ("C489435,85048,GLASS BALL,-12,2009-12-09 07:46:00,6.95,13085.0,United Kingdom", "cancellation"),
        ("C489435,85048,GLASS BALL,1,2009-12-09 07:46:00,6.95,13085.0,United Kingdom", "cancellation"),
        ("A489435,B,Adjust bad debt,1,2009-12-01 07:46:00,-53594.36,13085.0,United Kingdom", "adjustment"),
        ("489435,85048,damaged,-12,2009-12-01 07:46:00,6.95,13085.0,United Kingdom", "quantity"),
        ("489435,85048,damaged,0,2009-12-01 07:46:00,6.95,13085.0,United Kingdom", "quantity"),
        ("489435,85048,GLASS BALL,12,2009-12-01 07:46:00,0.0,13085.0,United Kingdom", "price_zero"),
        ("489435,85048,GLASS BALL,12,2009-12-01 07:46:00,-1.5,13085.0,United Kingdom", "price_negative"),
        ("489435,POST,POSTAGE,1,2009-12-01 07:46:00,18.0,13085.0,United Kingdom", "no_product"),
        ("489435,gift_0001_20,Voucher,1,2009-12-01 07:46:00,20.0,13085.0,United Kingdom", "no_product"),
        ("489435,m,Manual,1,2009-12-01 07:46:00,20.0,13085.0,United Kingdom", "no_product"),
    ],
)
def test_what_is_no_sale_is_left_out_and_counted(online_retail, line: str, reason: str) -> None:
    report = read_sales(online_retail(SOLD, line)).report
    assert left_out(report) == {reason: 1}
    assert (report.lines, report.orders, report.cleaning.lines_read) == (1, 1, 2)


def test_what_came_back_is_known_of_who_bought(online_retail) -> None:
    intake = read_sales(online_retail(
        SOLD,
        "C489435,85048,GLASS BALL,-2,2009-12-09 07:46:00,6.95,13085.0,United Kingdom",
        "C489436,85048,GLASS BALL,-2,2009-12-09 07:46:00,6.95,99999.0,United Kingdom",  # has bought nothing
        "C489437,POST,POSTAGE,-1,2009-12-09 07:46:00,18.0,13085.0,United Kingdom",
    ))  # fmt: skip
    returned = intake.returned
    assert (returned.customer.tolist(), returned.amount.tolist()) == ([0], [1390])
    assert returned.at.tolist() == [datetime(2009, 12, 9, 7, 46, tzinfo=UTC).timestamp()]
    assert intake.only(intake.orders.total > 0).returned.at.tolist() == []


@pytest.mark.parametrize("code", ["85123A", "15056bl", "DCGS0058", "DCGSSGIRL", "PADS", "SP1002", "47503J "])
def test_odd_product_codes_are_products(online_retail, code: str) -> None:
    report = read_sales(online_retail(SOLD.replace("85048", code))).report
    assert report.lines == 1


def test_a_line_left_out_for_two_reasons_counts_once_and_is_shown_in_both(online_retail) -> None:
    line = "C489435,POST,POSTAGE,-1,2009-12-01 07:46:00,18.0,,United Kingdom"
    omissions = {o.key: (o.lines, o.left_out) for o in read_sales(online_retail(SOLD, line)).report.cleaning.omissions}
    assert omissions["no_customer"] == (1, 1)
    assert omissions["cancellation"] == (1, 0)
    assert omissions["no_product"] == (1, 0)


def test_the_second_sheet_repeats_the_first_weeks_of_december(online_retail) -> None:
    first, twice = "1,20001,A,1,2010-12-01 08:00:00,1.0,7.0,EIRE", "2,20002,B,1,2010-12-09 08:00:00,1.0,8.0,EIRE"
    later = "3,20003,C,1,2011-01-04 08:00:00,1.0,7.0,EIRE"
    report = read_sales(online_retail(first, twice, twice, first, twice, twice, later)).report
    assert left_out(report) == {"overlap": 3}
    assert notes(report)["repeats"] == 1
    assert (report.lines, report.orders, report.repeat_customers) == (4, 3, 1)


def test_an_invoice_told_differently_in_the_next_sheet_keeps_the_lines_that_differ(online_retail) -> None:
    first = "1,20001,A,1,2010-12-01 08:00:00,1.0,7.0,EIRE"
    other = "1,20001,A,2,2010-12-01 08:00:00,1.0,7.0,EIRE"
    last = "2,20001,A,1,2010-12-09 08:00:00,1.0,7.0,EIRE"
    report = read_sales(online_retail(first, last, first, other)).report
    assert (left_out(report), report.lines, report.orders) == ({"overlap": 1}, 3, 2)


def test_repeats_inside_an_invoice_are_kept(online_retail) -> None:
    report = read_sales(online_retail(SOLD, SOLD, SOLD)).report
    assert (report.lines, report.orders, notes(report)["repeats"]) == (3, 1, 2)


def test_spellings_of_one_product_are_one_product_with_its_usual_name(online_retail) -> None:
    intake = read_sales(
        online_retail(
            "1,85123a,WHITE  HEART ,1,2010-01-01 08:00:00,2.95,7.0,EIRE",
            "2,85123A,CREAM HEART,1,2010-01-02 08:00:00,2.55,7.0,EIRE",
            "3,85123A ,WHITE HEART,1,2010-01-03 08:00:00,2.55,7.0,EIRE",
        )
    )
    assert (intake.products.code, intake.products.title) == (["85123A"], ["White heart"])
    assert intake.products.price.tolist() == [255]
    counted = notes(intake.report)
    assert (counted["codes"], counted["titles"], counted["blanks"]) == (2, 1, 1)


def test_a_customer_of_several_countries_has_the_usual_one_and_orders_keep_theirs(online_retail) -> None:
    intake = read_sales(
        online_retail(
            "1,20001,A,1,2010-01-01 08:00:00,1.0,7.0,Spain",
            "2,20001,A,1,2010-01-02 08:00:00,1.0,7.0,Belgium",
            "3,20001,A,1,2010-01-03 08:00:00,1.0,7.0,Spain",
        )
    )
    assert intake.customers.country == ["Spain"]
    assert intake.orders.country == ["Spain", "Belgium", "Spain"]
    assert notes(intake.report)["countries"] == 1


def test_an_invoice_of_several_minutes_was_placed_in_the_first(online_retail) -> None:
    intake = read_sales(
        online_retail(SOLD.replace("07:45", "07:46"), SOLD.replace("GLASS", "OTHER"), SOLD.replace("07:45", "07:47"))
    )
    assert intake.orders.placed_at.tolist() == [datetime(2009, 12, 1, 7, 45, tzinfo=UTC).timestamp()]
    assert notes(intake.report)["minutes"] == 1


def test_prices_finer_than_a_penny_are_rounded_once_per_line(online_retail) -> None:
    intake = read_sales(
        online_retail(
            "1,PADS,PADS,1,2010-01-01 08:00:00,0.001,7.0,EIRE", "2,PADS,PADS,5,2010-01-02 08:00:00,0.001,7.0,EIRE"
        )
    )
    assert intake.lines.total.tolist() == [0, 1]
    assert notes(intake.report)["finer_than_a_penny"] == 2


def test_an_order_cancelled_minutes_later_is_kept_and_named(online_retail) -> None:
    intake = read_sales(
        online_retail(
            "1,20001,A,1,2010-01-01 08:00:00,1.0,7.0,EIRE",
            "541431,23166,JAR,74215,2011-01-18 10:01:00,1.04,12346.0,United Kingdom",
            "C541433,23166,JAR,-74215,2011-01-18 10:17:00,1.04,12346.0,United Kingdom",
            "2,20001,A,1,2011-03-01 08:00:00,1.0,8.0,EIRE",
            "C3,20001,A,-1,2011-03-09 08:00:00,1.0,8.0,EIRE",
        )
    )
    report = intake.report
    assert intake.orders.total.tolist() == [100, 7_718_360, 100]  # on the day of the order nobody knew
    assert (report.orders, notes(report)["soon_cancelled"]) == (3, 1)
    assert report.remarks[0] == ("The largest orders cancelled within a day, kept as orders: 541431 (£77,183.60).")


def test_a_partial_last_month_is_said(online_retail) -> None:
    assert read_sales(online_retail(SOLD)).report.remarks == [
        "The last month, December 2009, ends on day 1: its figures are partial.",
    ]
    assert read_sales(online_retail(SOLD.replace("12-01", "12-31"))).report.remarks == []


def test_an_invoice_of_two_customers_is_bad_input(online_retail) -> None:
    with pytest.raises(BadInput, match="line 3: order '489434' has customer '13085' in an earlier line and '7' here"):
        read_sales(online_retail(SOLD, SOLD.replace("13085", "7")))


def test_a_file_of_which_nothing_is_left_is_bad_input(online_retail) -> None:
    with pytest.raises(BadInput, match="no sales"):
        read_sales(online_retail(SOLD.replace("13085.0", "")))
