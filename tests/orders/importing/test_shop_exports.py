"""What other shop systems write down, and every way in which their header may vary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.reading import read_sales
from techmart.orders.importing.shop_exports import EXPORTS, recognised

SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem sku,Shipping Country,Cancelled at,Refunded Amount,Lineitem discount"
)
ADA = "#1001,ada@example.com,paid,2026-01-05 10:00:00 +0100,EUR,33.00,2026-01-05 00:30:00 +0100"
PLANNED = (
    SHOPIFY,
    f"{ADA},2,Cup,9.00,CUP-1,DE,,0.00,3.00",
    "#1001,ada@example.com,,,,,,1,Plate,18.00,PLATE-1,,,,0.00",
    "#1002,ben@example.com,voided,,EUR,9.00,2026-01-06 10:00:00 +0100,1,Cup,9.00,CUP-1,DE,,0.00,0.00",
    "#1003,,paid,,EUR,9.00,2026-01-06 10:00:00 +0100,1,Cup,9.00,CUP-1,,,0.00,0.00",
    "#1004,ben@example.com,paid,,EUR,9.00,2026-01-07 10:00:00 +0100,1,Cup,9.00,CUP-1,DE,2026-01-08 09:00:00 +0100,0,0",
    "#1005,Ben@example.com,partially_refunded,,EUR,9.00,2026-01-09 10:00:00 +0100,1,Cup,9.00,CUP-1,DE,,4.00,0",
)


def test_shopify_says_once_per_order_what_holds_for_all_its_lines(csv_file):
    intake = read_sales(csv_file(*PLANNED))
    assert intake.report.cleaning.format == "Shopify orders"
    assert (intake.currency, intake.orders.number) == ("EUR", ["#1001", "#1005"])
    assert intake.customers.reference == ["ada@example.com", "ben@example.com"]
    assert intake.orders.total.tolist() == [3300, 900]
    assert intake.report.first_order_at.isoformat() == "2026-01-04T23:30:00+00:00"
    left_out = {omission.key: omission.left_out for omission in intake.report.cleaning.omissions}
    assert left_out == {"no_customer": 1, "undated": 0, "no_sale": 1, "cancelled": 1, "quantity": 0, "amount": 0}
    assert [(note.key, note.count) for note in intake.report.cleaning.notes] == [("partly_refunded", 1)]


def test_woocommerce_with_one_line_per_order(csv_file):
    intake = read_sales(
        csv_file(
            "order_id,order_number,order_date,status,order_total,order_currency,billing_email,shipping_country",
            "11,W-11,2026-01-05 10:00:00,completed,12.50,USD,ada@example.com,US",
            "12,W-12,2026-01-06 10:00:00,wc-cancelled,8.00,USD,ben@example.com,US",
            "13,W-13,2026-01-07 10:00:00,Processing,8.00,USD,ada@example.com,US",
        )
    )
    assert intake.report.cleaning.format == "WooCommerce orders"
    assert (intake.currency, intake.orders.number) == ("USD", ["W-11", "W-13"])
    assert intake.orders.total.tolist() == [1250, 800]


def test_woocommerce_with_one_line_per_item(csv_file):
    intake = read_sales(
        csv_file(
            "Order Number,Order Status,Order Date,Email (Billing),Order Total Amount,SKU,Item Name,"
            "Quantity (- Refund),Item Cost",
            "7,Completed,2026-01-05 10:00,ada@example.com,25.00,A,Cup,2,5.00",
            "7,,,,,B,Plate,1,15.00",
        )
    )
    assert intake.orders.total.tolist() == [2500]
    assert intake.products.code == ["A", "B"]


def test_woocommerce_that_repeats_an_order_without_its_items_counts_it_once(csv_file):
    intake = read_sales(
        csv_file(
            "order_id,order_date,status,order_total,billing_email",
            "7,2026-01-05 10:00,completed,25.00,ada@example.com",
            "7,2026-01-05 10:00,completed,25.00,ada@example.com",
        )
    )
    assert intake.orders.total.tolist() == [2500]
    assert intake.report.cleaning.omissions[0].left_out == 1


def test_woocommerce_analytics_knows_customers_by_name(csv_file):
    intake = read_sales(
        csv_file(
            '"Date","Order #","Net sales (formatted)","Status","Customer","Product(s)","Items sold","Net sales"',
            '"2026-01-05 10:00:00","7","€12.50","completed","Ada Example","2× Cup","2","12.5"',
        )
    )
    assert intake.report.cleaning.format == "WooCommerce Analytics"
    assert intake.customers.reference == ["Ada Example"]
    assert intake.orders.total.tolist() == [1250]


def test_several_currencies_are_refused(csv_file):
    foreign = PLANNED[1].replace("EUR", "USD").replace("#1001", "#1009")
    with pytest.raises(BadInput, match="column 'Currency': the orders are in several currencies, EUR, USD"):
        read_sales(csv_file(*PLANNED, foreign))


def test_a_bad_cell_is_named_by_line_and_column(csv_file):
    with pytest.raises(BadInput, match=r"^line 2, column 'Lineitem price': 'free' is not an amount"):
        read_sales(csv_file(SHOPIFY, f"{ADA},2,Cup,free,CUP-1,DE,,0.00,0"))


@given(export=st.sampled_from(EXPORTS), others=st.lists(st.text(max_size=12), max_size=5), data=st.data())
def test_a_header_is_recognised_in_any_order_and_among_other_columns(export, others, data):
    telling = [data.draw(st.sampled_from(names)) for names in export.telling.values()]
    header = data.draw(st.permutations([*telling, *others]))
    found = recognised(header)
    assert found is not None
    assert found is export or set(others) & {name for names in found.telling.values() for name in names}


@given(export=st.sampled_from(EXPORTS), data=st.data())
def test_with_one_telling_column_missing_it_is_another_file(export, data):
    telling = [names[0] for names in export.telling.values()]
    telling.remove(data.draw(st.sampled_from(telling)))
    assert recognised(telling) is None
