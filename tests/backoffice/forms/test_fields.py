import pytest
from django.forms import ValidationError

from techmart.backoffice.forms.fields import MoneyField


@pytest.mark.parametrize(("typed", "minor"), [("84.90", 8490), ("84,90", 8490), ("5", 500), ("0", 0)])
def test_amounts_are_kept_in_minor_units(typed: str, minor: int) -> None:
    assert MoneyField().clean(typed) == minor


@pytest.mark.parametrize("typed", ["", "ten", "1.234", "1,234", "1.900", "1,900", "1,000", "nan", "-1"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_the_currency_says_how_many_digits() -> None:
    assert MoneyField(currency="JPY").clean("500") == 500
    assert MoneyField(currency="JOD").clean("1,250") == 1250
    assert MoneyField(currency="JOD").prepare_value(1250) == "1.250"


def test_five_and_five_with_zeros_are_one_amount() -> None:
    assert not MoneyField().has_changed(500, "5.00")
