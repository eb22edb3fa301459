"""Putting aside, waiting and comparing, with and without an account."""

import pytest
from django.test import Client
from tests.factories import NOW, a_category, a_product, a_variant

from techmart.accounts.models import Customer
from techmart.catalogue.models import Variant
from techmart.mail.models import Message
from techmart.wishes.links import notice_path
from techmart.wishes.models import Notice
from techmart.wishes.queries import wished_ids

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_without_an_account_the_browser_keeps_what_is_put_aside(client: Client, halo: Variant):
    response = client.post("/wishes/", {"product": halo.product_id, "back": "halo-2"})
    assert response.url == "/p/halo-2/"
    assert "Halo 2" in text_of(client, "/wishes/")
    client.post(f"/wishes/{halo.product_id}/removal/")
    assert "Nothing yet" in text_of(client, "/wishes/")


def test_who_logs_in_keeps_it_in_the_account(client: Client, halo: Variant, ada: Customer):
    client.post("/wishes/", {"product": halo.product_id})
    client.post("/account/login/", {"login": ada.email, "password": "a quiet garden"})
    assert wished_ids(ada) == [halo.product_id]
    client.post(f"/wishes/{halo.product_id}/removal/", {"back": "halo-2"})
    assert wished_ids(ada) == []


def test_what_went_into_an_account_is_not_kept_by_the_browser(client: Client, halo: Variant, ada: Customer):
    ben = Customer.objects.create_user("ben@example.com", "a quiet garden")
    client.post("/wishes/", {"product": halo.product_id})
    for customer in (ada, ben):
        client.post("/account/login/", {"login": customer.email, "password": "a quiet garden"})
        client.post("/account/logout/")
    assert (wished_ids(ada), wished_ids(ben)) == ([halo.product_id], [])


@pytest.mark.parametrize("product", ["", "x", "0", "-1", "9" * 30, "\u0663", "\x00"])
def test_what_is_no_product_is_not_put_aside(client: Client, halo: Variant, product: str):
    assert client.post("/wishes/", {"product": product, "back": product}).status_code == 404


def test_what_is_no_product_is_not_taken_away(as_ada: Client):
    assert as_ada.post(f"/wishes/{10**30}/removal/").status_code == 404


def test_a_notice_is_confirmed_by_the_link_or_given_up(client: Client):
    gone = a_variant(0, product=a_product("Slate", slug="slate"))
    asked = {"kind": "back", "variant": gone.pk, "email": "ben@example.com"}
    assert client.post("/p/slate/notices/", asked).url == "/p/slate/"
    notice = Notice.objects.get()
    assert notice_path(notice) in Message.objects.get().text
    assert "ben@example.com" in text_of(client, notice_path(notice))
    client.post(notice_path(notice), {"answer": "yes"})
    notice.refresh_from_db()
    assert notice.confirmed_at == NOW
    client.post(notice_path(notice), {"answer": "no"})
    assert (Notice.objects.count(), client.get(notice_path(notice)).status_code) == (0, 404)


def test_a_stranger_does_not_learn_whether_an_address_waits(client: Client, halo: Variant):
    asked = {"kind": "cheaper", "variant": halo.pk, "email": "ben@example.com"}
    said = []
    for _ in range(2):
        page = client.post("/p/halo-2/notices/", asked, follow=True).content.decode()
        said.append("Look into your mailbox" in page)
        Notice.objects.update(confirmed_at=NOW)
    assert said == [True, True]


@pytest.mark.parametrize(
    "wrong", [{"email": "ben"}, {"variant": "x"}, {"variant": "9" * 40}, {"kind": "gone"}, {"website": "x"}]
)
def test_nobody_waits_by_a_wrong_form(client: Client, halo: Variant, wrong: dict[str, str]):
    client.post("/p/halo-2/notices/", {"kind": "cheaper", "variant": halo.pk, "email": "b@example.com", **wrong})
    assert Notice.objects.count() == 0


def test_a_variant_of_another_product_is_not_waited_for(client: Client, halo: Variant):
    asked = {"kind": "cheaper", "variant": a_variant().pk, "email": "b@example.com"}
    assert client.post("/p/halo-2/notices/", asked).status_code == 404


def test_products_stand_side_by_side_by_the_facts_they_share(client: Client):
    category = a_category()
    category.spec_schema = [
        {"key": "weight", "label": "Weight", "type": "number", "unit": "g"},
        {"key": "design", "label": "Design", "type": "text"},
        {"key": "lid", "label": "Lid", "type": "boolean"},
    ]
    category.save()
    specs = [{"weight": 265, "design": "closed"}, {"weight": 290, "design": "closed", "lid": True}, {}]
    for number, facts in enumerate(specs):
        a_variant(product=a_product(f"Halo {number}", slug=f"halo-{number}", specs=facts))
    response = client.get("/compare/?p=halo-1&p=halo-0&p=nothing&p=halo-1&p=%00")
    rows = [(row.label, row.values, row.differs) for row in response.context["rows"]]
    assert rows == [("Weight", ["290 g", "265 g"], True), ("Design", ["closed", "closed"], False)]
    assert [other["slug"] for other in response.context["others"]] == ["halo-2"]
    assert "Lid" in text_of(client, "/compare/?p=halo-1")
    assert "Nothing to compare yet" in text_of(client, "/compare/")


def test_four_are_the_most_that_stand_side_by_side(client: Client):
    for number in range(5):
        a_variant(product=a_product(slug=f"p{number}"))
    response = client.get("/compare/?" + "&".join(f"p=p{number}" for number in range(5)))
    assert [card["slug"] for card in response.context["columns"]] == ["p0", "p1", "p2", "p3"]
