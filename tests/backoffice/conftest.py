"""Maya works here."""

import pytest
from django.test import Client
from tests.scoring.conftest import furnished, scored  # noqa: F401  (a shop that knows who comes back)

from techmart.accounts.models import Customer
from techmart.core.models import ShopSettings


@pytest.fixture
def maya(db: None) -> Customer:
    """A member of staff."""
    return Customer.objects.create_user("maya@techmart.example", name="Maya", is_staff=True)


@pytest.fixture
def desk(maya: Customer, client: Client) -> Client:
    """Her browser, signed in; the shop's options are remembered, as on any but the first page."""
    client.force_login(maya)
    ShopSettings.current()
    return client
