"""The list of orders, its download, and one order's page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import NOW, a_variant, an_order

from techmart.orders import actions as orders


def numbers(response: object) -> list[str]:
    return [order.number for order in response.context["page"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_list_of_any_length_takes_four_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(how_many):
        an_order()
    with django_assert_num_queries(4):
        response = desk.get("/backoffice/orders/")
    assert len(numbers(response)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_an_order_of_any_size_takes_a_fixed_number_of_queries(
    how_many: int, desk: Client, maya: object, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    order = an_order(*[a_variant() for _ in range(how_many)], paid=True)
    for _ in range(how_many):
        orders.add_note(order=order, by=maya, text="Called.", now=NOW)
    with django_assert_num_queries(8):
        response = desk.get(f"/backoffice/orders/{order.number}/")
    assert response.status_code == 200


def test_the_newest_comes_first(desk: Client) -> None:
    old, new = an_order(), an_order(now=NOW + timedelta(hours=1))
    assert numbers(desk.get("/backoffice/orders/")) == [new.number, old.number]


@pytest.mark.parametrize("search", [lambda o: o.number, lambda o: "ben@exam", lambda o: "okafor"])
def test_one_box_finds_by_number_address_or_name(desk: Client, search: Callable) -> None:
    an_order()
    bens = an_order(email="ben@example.com")
    type(bens).objects.filter(pk=bens.pk).update(recipient="Ben Okafor")
    assert numbers(desk.get("/backoffice/orders/", {"q": search(bens)})) == [bens.number]


def test_filters_add_up(desk: Client) -> None:
    due = an_order()
    an_order(paid=True)
    cancelled = an_order()
    orders.cancel_order(order=cancelled, by=None, reason="", now=NOW)
    assert numbers(desk.get("/backoffice/orders/?pay=agreed&ship=unshipped")) == [due.number]
    assert numbers(desk.get("/backoffice/orders/?status=cancelled")) == [cancelled.number]
    assert numbers(desk.get("/backoffice/orders/?since=2026-06-16")) == []


def test_a_filter_that_makes_no_sense_is_left_out(desk: Client) -> None:
    order = an_order()
    assert numbers(desk.get("/backoffice/orders/?pay=gold&since=yesterday&page=99")) == [order.number]


def test_the_download_holds_what_the_list_shows(desk: Client) -> None:
    order = an_order(paid=True)
    an_order()
    text = b"".join(desk.get("/backoffice/orders.csv?pay=paid")).decode()  # type: ignore[call-overload]
    assert text.splitlines()[1:] == [
        f"{order.number},2026-06-15 12:00,Ada Winter,ada@example.com,Placed,Paid,To ship,Post,14.90,EUR"
    ]


def test_an_unknown_order_is_not_found(desk: Client) -> None:
    assert desk.get("/backoffice/orders/T0/").status_code == 404


def test_only_what_is_possible_is_offered(desk: Client, maya: object) -> None:
    order = an_order()
    offered = [form.act for form in desk.get(order.get_absolute_url()).context["next_steps"]]
    assert offered == ["payments", "parcels"]
    orders.cancel_order(order=order, by=maya, reason="", now=NOW)
    context = desk.get(order.get_absolute_url()).context
    assert context["next_steps"] == []
    assert [form.act for form in context["other_acts"]] == ["notes"]


def test_an_imported_number_may_hold_slashes(desk: Client) -> None:
    order = an_order(paid=True)
    type(order).objects.update(number="INV/2024/17 b")
    page = desk.get("/backoffice/orders/").content.decode()
    assert 'href="/backoffice/orders/INV/2024/17%20b/"' in page
    address = "/backoffice/orders/INV/2024/17%20b/"
    assert desk.get(address).status_code == 200
    assert desk.post(f"{address}notes/", {"text": "Old"})["Location"] == address
