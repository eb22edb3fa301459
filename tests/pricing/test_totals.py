"""Carts add up to the cent, tax included or on top."""

from hypothesis import given
from hypothesis import strategies as st

from techmart.pricing.totals import PricedLine, price_cart

lines = st.lists(
    st.builds(
        PricedLine,
        unit_price=st.integers(0, 10**7),
        quantity=st.integers(1, 99),
        tax_basis_points=st.sampled_from([0, 700, 1900, 2100, 10_000]),
    ),
    max_size=20,
)


@given(lines, st.integers(0, 100_000), st.booleans())
def test_totals_add_up(goods, shipping, included):
    totals = price_cart(goods, shipping=shipping, prices_include_tax=included)
    assert totals.items == sum(line.unit_price * line.quantity for line in goods)
    assert totals.total == totals.items + shipping + (0 if included else totals.tax)
    assert len(totals.line_taxes) == len(goods)
    assert 0 <= sum(totals.line_taxes) <= totals.tax


@given(lines, st.integers(0, 100_000))
def test_included_tax_is_never_more_than_half_of_the_total(goods, shipping):
    totals = price_cart(goods, shipping=shipping, prices_include_tax=True)
    assert totals.tax * 2 <= totals.total + len(goods) * 2


def test_shipping_is_taxed_like_what_it_carries():
    half_and_half = [PricedLine(1000, 1, 1900), PricedLine(1000, 1, 700)]
    totals = price_cart(half_and_half, shipping=1000, prices_include_tax=False)
    assert totals.line_taxes == [190, 70]
    assert totals.tax == 190 + 70 + 95 + 35
