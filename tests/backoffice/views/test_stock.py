"""Stock, and why it is 47."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import a_variant, an_order

from techmart.accounts.models import Customer
from techmart.catalogue.models import StockMove

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_list_of_any_length_takes_four_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    variants = [a_variant() for _ in range(how_many)]
    with django_assert_num_queries(4):
        response = desk.get("/backoffice/products/stock/")
    assert {row.pk for row in response.context["page"]} == {variant.pk for variant in variants}


def test_what_is_low_is_found(desk: Client) -> None:
    low = a_variant(on_hand=3)
    a_variant(on_hand=4)
    a_variant(on_hand=0, tracks_stock=False)
    rows = desk.get("/backoffice/products/stock/?stock=low").context["page"]
    assert [row.pk for row in rows] == [low.pk]


def test_the_ledger_says_why_it_is_what_it_is(desk: Client) -> None:
    variant = a_variant(on_hand=50)
    address = f"/backoffice/products/stock/{variant.pk}/"
    desk.post(f"{address}moves/", {"kind": "damaged", "units": "3", "note": "Fell"})
    order = an_order(variant, quantity=2)
    desk.post(f"{address}moves/", {"kind": "counted", "units": "48"})
    moves = desk.get(address).context["page"]
    assert {(move.kind, move.on_hand_change, move.on_hand_after, move.allocated_after) for move in moves} == {
        ("opening", 50, 50, 0),
        ("allocated", 0, 50, 2),
        ("damaged", -3, 47, 2),
        ("counted", 1, 48, 2),
    }
    assert order.number in desk.get(address).content.decode()


def test_a_move_names_who_made_it(desk: Client, maya: Customer) -> None:
    variant = a_variant()
    desk.post(f"/backoffice/products/stock/{variant.pk}/moves/", {"kind": "received", "units": "5", "note": "Van"})
    move = StockMove.objects.get(kind="received")
    assert (move.on_hand_change, move.note, move.by) == (5, "Van", str(maya))


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "damaged", "units": "9"},
        {"kind": "counted", "units": "1"},
        {"kind": "received", "units": "0"},
        {"kind": "shipped", "units": "1"},
        {"kind": "received", "units": "-1"},
    ],
)
def test_what_cannot_be_is_refused(desk: Client, sent: dict[str, str]) -> None:
    variant = a_variant(on_hand=10)
    an_order(variant, quantity=2)
    response = desk.post(f"/backoffice/products/stock/{variant.pk}/moves/", sent)
    variant.refresh_from_db()
    assert (response.status_code, variant.on_hand) == (422, 10)


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_ledger_of_any_length_takes_five_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    variant = a_variant(on_hand=100)
    for _ in range(how_many):
        an_order(variant)
    with django_assert_num_queries(5):
        response = desk.get(f"/backoffice/products/stock/{variant.pk}/")
    assert len(response.context["page"]) == how_many + 1


@pytest.mark.parametrize("kind", ["received", "counted"])
def test_a_form_that_is_sent_twice_moves_stock_once(kind: str, desk: Client) -> None:
    variant = a_variant(on_hand=10)
    address = f"/backoffice/products/stock/{variant.pk}/"
    sent = {"kind": kind, "units": "15", "key": desk.get(address).context["form"]["key"].initial}
    answers = [desk.post(f"{address}moves/", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert StockMove.objects.filter(kind=kind).count() == 1
    assert sent["key"] not in desk.get(address).content.decode().partition("<form")[0]
