"""What discounts take off, line by line, to the cent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techmart.catalogue.models import Category
from techmart.pricing.discounts import missing_for, reductions
from techmart.pricing.models import Coupon, Discount, DiscountKind
from techmart.pricing.totals import PricedLine, price_cart

AUDIO = Category(title="Audio", path="0001")
CARS = Category(title="Cars", path="0002")


def discount(kind=DiscountKind.PERCENT, **fields):
    return Discount(name="Sale", kind=kind, **fields)


def off(lines, *discounts, coupon=None):
    return [given.parts for given in reductions(lines, discounts, coupon)]


amounts = st.integers(0, 10**7)
goods = st.builds(
    PricedLine,
    amounts,
    st.integers(1, 99),
    st.sampled_from([0, 700, 1900]),
    st.sampled_from(["0001", "00010003", "0002"]),
)
discounts = st.builds(
    Discount,
    kind=st.sampled_from(DiscountKind),
    basis_points=st.integers(0, 10_000),
    amount=amounts,
    minimum=st.sampled_from([0, 5000]),
    category=st.sampled_from([None, AUDIO]),
)


@settings(max_examples=150)
@given(st.lists(goods, max_size=30), st.lists(discounts, max_size=4), st.booleans(), st.integers(0, 5000))
def test_whatever_is_taken_off_lines_add_up_to_totals(lines, running, included, shipping):
    taken = reductions(lines, running[1:], Coupon(discount=running[0]) if running else None)
    per_line = [sum(parts) for parts in zip(*(reduction.parts for reduction in taken), strict=True)]
    totals = price_cart(lines, shipping=shipping, prices_include_tax=included, line_discounts=per_line)
    assert totals.discount == sum(reduction.amount for reduction in taken) == sum(totals.line_discounts)
    assert all(0 <= less <= line.total for less, line in zip(totals.line_discounts, lines, strict=True))
    assert totals.total == totals.items - totals.discount + shipping + (0 if included else totals.tax)
    assert min(totals.total, totals.tax) >= 0


def test_an_amount_is_spread_by_largest_remainder():
    lines = [PricedLine(1000, 1, 0), PricedLine(1000, 1, 0), PricedLine(1000, 1, 0)]
    assert off(lines, discount(DiscountKind.FIXED, amount=100)) == [[34, 33, 33]]


def test_no_more_is_taken_off_than_there_is():
    assert off([PricedLine(300, 2, 0)], discount(DiscountKind.FIXED, amount=5000)) == [[600]]


def test_each_takes_its_share_of_what_the_earlier_left_and_the_coupon_comes_last():
    tenth, half = discount(basis_points=1000), discount(basis_points=5000)
    assert off([PricedLine(1000, 1, 0)], tenth, coupon=Coupon(discount=half)) == [[100], [450]]


def test_a_category_is_everything_below_it():
    lines = [PricedLine(1000, 1, 0, "00010003"), PricedLine(1000, 1, 0, "0002")]
    assert off(lines, discount(basis_points=1000, category=AUDIO)) == [[100, 0]]


def test_below_the_minimum_it_does_not_count_and_says_what_is_missing():
    lines, from_fifty = [PricedLine(4000, 1, 0)], discount(basis_points=1000, minimum=5000)
    assert off(lines, from_fifty) == []
    assert missing_for(from_fifty, lines, "EUR") == "It counts from €50.00 on: €10.00 more."
    assert missing_for(from_fifty, [PricedLine(5000, 1, 0)], "EUR") == ""


def test_a_category_that_is_not_in_the_cart_is_said():
    for_cars = discount(basis_points=1000, category=CARS)
    said = missing_for(for_cars, [PricedLine(1000, 1, 0, "0001")], "EUR")
    assert said == "It is for Cars only, and there is nothing of that in your cart."


@pytest.mark.parametrize(("lines", "frees"), [([PricedLine(1000, 1, 0, "0001")], [True]), ([], [])])
def test_free_shipping_takes_nothing_off_the_goods(lines, frees):
    taken = reductions(lines, [discount(DiscountKind.SHIPPING)])
    assert [(given.frees_shipping, given.amount) for given in taken] == [(free, 0) for free in frees]
