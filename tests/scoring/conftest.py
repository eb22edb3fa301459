"""A shop whose customers have bought."""

from collections.abc import Callable
from datetime import datetime

import pytest
from tests.purchases import a_history, a_purchase, a_scored_history

from techmart.orders.models import Order


@pytest.fixture
def buy(db: None) -> Callable[..., Order]:
    """Place a paid order."""
    return a_purchase


@pytest.fixture
def furnished(db: None, now: datetime) -> None:
    """A shop of 200 customers and a year and a half."""
    a_history(now)


@pytest.fixture
def scored(db: None, now: datetime) -> None:
    """The same shop, fitted and scored."""
    a_scored_history(now)
