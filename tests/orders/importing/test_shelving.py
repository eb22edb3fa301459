import pytest
from tests.factories import a_category, a_product

from techmart.catalogue.models import Category, Product
from techmart.orders.importing.reading import read_sales
from techmart.orders.importing.shelving import put_on_shelves

pytestmark = pytest.mark.django_db


def row(code: str, title: str) -> str:
    return f"1,2011-05-01,2.50,{code},{title}"


@pytest.fixture
def shelve(csv_file):
    def put(*rows: str) -> list[int]:
        return put_on_shelves(intake=read_sales(csv_file("customer,date,price,sku,title", *rows))).tolist()

    return put


def test_pages_that_would_be_called_the_same_are_kept_apart(shelve) -> None:
    a_product("Mug", slug="mug-1")
    shelve(row("B-C", "a"), row("C", "a-b"), row("1", "Mug"), row("***", "!!!"))
    slugs = Product.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["mug-1", "a-b-c", "a-b-c-2", "mug-1-2", "product"]


def test_a_code_that_the_shop_knows_is_left_as_it_is(shelve) -> None:
    first = shelve(row("LAMP", "Desk lamp"))
    again = shelve(row("MUG", "Mug"), row("lamp", "Another name"))
    assert again[1] == first[0]
    assert sorted(Product.objects.values_list("title", flat=True)) == ["Desk lamp", "Mug"]


def test_products_stand_where_their_title_says_on_shelves_that_may_exist(shelve) -> None:
    kitchen = a_category("kitchen-and-dining", "Kitchen and dining")
    shelve(row("1", "Tea mug"), row("2", "Gift set"), row("3", "Candle"))
    shelves = dict(Product.objects.values_list("title", "category__title"))
    assert shelves == {
        "Tea mug": "Kitchen and dining",
        "Gift set": "Everything else",
        "Candle": "Candles and lights",
    }
    assert Product.objects.get(title="Tea mug").category == kitchen
    assert list(Category.objects.values_list("title", flat=True)) == [
        "Kitchen and dining",
        "Candles and lights",
        "Everything else",
    ]
