"""A shop on the day of the factories, and Ada, who has an account."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from tests.factories import NOW, a_product, a_shop, a_variant

from techmart.accounts.models import Customer
from techmart.catalogue.models import Variant


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Let the shop's clock stand at the factories' moment."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def halo(db: None) -> Variant:
    """Headphones, three left, in a shop that sends to Germany."""
    a_shop()
    return a_variant(3, price=18900, product=a_product("Halo 2", slug="halo-2", summary="closed · 30 h"))


@pytest.fixture
def ada(db: None) -> Customer:
    """Ada has an account."""
    return Customer.objects.create_user("ada@example.com", "a quiet garden", name="Ada Winter")


@pytest.fixture
def mara(db: None) -> Customer:
    """Mara is staff."""
    return Customer.objects.create_superuser("mara@techmart.example", name="Mara Lind")


@pytest.fixture
def as_ada(client: Client, ada: Customer) -> Client:
    """Ada's browser."""
    client.force_login(ada)
    return client
