"""Choices, a copy, and the end of an account."""

import json

import pytest
from django.test import Client
from tests.factories import NOW, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.catalogue.models import Variant
from techmart.orders import actions as orders
from techmart.scoring.models import CustomerSummary
from techmart.tracking.enums import Purpose
from techmart.tracking.models import Consent
from techmart.tracking.queries import has_agreed

pytestmark = pytest.mark.django_db
DATA = "/account/data/"


@pytest.fixture
def logged_in(as_ada: Client) -> Client:
    """Ada, who has typed her password once more a moment ago."""
    as_ada.post("/account/reauthenticate/", {"password": "a quiet garden"})
    return as_ada


def test_only_what_changes_is_written_down(as_ada: Client, ada: Customer):
    for _ in range(2):
        as_ada.post(DATA, {"marketing": "on", "profiling": "on"})
    assert [(row.purpose, row.granted, row.source) for row in Consent.objects.all()] == [("marketing", True, DATA)]
    assert has_agreed(ada, Purpose.MARKETING)
    as_ada.post(DATA, {"profiling": "on"})
    assert not has_agreed(ada, Purpose.MARKETING)


def test_who_refuses_it_has_no_chances_worked_out(as_ada: Client, ada: Customer):
    an_order(email=ada.email)
    assert CustomerSummary.objects.filter(customer=ada).count() == 1
    as_ada.post(DATA, {})
    assert CustomerSummary.objects.count() == 0
    an_order(a_variant(), email=ada.email)
    assert CustomerSummary.objects.count() == 0
    as_ada.post(DATA, {"profiling": "on"})
    assert CustomerSummary.objects.get().customer == ada


def test_the_copy_holds_ones_own_rows_alone(logged_in: Client, ada: Customer):
    an_order(email=ada.email)
    an_order(email="ben@example.com")
    copy = json.loads(logged_in.get(f"{DATA}copy/").content)
    assert [order["email"] for order in copy["orders.Order"]] == [ada.email]


def test_an_account_ends_and_the_books_stay(logged_in: Client, ada: Customer, halo: Variant):
    order = an_order(halo, email=ada.email, paid=True)
    logged_in.post("/account/removal/")
    ada.refresh_from_db()
    assert (ada.name, ada.is_active) == ("Ada Winter", True), "a parcel still needs the address"
    orders.ship_order(order=order, by=None, carrier="", tracking_number="", now=NOW)
    assert logged_in.post("/account/removal/").url == "/"
    ada.refresh_from_db()
    assert (ada.name, ada.is_active) == ("", False)
    assert logged_in.get(DATA).url.startswith("/account/login/")
    order.refresh_from_db()
    assert (order.total, order.recipient) == (halo.price, "")


@pytest.mark.parametrize("path", [f"{DATA}copy/", "/account/removal/"])
def test_who_took_over_an_open_session_is_asked_for_the_password(as_ada: Client, path: str):
    assert as_ada.get(path).url.startswith("/account/reauthenticate/")


@pytest.mark.parametrize("path", [DATA, f"{DATA}copy/", "/account/removal/"])
def test_a_stranger_is_asked_to_log_in(client: Client, path: str):
    assert client.get(path).url.startswith("/account/login/")
