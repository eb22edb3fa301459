from datetime import datetime

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from techmart.accounts.models import Customer
from techmart.tracking import actions
from techmart.tracking.models import Visitor

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def browse():
    """Make a request of a person's browser: `browse(visitor, HTTP_SEC_GPC="1")`."""

    def request(visitor: Visitor | None = None, **headers: str) -> HttpRequest:
        made = RequestFactory().get("/", **{"HTTP_USER_AGENT": FIREFOX, **headers})
        if visitor is not None:
            made.COOKIES["visitor"] = visitor.key
        return made

    return request


@pytest.fixture
def ada(db: None) -> Customer:
    """A customer who buys often."""
    return Customer.objects.create_user("ada@example.com", name="Ada")


@pytest.fixture
def visitor(db: None, now: datetime) -> Visitor:
    """Somebody who agreed to be recognised."""
    return actions.give_consent(visitor=None, customer=None, source="banner", now=now)
