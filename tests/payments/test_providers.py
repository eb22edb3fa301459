"""Every way to pay says what the buyer does next."""

import pytest

from techmart.payments.providers import PROVIDERS, UnknownProvider, offered, online_provider, provider


@pytest.mark.parametrize("code", ["transfer", "cash"])
def test_instructions_name_the_amount(code):
    said = provider(code).instructions(order_number="T1", amount="€14.90", bank_details="IBAN DE00")
    assert "€14.90" in said
    assert provider(code).code == code


def test_a_transfer_names_account_and_reference():
    said = provider("transfer").instructions(order_number="T1", amount="€14.90", bank_details="IBAN DE00")
    assert said.splitlines() == ["Please transfer €14.90 with the reference T1.", "IBAN DE00"]


def test_a_way_to_pay_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(UnknownProvider, match="'barter' is no way to pay here; choose one of demo, transfer, cash"):
        provider("barter")


def test_a_card_is_offered_where_the_shop_takes_it_and_followed_even_where_it_no_longer_does(settings):
    assert list(offered()) == ["demo", "transfer", "cash"]
    settings.STRIPE_SECRET_KEY, settings.DEMO_PAYMENTS = "sk_test", False
    assert list(offered()) == ["stripe", "transfer", "cash"]
    assert online_provider("demo") is PROVIDERS["demo"]
    assert online_provider("cash") is None
