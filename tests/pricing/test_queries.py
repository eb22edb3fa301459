"""What is offered where, and taxed how."""

import pytest

from techmart.pricing.models import ShippingMethod, TaxRate
from techmart.pricing.queries import served_countries, shipping_offers, tax_basis_points

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def methods():
    """Post at home, free from 100.00 on; a light letter anywhere, free never; a pigeon that has retired."""
    ShippingMethod.objects.create(code="post", name="Post", price=490, free_over=10_000, countries=["DE", "AT"])
    ShippingMethod.objects.create(code="letter", name="Letter", price=290, max_weight_g=500, position=1)
    ShippingMethod.objects.create(code="pigeon", name="Pigeon", price=1, is_active=False)


@pytest.mark.parametrize(
    ("country", "value", "weight_g", "offered"),
    [
        ("DE", 9_999, 500, [("post", 490), ("letter", 290)]),
        ("DE", 10_000, 501, [("post", 0)]),
        ("FR", 10_000, 500, [("letter", 290)]),
        ("FR", 10_000, 501, []),
    ],
)
def test_offers_follow_country_value_and_weight(country, value, weight_g, offered):
    offers = shipping_offers(country=country, value=value, weight_g=weight_g)
    assert [(offer.code, offer.price) for offer in offers] == offered


def test_the_shops_own_country_comes_first():
    assert served_countries() == ["DE", "AT"]


def test_what_nobody_set_a_rate_for_is_not_taxed():
    TaxRate.objects.create(country="DE", tax_class="standard", basis_points=1900)
    assert (tax_basis_points("DE", "standard"), tax_basis_points("DE", "reduced")) == (1900, 0)
