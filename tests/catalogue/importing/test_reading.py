"""A file of products is understood by its header; what is wrong in it is named by line and column."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techmart.catalogue.importing.reading import BadFile, ProductRow, read_products
from techmart.sql.embedded import engine


def read(text: str):
    return read_products(text.encode(), currency="EUR")


def test_columns_are_recognised_by_what_others_call_them():
    found = read("Product_ID;Name;Vendor;Price;Product Type;Tags;Stock\nA1;Halo  2;Vale;189.00;Audio > Cans;a, b;3\n")
    assert found.columns == {
        "sku": "Product_ID",
        "title": "Name",
        "price": "Price",
        "brand": "Vendor",
        "category": "Product Type",
        "tags": "Tags",
        "stock": "Stock",
    }
    assert found.rows == [
        ProductRow(2, "A1", "Halo 2", 18900, brand="Vale", category="Audio > Cans", tags=("a", "b"), stock=3)
    ]


def test_each_fault_has_its_line_and_column_and_costs_its_row_alone():
    found = read("sku,title,price,stock\nA1,Halo,1.900,3\nA2,,5,many\nA3,Lamp,5,1\nA3,Lamp,5,1\n,,,\n")
    assert [str(fault) for fault in found.faults] == [
        "Line 2, price: '1.900' is no price in EUR; write it as 84.90",
        "Line 3, title: is empty",
        "Line 3, stock: 'many' is no number of units",
        "Line 5, sku: 'A3' stands in line 4 already",
    ]
    assert [row.sku for row in found.rows] == ["A3"]


def test_a_long_title_is_cut_at_a_word_and_kept_whole_in_the_description():
    found = read(f"sku,title\nA1,{'lamp ' * 40}\n")
    assert (found.rows[0].title, found.rows[0].description) == ("lamp " * 30 + "lamp…", ("lamp " * 40).strip())
    assert found.shortened == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column for sku and title"),
        (b"colour,size\nred,L\n", "no column for sku and title"),
        (b"a" * 200_000, "not a CSV file"),
        (b"sku,title\n\xff\xfe", "not text in UTF-8"),
        (b"sku,title\nA1,\x00", "holds zero bytes"),
        (b"PAR1 and no more", "not a Parquet file"),
    ],
)
def test_a_file_that_is_none_is_refused(content, said):
    with pytest.raises(BadFile, match=said):
        read_products(content, currency="EUR")


def parquet(tmp_path, query):
    file = tmp_path / "products.parquet"
    with engine() as database:
        database.sql(query).write_parquet(str(file))
    return file.read_bytes()


def test_parquet_says_the_same(tmp_path):
    rows = "SELECT 'A1' AS sku, 'Halo' AS title, 189.5 AS price UNION ALL SELECT 'A2', 'Lamp', NULL"
    read = read_products(parquet(tmp_path, rows), currency="EUR")
    found = {row.sku: (row.title, row.price) for row in read.rows}
    assert found == {"A1": ("Halo", 18950), "A2": ("Lamp", None)}


@pytest.mark.parametrize(
    ("rows", "said"),
    [("repeat('x', 100000) AS title FROM range(1100)", "letters"), ("'x' AS title FROM range(200001)", "200,000 rows")],
)
def test_a_small_file_that_unpacks_to_a_huge_table_is_refused_before_it_is_fetched(tmp_path, rows, said):
    content = parquet(tmp_path, f"SELECT 'A1' AS sku, {rows}")
    assert len(content) < 10_000
    with pytest.raises(BadFile, match=said):
        read_products(content, currency="EUR")


def test_what_no_column_can_keep_is_a_fault(tmp_path):
    deep = " > ".join(map(str, range(11)))
    found = read(f"sku,title,category\nA1,Halo,{deep}\n")
    found.faults += read_products(parquet(tmp_path, "SELECT 'A1' AS sku, chr(0) AS title"), currency="EUR").faults
    assert [fault.problem for fault in found.faults] == ["has more than 10 levels", "holds a zero byte"]


@given(st.binary(max_size=200))
@settings(max_examples=50)
def test_any_bytes_are_read_or_refused(content):
    with suppress(BadFile):
        assert read_products(b"sku,title,price\n" + content, currency="EUR").columns
