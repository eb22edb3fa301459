"""No page of the back office answers anybody but staff."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from techmart.accounts.models import Customer

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
EXAMPLES = {
    "int": "1",
    "number": "INV/17",
    "path": "a/b",
    "slug": "a",
    "str": "a",
    "uuid": "3d4d1c1e-0d5e-4b1c-9d5c-0d6a4f1f9b5a",
}


def backoffice_addresses() -> list[str]:
    """Return an example address of every route under /backoffice/, the stock admin's own ones apart."""
    found = [address for address in _walk(get_resolver(), "/") if address.startswith("/backoffice/")]
    return [address for address in found if not address.startswith("/backoffice/admin/")]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if not isinstance(entry.pattern, RoutePattern):
            continue
        address = prefix + _example(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, address)
        elif isinstance(entry, URLPattern):
            yield address


def _example(pattern: RoutePattern) -> str:
    return re.sub(r"<(?:(\w+):)?\w+>", lambda part: EXAMPLES[part[1] or "str"], str(pattern))


def test_the_walk_finds_pages_with_and_without_arguments() -> None:
    assert {"/backoffice/", "/backoffice/orders/", "/backoffice/orders/INV/17/refunds/"} <= set(backoffice_addresses())


@pytest.mark.parametrize("address", backoffice_addresses())
def test_strangers_are_sent_to_the_login_page_and_back(address: str, client: Client, db: None) -> None:
    for method in METHODS:
        response = getattr(client, method)(address)
        assert (method, response.status_code) == (method, 302)
        assert response["Location"] == f"/account/login/?next={address}"


@pytest.mark.parametrize("address", backoffice_addresses())
def test_customers_are_refused(address: str, client: Client, db: None) -> None:
    client.force_login(Customer.objects.create_user("ada@example.com"))
    answers = {method: getattr(client, method)(address).status_code for method in METHODS}
    assert answers == dict.fromkeys(METHODS, 403)


def test_dismissed_staff_are_strangers(client: Client, maya: Customer) -> None:
    client.force_login(maya)
    Customer.objects.filter(pk=maya.pk).update(is_active=False)
    assert client.get("/backoffice/").status_code == 302


def test_pages_are_kept_by_no_browser(desk: Client) -> None:
    assert "no-store" in desk.get("/backoffice/")["Cache-Control"]
