from techmart.backoffice.insights.funnel import funnel
from techmart.backoffice.progress import Total
from techmart.tracking.enums import EventName


def steps(looked: int) -> dict[str, Total]:
    counts = {
        EventName.PRODUCT_VIEWED: looked,
        EventName.CART_LINE_ADDED: 240,
        EventName.CHECKOUT_STARTED: 60,
        EventName.ORDER_PLACED: 34,
    }
    return {name: Total(count, count // 2) for name, count in counts.items()}


def test_what_a_thousand_looks_led_to():
    figure = funnel(steps(4000))
    assert figure.title == "1,000 looks at a product led to 60 put into a cart, 15 checkouts and 8.5 orders."
    assert figure.table.rows[0] == ["products looked at", "4,000", "2,000"]


def test_a_few_looks_say_nothing():
    assert funnel(steps(99)) is None
