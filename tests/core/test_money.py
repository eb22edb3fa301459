"""Money adds up, whatever the currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techmart.core.money import CurrencyMismatch, Money, parse_money, share, spread, typed_money

minor = st.integers(-(10**12), 10**12)
currencies = st.sampled_from(["EUR", "JPY", "JOD", "GBP"])


@given(minor, minor, currencies)
def test_what_is_added_can_be_taken_off(one, other, currency):
    a, b = Money(one, currency), Money(other, currency)
    assert a + b - b == a
    assert a + b == b + a


@given(minor, currencies)
def test_what_is_written_can_be_read(amount, currency):
    money = Money(amount, currency)
    assert parse_money(f"{money.amount:.{money.exponent}f}", currency) == money


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(123456, "EUR", "€1,234.56"), (500, "JPY", "¥500"), (1250, "JOD", "JOD 1.250"), (-990, "GBP", "-£9.90")],
)
def test_a_currency_has_its_own_decimals(amount, currency, text):
    assert str(Money(amount, currency)) == text


def test_two_currencies_do_not_add_up():
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


@pytest.mark.parametrize("text", ["", "abc", "1.005", "NaN", "1e309", "inf", "12,50"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="amount"):
        parse_money(text, "EUR")


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_parts_always_add_up_to_the_whole(total, weights):
    parts = spread(total, weights)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)


@given(st.integers(0, 10**9), st.integers(0, 10_000))
def test_a_share_is_rounded_once_and_never_off_by_more_than_half(amount, points):
    rate = Decimal(points) / 10_000
    assert abs(share(amount, rate) - amount * rate) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("84.90", "EUR", 8490),
        ("84,9", "EUR", 8490),
        ("1.899 €", "EUR", 189900),
        ("€1,899", "EUR", 189900),
        ("1.234.567,5", "EUR", 123456750),
        ("1 234,50", "EUR", 123450),
        ("-5", "EUR", -500),
        ("5,", "EUR", 500),
        ("1.250", "JOD", 1250),
        ("5.000", "JPY", 5000),
    ],
)
def test_an_amount_is_read_as_people_of_any_language_type_it(typed, currency, minor):
    assert typed_money(typed, currency) == Money(minor, currency)


@pytest.mark.parametrize("text", ["", "€", "abc", "1,2,3x", "1.00,5.5", "NaN", "1e309", "\0"])
def test_what_is_typed_and_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="amount"):
        typed_money(text, "EUR")
