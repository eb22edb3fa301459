import pytest
from django.core.validators import validate_email

from techmart.orders.importing.people import address_for


@pytest.mark.parametrize("reference", ["13085", "abc", "ABC", "no@address", "a b", "x" * 200, "Ünal", "'; --", "a@@b"])
def test_every_reference_has_a_valid_address_in_lower_case(reference: str) -> None:
    address = address_for(reference)
    validate_email(address)
    assert address == address.lower()
    assert address.endswith("@imported.invalid")


def test_different_references_have_different_addresses() -> None:
    references = ["abc", "ABC", "a b", "a-b", "a_b", "Ada@example.com", "13085"]
    assert len({address_for(reference) for reference in references}) == len(references)


def test_an_address_is_itself() -> None:
    assert address_for("Ada@Example.com") == "ada@example.com"
