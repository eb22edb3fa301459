import numpy as np
import pytest

from techmart.orders.importing.errors import BadInput
from techmart.orders.importing.intake import Intake
from techmart.orders.importing.reading import read_sales

HEADER = "order,customer,date,price,quantity,sku,title"


@pytest.fixture
def three_orders(csv_file) -> Intake:
    """Written down out of order, one of them in two places."""
    return read_sales(
        csv_file(
            HEADER,
            "C,ben,2024-03-01,10.00,1,lamp,Lamp",
            "A,ada,2024-01-02,2.50,2,bulb,Bulb",
            "B,ada,2024-02-01,10.00,1,lamp,Lamp",
            "A,ada,2024-01-01,10.00,1,lamp,Lamp",
        )
    )


def test_orders_are_oldest_first_with_their_lines_together(three_orders: Intake) -> None:
    orders, lines = three_orders.orders, three_orders.lines
    assert orders.number == ["A", "B", "C"]
    assert orders.first_line.tolist() == [0, 2, 3, 4]
    assert [three_orders.products.code[place] for place in lines.product] == ["BULB", "LAMP", "LAMP", "LAMP"]
    assert [three_orders.customers.reference[place] for place in orders.customer] == ["ada", "ada", "ben"]
    assert orders.total.tolist() == [1500, 1000, 1000]
    assert np.all(np.diff(orders.placed_at) > 0)


def test_some_of_the_orders_take_only_what_is_theirs(three_orders: Intake) -> None:
    last = three_orders.only(np.array([False, False, True]))
    assert (last.customers.reference, last.products.code) == (["ben"], ["LAMP"])
    assert (last.orders.number, last.orders.first_line.tolist()) == (["C"], [0, 1])
    assert (last.orders.customer.tolist(), last.lines.product.tolist()) == ([0], [0])
    assert last.report == three_orders.report


def test_more_than_a_shop_can_hold_is_refused(csv_file) -> None:
    with pytest.raises(BadInput, match="order 'A' has 32,768 lines; at most 32,767 fit"):
        read_sales(csv_file(HEADER, *["A,ada,2024-01-01,1,1,lamp,Lamp"] * 32_768))
    with pytest.raises(BadInput, match="the amounts add up to more than a shop can count"):
        read_sales(csv_file(HEADER, *[f"{n},ada,2024-01-01,10000000,1000000,lamp,Lamp" for n in range(60)]))
