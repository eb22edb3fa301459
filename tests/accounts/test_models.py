"""An address as it stands on a parcel."""

from techmart.accounts.models import Address


def test_an_address_names_its_country_and_leaves_out_what_is_not_there():
    address = Address(recipient="Ada Winter", line1="Hafenstraße 4", postcode="20457", city="Hamburg", country="DE")
    assert address.address_lines == ["Ada Winter", "Hafenstraße 4", "20457 Hamburg", "Germany"]
    assert Address(country="XX").address_lines == ["XX"]
    assert Address().address_lines == []
